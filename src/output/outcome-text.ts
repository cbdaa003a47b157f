import { toSteps } from "../manual/steps.ts";
import { renderVisible } from "../manual/visible.ts";
import { CODES } from "../model/codes.ts";
import type { Metrics } from "../model/metrics.ts";
import type { ActionFailure, Outcome } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import { needingAPerson, problemsApart } from "./attention.ts";
import { count, renderNumber } from "./count.ts";
import {
  MAX_DETAILS,
  MAX_ROWS,
  renderFix,
  renderManual,
  renderMore,
  renderProblems,
  renderReadMore,
  renderServerWords,
  type TextOptions,
} from "./manual-text.ts";
import { renderMetrics } from "./metrics-text.ts";
import { paint, type Style } from "./style.ts";
import { renderTable, type Cell } from "./table.ts";
import { renderActionCounts, renderActionType } from "./version-rows.ts";

export interface OutcomeOptions extends TextOptions {
  /** Null: not shown. */
  readonly metrics: Metrics | null;
}

type Kind = Outcome["result"]["kind"];
export type Failed = Outcome & { readonly result: { readonly kind: "failed"; readonly failure: ActionFailure } };

const ORDER: readonly Kind[] = ["failed", "not-tried", "done", "already-right"];
const STYLES: Readonly<Record<Kind, Style>> = { failed: "red", "not-tried": "yellow", done: "green", "already-right": "dim" };
const WORDS: Readonly<Record<Kind, string>> = {
  failed: "failed",
  "not-tried": "not tried",
  done: "done",
  "already-right": "already right",
};

/** What became of a plan, for people; text that ends with a line feed. */
export function renderOutcomes(plan: Plan, outcomes: readonly Outcome[], options: OutcomeOptions): string {
  const lines = [
    paint(options.colour, "bold", renderHeadline(outcomes)),
    ...renderRows(outcomes, options),
    ...renderFailures(outcomes.filter(isFailed).filter(isNobodysToSolve), options),
    ...renderProblems(problemsApart(plan), options),
    ...renderManual(toSteps(plan, outcomes, options.manual), options),
    ...(options.metrics === null ? [] : ["", paint(options.colour, "dim", renderMetrics(options.metrics))]),
    "",
    renderNext(plan, outcomes),
  ];
  return `${lines.join("\n")}\n`;
}

/** `Made 12 tags and 11 releases; 1 action failed; 3 not tried.` */
export function renderHeadline(outcomes: readonly Outcome[]): string {
  const of = (kind: Kind): readonly Outcome[] => outcomes.filter(({ result }) => result.kind === kind);
  const made = renderActionCounts(of("done").map(({ action }) => action));
  const parts = [
    ...(made === "" ? [] : [`made ${made}`]),
    ...(of("already-right").length === 0 ? [] : [`${renderNumber(of("already-right").length)} already right`]),
    ...(of("failed").length === 0 ? [] : [`${count(of("failed").length, "action")} failed`]),
    ...(of("not-tried").length === 0 ? [] : [`${count(of("not-tried").length, "action")} not tried`]),
  ];
  if (parts.length === 0) return "Nothing to do.";
  const text = parts.join("; ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

export function isFailed(outcome: Outcome): outcome is Failed {
  return outcome.result.kind === "failed";
}

/** Passing failures and our own bugs; what a person has to solve is told with the steps. */
export function isNobodysToSolve({ action, result: { failure } }: Failed): boolean {
  // A digest is no version, so that no step tells of it.
  return action.type === "create-digest" || CODES[failure.code].class !== "yours";
}

function renderRows(outcomes: readonly Outcome[], { colour, width, maxRows = MAX_ROWS }: OutcomeOptions): readonly string[] {
  if (outcomes.length === 0) return [];
  const versions = [...Map.groupBy(outcomes, ({ action }) => action.tag).values()];
  const urgency = (own: readonly Outcome[]): number => Math.min(...own.map(({ result }) => ORDER.indexOf(result.kind)));
  const cells = versions
    .toSorted((a, b) => urgency(a) - urgency(b))
    .slice(0, maxRows)
    .map((own) => [
      { text: own[0]?.action.flow ?? "", style: null },
      { text: own[0]?.action.version ?? "", style: null },
      toResultCell(own.find(({ action }) => action.type === "create-tag")),
      toResultCell(own.filter(({ action }) => action.type !== "create-tag").toSorted((a, b) => urgency([a]) - urgency([b]))[0]),
      { text: own[0]?.action.tag ?? "", style: null },
      { text: own.map(({ result }) => toDetail(result)).find((detail) => detail !== "") ?? "", style: null },
    ]);
  return [
    "",
    renderTable(["FLOW", "VERSION", "TAG", "RELEASE", "NAME", "WHY"], cells, { colour, width }),
    ...renderMore(versions.length, maxRows),
  ];
}

/** "there": nothing had to be done. */
function toResultCell(outcome: Outcome | undefined): Cell {
  if (outcome === undefined) return { text: "there", style: "dim" };
  const { kind } = outcome.result;
  const text = kind === "done" && outcome.action.type === "edit-release" ? "edited" : WORDS[kind];
  return { text, style: STYLES[kind] };
}

function toDetail(result: Outcome["result"]): string {
  switch (result.kind) {
    case "failed":
      return CODES[result.failure.code].headline;
    case "not-tried":
      return result.why;
    case "done":
    case "already-right":
      return "";
  }
}

function renderFailures(failed: readonly Failed[], { colour, maxDetails = MAX_DETAILS }: OutcomeOptions): readonly string[] {
  if (failed.length === 0) return [];
  const blocks = failed.slice(0, maxDetails).flatMap(({ action, result: { failure } }) => {
    return [
      "",
      `  ${paint(colour, "bold", renderVisible(`${action.flow} ${action.version}`))}  ${renderActionType(action)}`,
      `  ${renderVisible(failure.message)}`,
      ...renderServerWords(failure.serverWords),
      ...(failure.fix === "" ? [] : [`  ${renderFix(failure.fix)}`]),
    ];
  });
  const more = renderReadMore(failed.slice(0, maxDetails).map(({ result: { failure } }) => failure.code));
  return ["", paint(colour, "bold", "Failed"), ...blocks, "", ...renderMore(failed.length, maxDetails), ...more];
}

function renderNext(plan: Plan, outcomes: readonly Outcome[]): string {
  const later = outcomes.some(
    ({ result }) => result.kind === "not-tried" || (result.kind === "failed" && CODES[result.failure.code].class === "passing"),
  );
  const bug = outcomes.some(({ result }) => result.kind === "failed" && CODES[result.failure.code].class === "bug");
  const person =
    needingAPerson(plan).length > 0 ||
    outcomes.some(({ result }) => result.kind === "failed" && CODES[result.failure.code].class === "yours");
  const parts = [
    ...(person ? ["a person is needed (see above)."] : []),
    ...(bug ? ["please report this error of flow-tagbot."] : []),
    ...(later ? ["run `flow-tagbot apply` again; it goes on where this run stopped."] : []),
  ];
  return parts.length === 0 ? "All done." : `Next: ${parts.join(" Then ")}`;
}
