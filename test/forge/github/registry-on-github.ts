import { afterAll, beforeAll } from "vitest";
import { openGithubTransport, type GithubTransportOptions } from "../../../src/forge/github/registry-transport.ts";
import { LIMITS } from "../../../src/resolve/limits.ts";
import { createFakeTime } from "../../support/fake-time.ts";
import { openRegistry, type TestRegistry } from "../../support/git-registry.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import type { GithubOptions, GithubStandIn } from "../../support/github/start-github.ts";

export interface OnGithub {
  readonly registry: TestRegistry;
  readonly github: GithubStandIn;
  readonly open: (changes?: Partial<GithubTransportOptions>) => ReturnType<typeof openGithubTransport>;
  /** Method and path below the repository of each request so far, the API's and git's. */
  readonly asked: () => readonly string[];
}

/** A registry that is built once for all tests of a file, which only read it; each test gets a stand-in of its own. */
export function shareOnGithub(build: (registry: TestRegistry) => void): (options?: GithubOptions) => Promise<OnGithub> {
  let built: { readonly registry: TestRegistry; readonly bareRepository: string } | null = null;
  beforeAll(() => {
    const registry = openRegistry();
    build(registry);
    const bareRepository = registry.addBareRemote();
    registry.push();
    built = { registry, bareRepository };
  });
  afterAll(() => built?.registry.cleanup());
  return async (options = {}) => {
    if (built === null) throw new Error("The registry is built when the tests begin.");
    const { registry, bareRepository } = built;
    const github = await startForTest({ bareRepository, ...options });
    return { registry, github, open: (changes) => openOn(github, changes), asked: () => requestsOf(github) };
  };
}

/** The transport for the stand-in's repository. */
export function openOn(github: GithubStandIn, changes: Partial<GithubTransportOptions> = {}): ReturnType<typeof openGithubTransport> {
  const { owner, repo, apiUrl, gitUrl: repositoryUrl, tokens } = github;
  const onExchange = (): void => undefined;
  const common = { owner, repo, apiUrl, repositoryUrl, token: tokens.readOnly, limits: LIMITS, time: createFakeTime(), proxied: false };
  return openGithubTransport({ ...common, onExchange, ...changes });
}

function requestsOf(github: GithubStandIn): readonly string[] {
  const below = (kind: "api" | "git", path: string): string =>
    path
      .split("/")
      .slice(kind === "api" ? 4 : 3)
      .join("/");
  return github.requests.map(({ kind, method, path, query }) => `${method} ${below(kind, path)}${query}`);
}
