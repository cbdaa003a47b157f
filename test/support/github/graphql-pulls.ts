import { isGranted, type Caller } from "./callers.ts";
import { isRecord, textOf } from "./json.ts";
import { nodeId, type Pull, type Repository, type Site } from "./state.ts";

/** A query about the pull requests of commits, each under a name of its own. */
export type PullsQuery = {
  readonly owner: string;
  readonly name: string;
  readonly commits: readonly { readonly alias: string; readonly oid: string }[];
};

/** Reads the one form of query that is answered: `repository(owner: $owner, name: $repo) { a: object(oid: "…") { … } … }`. */
export function parsePullsQuery(query: string, variables: unknown): PullsQuery | undefined {
  const given = isRecord(variables) ? variables : {};
  const [owner, name] = [textOf(given, "owner"), textOf(given, "repo")];
  const isAboutPulls =
    /^\s*query\b[^{]*\{\s*repository\(owner: \$owner, name: \$repo\)/u.test(query) && query.includes("associatedPullRequests(first:");
  if (!isAboutPulls || owner === undefined || name === undefined) return undefined;
  const commits = Array.from(query.matchAll(/(\w+): object\(oid: "(\w+)"\)/gu), ([, alias = "", oid = ""]) => ({ alias, oid }));
  return { owner, name, commits };
}

/** What has been merged and indexed by now. */
export function pullsOf(repository: Repository, site: Site, commit: string): readonly Pull[] {
  return repository.pulls.filter(
    ({ commits, indexedAt }) => commits.includes(commit) && (indexedAt === undefined || indexedAt <= site.clock()),
  );
}

/** The answer's body; a caller without the right to see pull requests gets null and an error for each commit. */
export async function answerPulls({ commits }: PullsQuery, repository: Repository, site: Site, caller: Caller): Promise<unknown> {
  const may = isGranted(caller, repository, { scope: "pull_requests", access: "read" });
  const entries = await Promise.all(
    commits.map(async ({ alias, oid }) => {
      const there = (await repository.git.objectType(oid)) === "commit";
      if (!there) return [alias, null] as const;
      const nodes = pullsOf(repository, site, oid).map((pull) => renderNode(pull, repository, site));
      return [alias, { associatedPullRequests: may ? { nodes } : null }] as const;
    }),
  );
  const data = { repository: Object.fromEntries(entries) };
  if (may) return { data };
  const errors = commits.map(({ alias }) => ({
    type: "FORBIDDEN",
    path: ["repository", alias, "associatedPullRequests"],
    locations: [{ line: 1, column: 1 }],
    message: "Resource not accessible by integration",
  }));
  return { data, errors };
}

function renderNode(pull: Pull, { owner, name }: Repository, { serverUrl }: Site): unknown {
  const page = `${serverUrl}/${owner}/${name}`;
  const bot = pull.author.endsWith("[bot]");
  return {
    id: nodeId("PullRequest", pull.number),
    number: pull.number,
    title: pull.title,
    body: pull.body ?? "",
    url: `${page}/pull/${pull.number}`,
    merged: pull.merged ?? true,
    author: { login: pull.author.replace("[bot]", ""), __typename: bot ? "Bot" : "User" },
    labels: { nodes: (pull.labels ?? []).map((label) => ({ name: label })) },
    closingIssuesReferences: {
      nodes: (pull.closes ?? []).map(({ number, title }) => ({ number, title, url: `${page}/issues/${number}` })),
    },
    mergeCommit: pull.mergeCommit === undefined ? null : { oid: pull.mergeCommit },
  };
}
