import { failure } from "../../model/failure.ts";
import type { IssueSigns } from "../port.ts";
import type { Client, Place } from "./client.ts";
import { issueFailure } from "./issue-failure.ts";
import { parseIssues, type GithubIssue } from "./parse-issue.ts";

const PER_PAGE = 100;

/** One issue is the rule; a listing of thousands means that the label is used for something else. */
const MOST_PAGES = 20;

/**
 * The open issue with the lowest number, or else the closed one that changed last, of those with all signs; or null. The
 * author is asked for only when there is one with all other signs: nearly every run finds none.
 */
export async function findIssue(
  client: Client,
  place: Place,
  readAuthor: () => Promise<string>,
  signs: IssueSigns,
): Promise<GithubIssue | null> {
  const alike = (await readIssues(client, place, signs)).filter((issue) => hasSigns(issue, signs));
  if (alike.length === 0) return null;
  const author = await readAuthor();
  const ours = alike.filter((issue) => issue.author === author);
  const open = ours.filter(({ state }) => state === "open").toSorted((a, b) => a.number - b.number);
  const closed = ours.filter(({ state }) => state === "closed").toSorted((a, b) => b.updated - a.updated || b.number - a.number);
  return open[0] ?? closed[0] ?? null;
}

/** The server's filter is a help, not a proof: everything is checked again. */
function hasSigns(issue: GithubIssue, { label, marker }: IssueSigns): boolean {
  return !issue.isPullRequest && hasLabel(issue, label) && linesOf(issue.body).includes(marker);
}

/** GitHub's labels are the same in any case. */
export function hasLabel({ labels }: GithubIssue, label: string): boolean {
  return labels.some((name) => name.toLowerCase() === label.toLowerCase());
}

export function withoutMarker(body: string, marker: string): string {
  return linesOf(body)
    .filter((line) => line !== marker)
    .join("\n");
}

/** Bodies that were edited in a browser have CRLF. */
function linesOf(body: string): readonly string[] {
  return body.split(/\r?\n/);
}

async function readIssues(client: Client, place: Place, { label }: IssueSigns): Promise<readonly GithubIssue[]> {
  const issues: GithubIssue[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    try {
      const { data, headers } = await client.rest.issues.listForRepo({
        ...place,
        labels: label,
        state: "all",
        sort: "updated",
        per_page: PER_PAGE,
        page,
      });
      const listed = parseIssues(data);
      issues.push(...listed);
      // A full page without any link may be all there is, or come through a proxy that drops the header.
      const link = headers.link ?? "";
      if (!/rel="next"/.test(link) && !(link === "" && listed.length === PER_PAGE)) return issues;
    } catch (error) {
      throw issueFailure("The issues could not be listed", error);
    }
  }
  throw failure(
    "issue-not-written",
    `More than ${MOST_PAGES * PER_PAGE} issues have the label ${JSON.stringify(label)}, so that the right one cannot be told.`,
    "Remove the label from the issues that are not of flow-tagbot.",
  );
}
