import { renderRepository } from "./render-repository.ts";
import { renderUser } from "./render-user.ts";
import { pageUrl, repositoryUrl, type Call } from "./routes.ts";
import { nodeId, now, type Pull } from "./state.ts";

/** A merged pull request in the short form of lists. */
export function renderPull(call: Call, pull: Pull, defaultBranch: string): unknown {
  const url = repositoryUrl(call, `/pulls/${pull.number}`);
  const issueUrl = repositoryUrl(call, `/issues/${pull.number}`);
  const page = pageUrl(call, `/pull/${pull.number}`);
  const sha = pull.commits.at(-1) ?? "";
  const user = renderUser(call.site, pull.author);
  const repo = renderRepository(call, defaultBranch);
  const addresses = {
    comments: `${issueUrl}/comments`,
    commits: `${url}/commits`,
    statuses: repositoryUrl(call, `/statuses/${sha}`),
    html: page,
    issue: issueUrl,
    review_comments: `${url}/comments`,
    review_comment: `${repositoryUrl(call)}/pulls/comments{/number}`,
    self: url,
  };
  const urls = Object.entries(addresses).filter(([name]) => name !== "html" && name !== "self");
  return {
    url,
    id: 2_000_000 + pull.number,
    node_id: nodeId("PullRequest", pull.number),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    ...Object.fromEntries(urls.map(([name, address]) => [`${name}_url`, address])),
    number: pull.number,
    state: "closed",
    locked: false,
    title: pull.title,
    user,
    body: pull.body ?? null,
    labels: (pull.labels ?? []).map((name, id) => ({
      id,
      node_id: nodeId("Label", id),
      url: repositoryUrl(call, `/labels/${encodeURIComponent(name)}`),
      name,
      description: "",
      color: "ededed",
      default: false,
    })),
    milestone: null,
    created_at: now(call.site),
    updated_at: now(call.site),
    closed_at: now(call.site),
    merged_at: (pull.merged ?? true) ? now(call.site) : null,
    merge_commit_sha: pull.mergeCommit ?? sha,
    assignee: null,
    head: { label: `${pull.author}:change-${pull.number}`, ref: `change-${pull.number}`, sha, repo, user },
    base: {
      label: `${call.repository.owner}:${defaultBranch}`,
      ref: defaultBranch,
      sha,
      repo,
      user: renderUser(call.site, call.repository.owner),
    },
    _links: Object.fromEntries(Object.entries(addresses).map(([name, href]) => [name, { href }])),
    author_association: "CONTRIBUTOR",
    auto_merge: null,
    draft: false,
  };
}
