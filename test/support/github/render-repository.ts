import { mayPush } from "./callers.ts";
import { renderUser } from "./render-user.ts";
import { pageUrl, repositoryUrl, type Call } from "./routes.ts";
import { nodeId, now } from "./state.ts";

const plainUrls = [
  "contributors",
  "deployments",
  "downloads",
  "events",
  "forks",
  "hooks",
  "languages",
  "merges",
  "stargazers",
  "subscribers",
  "subscription",
  "tags",
  "teams",
];

const templateUrls: Readonly<Record<string, string>> = {
  archive: "/{archive_format}{/ref}",
  assignees: "/assignees{/user}",
  blobs: "/git/blobs{/sha}",
  branches: "/branches{/branch}",
  collaborators: "/collaborators{/collaborator}",
  comments: "/comments{/number}",
  commits: "/commits{/sha}",
  compare: "/compare/{base}...{head}",
  contents: "/contents/{+path}",
  git_commits: "/git/commits{/sha}",
  git_refs: "/git/refs{/sha}",
  git_tags: "/git/tags{/sha}",
  issue_comment: "/issues/comments{/number}",
  issue_events: "/issues/events{/number}",
  issues: "/issues{/number}",
  keys: "/keys{/key_id}",
  labels: "/labels{/name}",
  milestones: "/milestones{/number}",
  notifications: "/notifications{?since,all,participating}",
  pulls: "/pulls{/number}",
  releases: "/releases{/id}",
  statuses: "/statuses/{sha}",
  trees: "/git/trees{/sha}",
};

export function renderRepository(call: Call, defaultBranch: string): Readonly<Record<string, unknown>> {
  const { repository, site, caller } = call;
  const { owner, name, isPrivate } = repository;
  const plain = plainUrls.map((path): readonly [string, string] => [`${path}_url`, repositoryUrl(call, `/${path}`)]);
  const templates = Object.entries(templateUrls).map(([key, path]): readonly [string, string] => [`${key}_url`, repositoryUrl(call, path)]);
  const host = new URL(site.serverUrl).host;
  const openIssues = repository.issues.filter((issue) => issue.state === "open").length;
  const push = mayPush(caller);
  return {
    id: 1,
    node_id: nodeId("Repository", 1),
    name,
    full_name: `${owner}/${name}`,
    private: isPrivate,
    visibility: isPrivate ? "private" : "public",
    owner: renderUser(site, owner),
    html_url: pageUrl(call),
    url: repositoryUrl(call),
    ...Object.fromEntries([...plain, ...templates]),
    clone_url: `${pageUrl(call)}.git`,
    git_url: `git://${host}/${owner}/${name}.git`,
    ssh_url: `git@${host}:${owner}/${name}.git`,
    svn_url: pageUrl(call),
    mirror_url: null,
    homepage: null,
    description: null,
    language: null,
    license: null,
    fork: false,
    archived: false,
    disabled: false,
    has_issues: repository.hasIssues,
    has_projects: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    default_branch: defaultBranch,
    size: 1,
    forks: 0,
    forks_count: 0,
    watchers: 0,
    watchers_count: 0,
    stargazers_count: 0,
    subscribers_count: 0,
    network_count: 0,
    open_issues: openIssues,
    open_issues_count: openIssues,
    pushed_at: now(site),
    created_at: now(site),
    updated_at: now(site),
    ...(caller.kind === "anonymous" ? {} : { permissions: { admin: false, maintain: false, push, triage: push, pull: true } }),
  };
}
