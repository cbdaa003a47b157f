import { notFound, problem, tooLong, validationFailed, type Answer, type FieldError } from "./answer.ts";
import { mayPush, refusal, type Caller } from "./callers.ts";
import { listOf, record, textOf } from "./json.ts";
import { ensureLabel, newLabelRefusal, renderLabel } from "./labels.ts";
import { listIssues } from "./list-issues.ts";
import { pageOf } from "./paging.ts";
import { renderComment, renderIssue } from "./render-issue.ts";
import { param, repositoryUrl, type Call, type Routes } from "./routes.ts";
import { now, takeId, type Comment, type Issue } from "./state.ts";

const read = { scope: "issues", access: "read" } as const;
const write = { scope: "issues", access: "write" } as const;
/** What it needs depends on whether it is an issue or a pull request. */
const anyone = { scope: "metadata", access: "read" } as const;
const longestTitle = 256;
const longestBody = 65_536;

export const issueRoutes: Routes = {
  "issues/list-for-repo": { need: read, answer: (call) => (call.repository.hasIssues ? listIssues(call) : disabled) },
  "issues/create": { need: write, answer: createIssue },
  "issues/get": { need: read, answer: (call) => withIssue(call, (issue) => ({ status: 200, body: renderIssue(call, issue) })) },
  "issues/update": { need: write, answer: (call) => withIssue(call, (issue) => updateIssue(call, issue)) },
  "issues/list-comments": { need: anyone, answer: (call) => asked(call, "read", (issue) => listComments(call, issue)) },
  "issues/create-comment": { need: anyone, answer: (call) => asked(call, "write", (issue) => createComment(call, issue)) },
  "issues/update-comment": { need: anyone, answer: updateComment },
  "issues/list-labels-on-issue": { need: anyone, answer: (call) => asked(call, "read", (issue) => listLabels(call, issue)) },
  "issues/add-labels": { need: anyone, answer: (call) => asked(call, "write", (issue) => addLabels(call, issue)) },
};

/** Every route of a repository without issues gives this. */
const disabled = problem(410, "Issues are disabled for this repo");

function withIssue(call: Call, answer: (issue: Issue) => Answer): Answer {
  if (!call.repository.hasIssues) return disabled;
  const number = Number(param(call, "issue_number"));
  const issue = call.repository.issues.find((candidate) => candidate.number === number);
  return issue === undefined ? notFound : answer(issue);
}

/** Pull requests are issues with a permission of their own. */
function asked(call: Call, access: "read" | "write", answer: (issue: Issue) => Answer): Answer {
  return withIssue(
    call,
    (issue) => refusal(call.caller, call.repository, { scope: issue.isPullRequest ? "pull_requests" : "issues", access }) ?? answer(issue),
  );
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

function updateComment(call: Call): Answer {
  const id = Number(param(call, "comment_id"));
  const issue = call.repository.issues.find(({ comments }) => comments.some((comment) => comment.id === id));
  if (issue === undefined) return notFound;
  const refused = refusal(call.caller, call.repository, { scope: issue.isPullRequest ? "pull_requests" : "issues", access: "write" });
  if (refused !== undefined) return refused;
  const body = textOf(call.body, "body") ?? "";
  const errors = tooLong("IssueComment", "body", body, longestBody);
  if (errors.length > 0) return validationFailed(...errors);
  const comments = issue.comments.map((comment) => (comment.id === id ? { ...comment, body } : comment));
  const changed: Issue = { ...issue, comments };
  replaceIssue(call, changed);
  const [comment] = comments.filter((one) => one.id === id);
  return comment === undefined ? notFound : { status: 200, body: renderComment(call, changed, comment) };
}

function listLabels(call: Call, issue: Issue): Answer {
  return pageOf(call, `/issues/${issue.number}/labels`, issue.labels, (name) => renderLabel(call, ensureLabel(call, name)));
}

function addLabels(call: Call, issue: Issue): Answer {
  const refused = newLabelRefusal(call, wantedLabels(call) ?? []);
  if (refused !== undefined) return refused;
  const names = (listOf(call.body, "labels") ?? []).flatMap((label) => (typeof label === "string" ? [ensureLabel(call, label).name] : []));
  const labels = [...new Set([...issue.labels, ...names])];
  replaceIssue(call, { ...issue, labels });
  return { status: 200, body: labels.map((name) => renderLabel(call, ensureLabel(call, name))) };
}
