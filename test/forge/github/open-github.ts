import { createClient, type Client, type Place } from "../../../src/forge/github/client.ts";
import { createGithub, type GithubOptions } from "../../../src/forge/github/github.ts";
import { GITHUB_LIMITS, type PaceLimits } from "../../../src/forge/github/pace.ts";
import type { Forge } from "../../../src/forge/port.ts";
import { createFakeTime } from "../../support/fake-time.ts";
import type { GithubStandIn } from "../../support/github/start-github.ts";
import type { Release } from "../../support/github/state.ts";

type Changes = Partial<Omit<GithubOptions, "owner" | "repo" | "repositoryUrl">>;

function optionsFor(github: GithubStandIn, changes: Changes): GithubOptions {
  const { apiUrl, owner, repo, gitUrl } = github;
  const ignore = (): void => undefined;
  return {
    apiUrl,
    owner,
    repo,
    repositoryUrl: gitUrl,
    token: github.tokens.write,
    onExchange: ignore,
    onWait: ignore,
    ownToken: true,
    time: createFakeTime(),
    deadline: null,
    ...changes,
  };
}

/** The adapter on the stand-in, with a clock that waiting moves at once. */
export function openGithub(github: GithubStandIn, changes: Changes = {}, limits: PaceLimits = GITHUB_LIMITS): Forge {
  return createGithub(optionsFor(github, changes), limits);
}

/** The client below the adapter, and the repository that it is for. */
export function openClient(github: GithubStandIn, changes: Changes = {}): { readonly client: Client; readonly place: Place } {
  return { client: createClient(optionsFor(github, changes)), place: { owner: github.owner, repo: github.repo } };
}

/** Releases `v0`, `v1` … of commits a minute apart, oldest first. */
export function someReleases(count: number, changes: (number: number) => Partial<Release> = () => ({})): readonly Release[] {
  return Array.from({ length: count }, (_, number) => ({
    id: number + 1,
    tagName: `v${number}`,
    targetCommitish: "main",
    name: `Title ${number}`,
    body: `Notes ${number}`,
    draft: false,
    prerelease: false,
    createdAt: new Date(timeOf(number) * 1000).toISOString().replace(".000Z", "Z"),
    publishedAt: "2026-02-01T00:00:00Z",
    author: "someone",
    immutable: false,
    ...changes(number),
  }));
}

/** Date of the commit of `v<number>`, in seconds since 1970. */
export function timeOf(number: number): number {
  return 1_767_225_600 + number * 60;
}

/** Method and path below the repository of each API request so far. */
export function requestsOf(github: GithubStandIn): readonly string[] {
  return github.requests
    .filter(({ kind }) => kind === "api")
    .map(({ method, path, query }) => `${method} ${path.split("/").slice(4).join("/")}${query}`);
}
