import type { Root } from "../config/config.ts";
import { renderVisible } from "../manual/visible.ts";
import { paint } from "./style.ts";

export interface InitView {
  readonly choice: { readonly roots: readonly Root[]; readonly check: boolean };
  readonly action: { readonly action: string; readonly tag: string | null };
  readonly results: readonly { readonly path: string; readonly kind: "written" | "same" | "kept" }[];
}

const KINDS = {
  written: "written",
  same: "as it should be already",
  kept: "is there with another text and was kept; --force replaces it",
} as const;

/** What was written, what is to be looked at, and how to go on. */
export function renderInit({ choice, action, results }: InitView, { colour }: { readonly colour: boolean }): string {
  const roots =
    choice.roots.length === 0
      ? ["No version file (<flow>/<semver>.yml) was found, so that the configuration names no root.\n"]
      : choice.roots.map(({ path, tag }) => `root ${renderVisible(path === "" ? "." : path)}, tags ${renderVisible(tag)}\n`);
  return [
    ...roots,
    ...results.map(({ path, kind }) => `${paint(colour, "bold", path)}: ${KINDS[kind]}\n`),
    ...(action.tag === null
      ? [
          `The action is named by a tag (${action.action}), because its release could not be looked up: replace the tag by a full commit SHA.\n`,
        ]
      : []),
    "Next: look at the files, commit them, and run flow-tagbot plan.\n",
  ].join("");
}
