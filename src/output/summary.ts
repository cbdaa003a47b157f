import { fitBlocks } from "../manual/issue.ts";
import { toBlocks } from "../manual/issue-blocks.ts";
import { toSteps } from "../manual/steps.ts";
import type { ManualContext } from "../manual/way-out.ts";
import { docsUrl } from "../model/codes.ts";
import type { Metrics } from "../model/metrics.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { needingAPerson, problemsApart } from "./attention.ts";
import { count, renderNumber } from "./count.ts";
import { escapeMarkdown, renderCode, renderFolded, renderLink } from "../manual/markdown.ts";
import { fitItems } from "./fit-items.ts";
import { renderMetrics } from "./metrics-text.ts";
import { isFailed, isNobodysToSolve, renderHeadline, type Failed } from "./outcome-text.ts";
import { SUMMARY_HEAD, toSummaryRows } from "./summary-rows.ts";
import { renderActionCounts, renderActionType, renderCounts } from "./version-rows.ts";

export interface SummaryOptions {
  readonly manual: ManualContext;
  /** `https://…/owner/repo`; null: nothing is linked. */
  readonly repositoryUrl: string | null;
  readonly metrics: Metrics | null;
  /** What became of the issue with manual steps. */
  readonly issue: {
    readonly url: string | null;
    readonly problem: Problem | null;
    /** Address of a form for it, filled in, where it could not be written. */
    readonly newIssueLink: string | null;
  };
}

/** Bytes of each part; together well under the 1 MiB that GitHub takes from one step. */
const BUDGET = { versions: 350_000, failures: 150_000, problems: 150_000 };

/** Characters, of which each may take four bytes. */
const MANUAL_BUDGET = 90_000;

/** The job summary in Markdown, always under 1 MiB: what does not fit is counted. */
export function renderSummary(plan: Plan, outcomes: readonly Outcome[], options: SummaryOptions): string {
  const rows = toSummaryRows(plan, outcomes, options.repositoryUrl);
  const steps = toSteps(plan, outcomes, options.manual);
  const parts = [
    `## flow-tagbot\n\n${renderSentence(plan, outcomes)} ${escapeMarkdown(plan.branch)} has ${renderCounts(plan)}.`,
    ...(rows.length === 0 ? [] : [`${SUMMARY_HEAD}\n${fit(rows, String, BUDGET.versions, "versions")}`]),
    ...section("Failed", outcomes.filter(isFailed).filter(isNobodysToSolve), renderFailure, BUDGET.failures),
    ...section("Problems", problemsApart(plan), renderProblem, BUDGET.problems),
    ...(steps.length === 0 ? [] : [`## Needs a person\n\n${fitBlocks(toBlocks(steps), MANUAL_BUDGET).trimEnd()}`]),
    ...renderIssue(options.issue),
    ...(options.metrics === null ? [] : [`<sub>${renderMetrics(options.metrics)}</sub>`]),
  ];
  return `${parts.join("\n\n")}\n`;
}

function renderIssue({ url, problem, newIssueLink }: SummaryOptions["issue"]): readonly string[] {
  return [
    ...(url === null ? [] : [`${renderLink("The issue with these steps", url)} closes itself when all of them are done.`]),
    ...(problem === null ? [] : [renderProblem(problem)]),
    ...(newIssueLink === null ? [] : [`${renderLink("Open the issue by hand", newIssueLink)}, filled in.`]),
  ];
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

/** As many whole items as fit into so many bytes, and how many there are besides. */
function fit<Item>(items: readonly Item[], render: (item: Item) => string, budget: number, noun: string): string {
  const { text, rest } = fitItems(items, render, budget);
  return text + (rest === 0 ? "" : `\n\n… and ${renderNumber(rest)} more ${noun}; \`flow-tagbot plan --json\` shows all.`);
}

function renderFailure({ action, result: { failure } }: Failed): string {
  const head = `<b>${escapeMarkdown(`${action.flow} ${action.version}`)}</b> ${renderActionType(action)}: ${escapeMarkdown(failure.message)}`;
  const words = failure.serverWords === null ? [] : [`The server said: ${renderCode(failure.serverWords)}`];
  const fix = failure.fix === "" ? [] : [`Fix: ${escapeMarkdown(failure.fix)}`];
  const more = renderLink(`More about ${renderCode(failure.code)}`, docsUrl(failure.code));
  return renderFolded(head, [...words, ...fix, more].join("\n\n"));
}

function renderProblem({ code, severity, path, line, message, fix }: Problem): string {
  const place = path === null ? "" : `${renderCode(line === null ? path : `${path}:${line}`)} `;
  return `- **${severity}** ${renderLink(renderCode(code), docsUrl(code))} ${place}${escapeMarkdown(message)}${fix === "" ? "" : ` Fix: ${escapeMarkdown(fix)}`}`;
}
