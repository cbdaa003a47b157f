import type { CheckReport } from "../plan/guard/report.ts";
import { renderCheckMarkdown } from "./check-markdown.ts";

export interface CheckSummaryOptions {
  /** `https://…/owner/repo`; null: nothing is linked. */
  readonly repositoryUrl: string | null;
}

/** Together well under the 1 MiB that GitHub takes from one step. */
const BUDGET = {
  findings: 250_000,
  versions: 100_000,
  capabilities: 100_000,
  allowed: 50_000,
  ranges: 50_000,
  changes: 400_000,
  one: 40_000,
};

/** The job summary in Markdown, always under 1 MiB: what does not fit is counted. */
export function renderCheckSummary(report: CheckReport, { repositoryUrl }: CheckSummaryOptions): string {
  const rest = "`flow-tagbot check --json` shows all";
  return `## flow-tagbot check\n\n${renderCheckMarkdown(report, { repositoryUrl, budget: BUDGET, rest })}`;
}
