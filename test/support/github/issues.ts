import { notFound, problem, tooLong, validationFailed, type Answer, type FieldError } from "./answer.ts";
import { mayPush, type Caller } from "./callers.ts";
import { listOf, record, textOf } from "./json.ts";
import { ensureLabel, newLabelRefusal } from "./labels.ts";
import { listIssues } from "./list-issues.ts";
import { pageOf } from "./paging.ts";
import { renderComment, renderIssue } from "./render-issue.ts";
import { param, repositoryUrl, type Call, type Routes } from "./routes.ts";
import { now, takeId, type Comment, type Issue } from "./state.ts";

const read = { scope: "issues", access: "read" } as const;
const write = { scope: "issues", access: "write" } as const;
const longestTitle = 256;
const longestBody = 65_536;

export const issueRoutes: Routes = {
  "issues/list-for-repo": { need: read, answer: (call) => (call.repository.hasIssues ? listIssues(call) : disabled) },
  "issues/create": { need: write, answer: createIssue },
  "issues/get": { need: read, answer: (call) => withIssue(call, (issue) => ({ status: 200, body: renderIssue(call, issue) })) },
  "issues/update": { need: write, answer: (call) => withIssue(call, (issue) => updateIssue(call, issue)) },
  "issues/list-comments": { need: read, answer: (call) => withIssue(call, (issue) => listComments(call, issue)) },
  "issues/create-comment": { need: write, answer: (call) => withIssue(call, (issue) => createComment(call, issue)) },
};

/** Every route of a repository without issues gives this. */
const disabled = problem(410, "Issues are disabled for this repo");

function withIssue(call: Call, answer: (issue: Issue) => Answer): Answer {
  if (!call.repository.hasIssues) return disabled;
  const number = Number(param(call, "issue_number"));
  const issue = call.repository.issues.find((candidate) => candidate.number === number);
  return issue === undefined ? notFound : answer(issue);
}

/** Whether labels that this caller sends are kept; for others GitHub drops them and says nothing. */
function mayLabel(caller: Caller): boolean {
  return mayPush(caller) || caller.permissions.issues === "write";
}

function wantedLabels(call: Call): readonly string[] | undefined {
  const labels = listOf(call.body, "labels");
  if (labels === undefined || !mayLabel(call.caller)) return undefined;
  return labels.map((label) => (typeof label === "string" ? label : (textOf(record(label), "name") ?? "")));
}

function labelNames(call: Call): readonly string[] | undefined {
  const names = wantedLabels(call);
  return names === undefined ? undefined : [...new Set(names.map((name) => ensureLabel(call, name).name))];
}

function errorsOf(call: Call, title: string | undefined): readonly FieldError[] {
  const blank: readonly FieldError[] = title?.trim() === "" ? [{ resource: "Issue", code: "missing_field", field: "title" }] : [];
  return [...blank, ...tooLong("Issue", "title", title, longestTitle), ...tooLong("Issue", "body", textOf(call.body, "body"), longestBody)];
}

function titleOf(call: Call): string | undefined {
  const title = call.body["title"];
  return typeof title === "number" ? String(title) : textOf(call.body, "title");
}

function createIssue(call: Call): Answer {
  const { repository, site } = call;
  if (!repository.hasIssues) return disabled;
  const title = titleOf(call) ?? "";
  const errors = errorsOf(call, title);
  if (errors.length > 0) return validationFailed(...errors);
  const refused = newLabelRefusal(call, wantedLabels(call) ?? []);
  if (refused !== undefined) return refused;
  const issue: Issue = {
    number: Math.max(0, ...repository.issues.map((other) => other.number), ...repository.pulls.map((pull) => pull.number)) + 1,
    title,
    body: textOf(call.body, "body") ?? null,
    state: "open",
    stateReason: null,
    labels: labelNames(call) ?? [],
    author: call.caller.login,
    locked: false,
    createdAt: now(site),
    updatedAt: now(site),
    closedAt: null,
    comments: [],
    isPullRequest: false,
  };
  repository.issues = [...repository.issues, issue];
  return { status: 201, headers: { location: repositoryUrl(call, `/issues/${issue.number}`) }, body: renderIssue(call, issue) };
}

function replaceIssue(call: Call, issue: Issue): void {
  call.repository.issues = call.repository.issues.map((other) => (other.number === issue.number ? issue : other));
}

function updateIssue(call: Call, issue: Issue): Answer {
  if (!mayLabel(call.caller) && issue.author !== call.caller.login) return problem(403, "Must have admin rights to Repository.");
  const title = titleOf(call);
  const errors = errorsOf(call, title);
  if (errors.length > 0) return validationFailed(...errors);
  const refused = newLabelRefusal(call, wantedLabels(call) ?? []);
  if (refused !== undefined) return refused;
  const state = call.body["state"] === "open" || call.body["state"] === "closed" ? call.body["state"] : issue.state;
  const isChanged = state !== issue.state;
  const changed: Issue = {
    ...issue,
    title: title ?? issue.title,
    body: call.body["body"] === null ? null : (textOf(call.body, "body") ?? issue.body),
    labels: labelNames(call) ?? issue.labels,
    state,
    stateReason: isChanged ? (textOf(call.body, "state_reason") ?? (state === "open" ? "reopened" : "completed")) : issue.stateReason,
    closedAt: state === "open" ? null : (issue.closedAt ?? now(call.site)),
    updatedAt: now(call.site),
  };
  replaceIssue(call, changed);
  return { status: 200, body: renderIssue(call, changed) };
}

function listComments(call: Call, issue: Issue): Answer {
  return pageOf(call, `/issues/${issue.number}/comments`, issue.comments, (comment) => renderComment(call, issue, comment));
}

function createComment(call: Call, issue: Issue): Answer {
  const { caller } = call;
  const isStopped = !mayPush(caller) || (caller.kind === "app" && call.repository.issueOptions.lockStopsApps);
  if (issue.locked && isStopped) return problem(403, "Unable to create comment because issue is locked.");
  const body = textOf(call.body, "body") ?? "";
  const errors =
    body === "" ? [{ resource: "IssueComment", code: "missing_field", field: "body" }] : tooLong("IssueComment", "body", body, longestBody);
  if (errors.length > 0) return validationFailed(...errors);
  const comment: Comment = { id: takeId(call.repository), author: call.caller.login, body, createdAt: now(call.site) };
  const changed: Issue = { ...issue, comments: [...issue.comments, comment], updatedAt: now(call.site) };
  replaceIssue(call, changed);
  return { status: 201, body: renderComment(call, changed, comment) };
}
