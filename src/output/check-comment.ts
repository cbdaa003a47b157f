import { renderLink } from "../manual/markdown.ts";
import type { CheckReport } from "../plan/guard/report.ts";
import { renderCheckMarkdown } from "./check-markdown.ts";

export interface CheckCommentOptions {
  /** `https://…/owner/repo`; null: nothing is linked. */
  readonly repositoryUrl: string | null;
  /** Where the run and its job summary are; null: it is named only. */
  readonly summaryUrl: string | null;
}

/** GitHub takes 65,536 characters: https://docs.github.com/rest/issues/comments; some are kept free. */
export const MAX_COMMENT = 65_000;

const BUDGET = { findings: 22_000, versions: 8_000, capabilities: 8_000, allowed: 3_000, ranges: 4_000, changes: 18_000, one: 6_000 };

/** The comment on a pull request: the hidden marker as its first line, then the most important; at most {@link MAX_COMMENT} characters. */
export function renderCheckComment(report: CheckReport, marker: string, { repositoryUrl, summaryUrl }: CheckCommentOptions): string {
  const summary = renderLink("the job summary", summaryUrl);
  return `${marker}\n${renderCheckMarkdown(report, { repositoryUrl, budget: BUDGET, rest: `${summary} has them` })}`;
}
