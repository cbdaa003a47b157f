import { renderStepLine } from "../manual/step-markdown.ts";
import { ISSUE_LABEL, ISSUE_TITLE } from "../manual/issue.ts";
import type { Step } from "../manual/steps.ts";

/** Servers and browsers take addresses of about 8,000 characters. */
const LONGEST = 6000;

/** A link to the form for a new issue, filled in with what is wrong; for when the issue could not be written. */
export function renderNewIssueLink(repositoryUrl: string | null, steps: readonly Step[]): string | null {
  if (repositoryUrl === null) return null;
  const start = `${repositoryUrl}/issues/new?title=${encodeURIComponent(ISSUE_TITLE)}&labels=${ISSUE_LABEL}&body=`;
  const end = "The commands are in the run's job summary.";
  const lines: string[] = [];
  for (const step of steps) {
    lines.push(`- [ ] ${renderStepLine(step)}`);
    if (start.length + encodeURIComponent([...lines, "", end].join("\n").toWellFormed()).length > LONGEST) {
      lines.pop();
      break;
    }
  }
  const more = steps.length - lines.length;
  return start + encodeURIComponent([...lines, ...(more === 0 ? [] : [`- … and ${more} more`]), "", end].join("\n").toWellFormed());
}
