import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Issue } from "../support/github/state.ts";
import type { TestRegistry } from "../support/git-registry.ts";
import { flowYaml } from "../support/registry.ts";
import { addVersion, openSetting, type Finish, type Setting } from "./setting.ts";

export const OWN = "octo-org/flows";
export const FORK = "stranger/flows";
export const PULL = 7;

export const FIRST = "flows/code_review/1.0.0.yml";

/** A registry with a pull request to its main branch. */
export interface PullSetting extends Setting {
  readonly base: string;
  /** Commits: the branch, the pull request, and GitHub's test merge of both. */
  readonly commits: { readonly base: string; readonly head: string; readonly merge: string };
}

/** Two published versions, and a pull request that does as it is told; the pull request is an issue on the stand-in, too. */
export async function openPull(
  context: Finish,
  change: (registry: TestRegistry) => void,
  options: Parameters<typeof openSetting>[2] & { readonly before?: (registry: TestRegistry) => void } = {},
): Promise<PullSetting> {
  const { before, ...others } = options;
  const setting = await openSetting(
    context,
    (registry) => {
      registry.write(".github/flow-tagbot.yml", "roots: [{ path: flows }]\n");
      addVersion(registry, FIRST);
      addVersion(registry, "flows/code_review/1.1.0.yml");
      before?.(registry);
    },
    { issues: [pullIssue()], ...others },
  );
  const { registry, github } = setting;
  const base = registry.head();
  registry.branch("topic");
  change(registry);
  const head = registry.commit("Change flows");
  // The branch has moved since: what it has is no part of the pull request.
  registry.git("checkout", "--quiet", "--detach", base);
  const merge = registry.merge("topic", "Merge topic");
  registry.git("push", "--quiet", github.bareRepository, `${head}:refs/pull/${PULL}/head`, `${merge}:refs/pull/${PULL}/merge`);
  registry.checkout("main");
  return { ...setting, base: setting.base, commits: { base, head, merge } };
}

/** A workspace with one commit, as the checkout step leaves it by default. */
export function checkOutCommit({ registry, github, base }: Setting, commit: string): string {
  const folder = mkdtempSync(join(base, "workspace-"));
  registry.git("init", "--quiet", folder);
  registry.git("-C", folder, "fetch", "--quiet", "--depth=1", pathToFileURL(github.bareRepository).href, commit);
  registry.git("-C", folder, "checkout", "--quiet", "--detach", "FETCH_HEAD");
  registry.git("-C", folder, "remote", "add", "origin", github.gitUrl);
  return folder;
}

/** What the runner says about a pull request. */
export function pullRun(
  { commits }: PullSetting,
  from = OWN,
  event = "pull_request",
): {
  readonly event: string;
  readonly payload: unknown;
  readonly environment: Readonly<Record<string, string>>;
} {
  const pull = { number: PULL, base: { ref: "main", sha: commits.base }, head: { sha: commits.head, repo: { full_name: from } } };
  return {
    event,
    payload: { repository: { full_name: OWN }, pull_request: pull },
    environment: {
      GITHUB_SHA: event === "pull_request" ? commits.merge : commits.base,
      GITHUB_REF: `refs/pull/${PULL}/merge`,
      GITHUB_RUN_ID: "42",
    },
  };
}

function pullIssue(): Issue {
  return {
    number: PULL,
    title: "Change flows",
    body: "",
    state: "open",
    stateReason: null,
    labels: [],
    author: "stranger",
    locked: false,
    createdAt: "2026-02-01T00:00:00Z",
    updatedAt: "2026-02-01T00:00:00Z",
    closedAt: null,
    comments: [],
    isPullRequest: true,
  };
}

/** An edit of a published version: a tool more. */
export function editPublished(registry: TestRegistry): void {
  registry.write(FIRST, flowYaml({ name: FIRST, toolset: ["read_file", "list_dir", "run_command"] }));
}

/** A new version that adds a tool, with the number that this takes. */
export function addProper(registry: TestRegistry): void {
  const path = "flows/code_review/1.2.0.yml";
  registry.write(path, flowYaml({ name: "flows/code_review/1.1.0.yml", toolset: ["read_file", "list_dir", "run_command"] }));
}
