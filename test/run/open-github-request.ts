import { DEFAULT_CONFIG, EVERYTHING } from "../../src/config/config.ts";
import { CONFIG_PATH } from "../../src/config/options.ts";
import { openRegistry, type OpenBranch } from "../../src/run/open-registry.ts";
import type { Pusher } from "../../src/run/read-preflight.ts";
import type { ReleaseRequest } from "../../src/run/release.ts";
import { openGithub } from "../forge/github/open-github.ts";
import { openGit } from "../git/open-git.ts";
import type { GithubStandIn } from "../support/github/start-github.ts";
import type { TestRegistry } from "../support/registry.ts";

export type OpenRequest = ReleaseRequest & { readonly branch: OpenBranch };

/** What a run on the stand-in starts from, with one token for everything. */
export async function openGithubRequest(
  registry: TestRegistry,
  github: GithubStandIn,
  kind: Pusher["kind"] = "workflow-token",
  token: string = github.tokens.write,
): Promise<OpenRequest> {
  registry.git("config", "remote.origin.url", github.gitUrl);
  const opened = await openRegistry({
    git: openGit(registry.dir),
    door: null,
    credential: { serverUrl: github.serverUrl, token },
    push: null,
    config: { kind: "branch", path: CONFIG_PATH, required: false },
    overrides: {},
    offline: false,
  });
  if (opened.branch === null) throw new Error("the registry has a branch");
  return {
    repository: opened.repository,
    branch: opened.branch,
    config: { ...DEFAULT_CONFIG, ...opened.config },
    forge: openGithub(github, { token, ownToken: kind === "workflow-token" }),
    selection: EVERYTHING,
    pusher: { kind, trouble: null },
    thorough: true,
    resync: false,
    everything: false,
    onProgress: () => undefined,
  };
}

/** Pushes that sent something. */
export function pushesOf({ requests }: GithubStandIn): number {
  return requests.filter(({ kind, method, path }) => kind === "git" && method === "POST" && path.endsWith("/git-receive-pack")).length;
}
