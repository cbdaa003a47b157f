import type { ManualContext, WayOut } from "../manual/way-out.ts";
import { toWaysOut } from "../manual/ways-out.ts";
import { renderVisible } from "../manual/visible.ts";
import { CODES } from "../model/codes.ts";
import type { Metrics } from "../model/metrics.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Plan, PlannedVersion } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { needingAPerson, problemsApart } from "./attention.ts";
import { count, renderNumber } from "./count.ts";
import { escapeMarkdown, renderCode, renderFence, renderFolded } from "./markdown.ts";
import { renderMetrics } from "./metrics-text.ts";
import { isFailed, renderByHand, renderHeadline, type Failed } from "./outcome-text.ts";
import { SUMMARY_HEAD, toSummaryRows } from "./summary-rows.ts";
import { renderActionCounts, renderActionType, renderCounts } from "./version-rows.ts";

export interface SummaryOptions {
  readonly manual: ManualContext;
  /** `https://…/owner/repo`; null: nothing is linked. */
  readonly repositoryUrl: string | null;
  readonly metrics: Metrics | null;
}

/** Bytes of each part; together well under the 1 MiB that GitHub takes from one step. */
const BUDGET = { versions: 450_000, failures: 150_000, problems: 150_000, manual: 200_000 };

/** The job summary in Markdown, always under 1 MiB: what does not fit is counted. */
export function renderSummary(plan: Plan, outcomes: readonly Outcome[], options: SummaryOptions): string {
  const rows = toSummaryRows(plan, outcomes, options.repositoryUrl);
  const people = needingAPerson(plan);
  const parts = [
    `## flow-tagbot\n\n${renderSentence(plan, outcomes)} ${escapeMarkdown(plan.branch)} has ${renderCounts(plan)}.`,
    ...(rows.length === 0 ? [] : [`${SUMMARY_HEAD}\n${fit(rows, String, BUDGET.versions, "versions")}`]),
    ...section("Failed", outcomes.filter(isFailed), (outcome) => renderFailure(outcome, options.manual), BUDGET.failures),
    ...section("Problems", problemsApart(plan), renderProblem, BUDGET.problems),
    ...section("Needs a person", people, (version) => renderPerson(version, plan, options.manual), BUDGET.manual),
    ...(options.metrics === null ? [] : [`<sub>${renderMetrics(options.metrics)}</sub>`]),
  ];
  return `${parts.join("\n\n")}\n`;
}

function renderSentence(plan: Plan, outcomes: readonly Outcome[]): string {
  const people = needingAPerson(plan).length;
  const waiting = people === 0 ? "" : ` ${count(people, "version needs", "versions need")} a person.`;
  if (outcomes.length > 0) return `**${renderHeadline(outcomes)}${waiting}**`;
  return plan.actions.length === 0
    ? `**Nothing to do${people === 0 ? "" : " automatically"}.${waiting}**`
    : `**Planned: ${renderActionCounts(plan.actions)}.${waiting}**`;
}

function section<Item>(title: string, items: readonly Item[], render: (item: Item) => string, budget: number): readonly string[] {
  return items.length === 0 ? [] : [`### ${title}\n\n${fit(items, render, budget, "entries")}`];
}

/** As many whole items as fit into so many bytes, and how many there are besides; the others are not even rendered. */
function fit<Item>(items: readonly Item[], render: (item: Item) => string, budget: number, noun: string): string {
  const shown: string[] = [];
  let used = 0;
  for (const item of items) {
    const block = render(item);
    used += Buffer.byteLength(block) + 1;
    if (used > budget) break;
    shown.push(block);
  }
  const rest = items.length - shown.length;
  return shown.join("\n") + (rest === 0 ? "" : `\n\n… and ${renderNumber(rest)} more ${noun}; \`flow-tagbot plan --json\` shows all.`);
}

function renderFailure({ action, result: { failure } }: Failed, manual: ManualContext): string {
  const byHand = CODES[failure.code].class === "yours" ? renderByHand(action, manual) : [];
  const head = `<b>${escapeMarkdown(`${action.flow} ${action.version}`)}</b> ${renderActionType(action.type)}: ${escapeMarkdown(failure.message)}`;
  const words = failure.serverWords === null ? [] : [`The server said: ${renderCode(failure.serverWords)}`];
  const fix = failure.fix === "" ? [] : [`Fix: ${escapeMarkdown(failure.fix)}`];
  const commands = byHand.length === 0 ? [] : ["By hand, in a clone of the registry:", renderFence("sh", byHand)];
  return renderFolded(head, [...words, ...fix, ...commands].join("\n\n"));
}

function renderProblem({ severity, path, line, message, fix }: Problem): string {
  const place = path === null ? "" : `${renderCode(line === null ? path : `${path}:${line}`)} `;
  return `- **${severity}** ${place}${escapeMarkdown(message)}${fix === "" ? "" : ` Fix: ${escapeMarkdown(fix)}`}`;
}

function renderPerson(version: PlannedVersion, plan: Plan, manual: ManualContext): string {
  const { what, cause, ways, prevent } = toWaysOut(version, plan, manual);
  const head = `<b>${escapeMarkdown(`${version.flow} ${version.version}`)}</b> ${version.state}: ${escapeMarkdown(what)}`;
  const body = [renderCode(version.path), cause, ...ways.map(renderWay), ...(prevent === "" ? [] : [`To prevent it: ${prevent}`])];
  return renderFolded(head, body.filter((text) => text !== "").join("\n\n"));
}

function renderWay({ title, kind, commands }: WayOut): string {
  const lines = kind === "config" ? commands.map((line) => line.replace(/\S.*$/, renderVisible)) : commands;
  return `${escapeMarkdown(title)}:\n\n${renderFence(kind === "config" ? "yaml" : "sh", lines)}`;
}
