import { ensureLabel, renderLabel } from "./labels.ts";
import { renderUser } from "./render-user.ts";
import { pageUrl, repositoryUrl, type Call } from "./routes.ts";
import { nodeId, type Comment, type Issue } from "./state.ts";

export function renderIssue(call: Call, issue: Issue): Readonly<Record<string, unknown>> {
  const url = repositoryUrl(call, `/issues/${issue.number}`);
  const page = pageUrl(call, `/${issue.isPullRequest ? "pull" : "issues"}/${issue.number}`);
  const pull = {
    url: repositoryUrl(call, `/pulls/${issue.number}`),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    merged_at: null,
  };
  return {
    url,
    repository_url: repositoryUrl(call),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    html_url: page,
    id: 1_000_000 + issue.number,
    node_id: nodeId("Issue", issue.number),
    number: issue.number,
    title: issue.title,
    user: renderUser(call.site, issue.author),
    labels: issue.labels.map((name) => renderLabel(call, ensureLabel(call, name))),
    state: issue.state,
    state_reason: issue.stateReason,
    locked: issue.locked,
    active_lock_reason: null,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: issue.comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    closed_by: null,
    author_association: "NONE",
    body: issue.body,
    ...(issue.isPullRequest ? { pull_request: pull } : {}),
  };
}

export function renderComment(call: Call, issue: Issue, comment: Comment): unknown {
  return {
    id: comment.id,
    node_id: nodeId("IssueComment", comment.id),
    url: repositoryUrl(call, `/issues/comments/${comment.id}`),
    html_url: pageUrl(call, `/issues/${issue.number}#issuecomment-${comment.id}`),
    issue_url: repositoryUrl(call, `/issues/${issue.number}`),
    body: comment.body,
    user: renderUser(call.site, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.createdAt,
    author_association: "NONE",
  };
}
