import { problem, type Answer } from "./answer.ts";
import { pageOf } from "./paging.ts";
import { renderIssue } from "./render-issue.ts";
import type { Call } from "./routes.ts";
import type { Issue } from "./state.ts";

/** Filters that the stand-in does not know are refused: a list that ignored one would be a wrong answer. */
const known = new Set(["state", "labels", "creator", "since", "sort", "direction", "per_page", "page"]);

export function listIssues(call: Call): Answer {
  const unknown = [...call.query.keys()].find((name) => !known.has(name));
  if (unknown !== undefined) return problem(501, `The stand-in does not filter issues by ${unknown}.`);
  const issues = call.repository.issues.filter((issue) => isWanted(call.query, issue));
  return pageOf(call, "/issues", sorted(call.query, issues), (issue) => renderIssue(call, issue));
}

function isWanted(query: URLSearchParams, issue: Issue): boolean {
  const state = query.get("state") ?? "open";
  const labels = (query.get("labels") ?? "").split(",").filter((name) => name !== "");
  const own = issue.labels.map((name) => name.toLowerCase());
  return (
    (state === "all" || state === issue.state) &&
    labels.every((name) => own.includes(name.toLowerCase())) &&
    (query.get("creator") ?? issue.author) === issue.author &&
    Date.parse(query.get("since") ?? issue.updatedAt) <= Date.parse(issue.updatedAt)
  );
}

function sorted(query: URLSearchParams, issues: readonly Issue[]): readonly Issue[] {
  const direction = query.get("direction") === "asc" ? 1 : -1;
  return [...issues].sort((a, b) => direction * (keyOf(query, a) - keyOf(query, b) || a.number - b.number));
}

function keyOf(query: URLSearchParams, issue: Issue): number {
  const sort = query.get("sort");
  if (sort === "comments") return issue.comments.length;
  return Date.parse(sort === "updated" ? issue.updatedAt : issue.createdAt);
}
