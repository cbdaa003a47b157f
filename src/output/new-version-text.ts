import { renderVisible } from "../manual/visible.ts";
import { renderCommand } from "../model/quote.ts";
import type { Bump } from "../model/rule.ts";
import { paint } from "./style.ts";

export interface NewVersionView {
  readonly flow: string;
  readonly from: string;
  readonly version: string;
  readonly path: string;
  readonly bump: Bump;
  readonly needed: Bump;
  readonly enough: boolean;
  readonly changes: readonly string[];
  readonly restored: string | null;
}

const MOST = 20;

/** What was made, why it got this number, and how to go on. */
export function renderNewVersion(view: NewVersionView, { colour }: { readonly colour: boolean }): string {
  const { flow, from, version, path, changes, restored } = view;
  const why = restored === null ? `a copy of ${from}` : `the edit of ${from}, which ${renderStep(view)}`;
  const shown = changes.slice(0, MOST).map((change) => `  - ${renderVisible(change)}\n`);
  const rest = changes.length - shown.length;
  return [
    `${paint(colour, "bold", `${flow} ${version}`)}: ${why}.\n`,
    ...shown,
    ...(rest > 0 ? [`  - and ${rest} more\n`] : []),
    ...(restored === null ? [] : [`${renderVisible(restored)} is as it was published again.\n`]),
    restored === null
      ? `Edit the file, then run flow-tagbot check: it tells whether the number is enough.\n`
      : `Next: ${renderCommand(["git", "add", "--", restored, path])}\n`,
  ].join("");
}

function renderStep({ bump, needed, enough }: NewVersionView): string {
  const needs = needed === "none" ? "needs no step of its own" : `needs a ${needed} step`;
  if (!enough) return `${needs}, and a ${bump} step was asked for: flow-tagbot check will fail, unless its rules only warn`;
  return needed === bump || needed === "none" ? needs : `${needs}; a ${bump} step was asked for`;
}
