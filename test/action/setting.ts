import { dirname } from "node:path";
import { expect } from "vitest";
import { startGithub, type GithubOptions, type GithubStandIn } from "../support/github/start-github.ts";
import type { LoggedRequest } from "../support/github/request-log.ts";
import { openRegistry, type TestRegistry } from "../support/git-registry.ts";
import { flowYaml } from "../support/registry.ts";

/** A registry on a GitHub of its own. */
export interface Setting {
  readonly registry: TestRegistry;
  readonly github: GithubStandIn;
  /** Everything that belongs to this setting lies below. */
  readonly base: string;
}

/** The hooks come from the test's context, since these tests run at the same time. */
export interface Finish {
  readonly onTestFinished: (done: () => void | Promise<void>) => void;
}

/** Builds a registry and puts it on a stand-in; all of it ends with the test, which fails if the API description was violated. */
export async function openSetting(
  { onTestFinished }: Finish,
  build: (registry: TestRegistry) => void,
  options: GithubOptions = {},
): Promise<Setting> {
  const registry = openRegistry();
  onTestFinished(registry.cleanup);
  build(registry);
  const github = await startGithub({ bareRepository: registry.addBareRemote(), ...options });
  onTestFinished(async () => {
    await github.stop();
    expect(github.violations).toEqual([]);
  });
  registry.git("config", "remote.origin.pushurl", github.bareRepository);
  return { registry, github, base: dirname(registry.dir) };
}

export function addVersion(registry: TestRegistry, path: string, message = `Add ${path}`): string {
  registry.write(path, flowYaml({ name: path }));
  return registry.commit(message);
}

/** As many versions of one flow, each with its own landing, and something else in between. */
export function versions(count: number): (registry: TestRegistry) => void {
  return (registry) => {
    registry.write("README.md", "# Flows\n");
    registry.commit("Begin");
    for (let minor = 0; minor < count; minor += 1) addVersion(registry, `flows/code_review/1.${minor}.0.yml`);
  };
}

export interface CheckoutOptions {
  readonly depth?: number;
  /** The token that the checkout step leaves in the configuration. */
  readonly token?: string;
}

/** A workspace as a checkout step leaves it, with the stand-in as its remote. */
export function checkOut({ registry, github }: Setting, { depth, token }: CheckoutOptions = {}): string {
  const clone = registry.clone(depth === undefined ? {} : { depth });
  clone.git("config", "remote.origin.url", github.gitUrl);
  if (token !== undefined)
    clone.git(
      "config",
      `http.${github.serverUrl}/.extraheader`,
      `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`,
    );
  return clone.dir;
}

/** Type and commit of every tag on the server: `tag <sha>` for an annotated one. */
export function tagsOf({ registry, github }: Setting): Readonly<Record<string, string>> {
  const lines = registry
    .git(
      "--git-dir",
      github.bareRepository,
      "for-each-ref",
      "--format=%(refname:short) %(objecttype) %(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end)",
      "refs/tags",
    )
    .split("\n")
    .filter((line) => line !== "");
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)]));
}

/** Tags of the releases on the server, in the order of their creation. */
export function releasedTags({ github }: Setting): readonly string[] {
  return [...github.releases].sort((a, b) => a.id - b.id).map(({ tagName }) => tagName);
}

/** `git push` of some tags, or one creation. */
export function writesOf(requests: readonly LoggedRequest[]): readonly string[] {
  return requests.filter(({ write }) => write).map(({ method, path }) => `${method} ${path}`);
}

/** All that a run leaves on the server, without the server's own address. */
export function stateOf(setting: Setting): unknown {
  const { registry, github } = setting;
  const objects = registry.git("--git-dir", github.bareRepository, "for-each-ref", "--format=%(refname) %(objectname)");
  const releases = github.releases.map(({ tagName, targetCommitish, name, body, draft, prerelease, createdAt }) => ({
    tagName,
    targetCommitish,
    name,
    // The text's digest is of a text with that address.
    body: body?.replaceAll(github.serverUrl, "").replace(/ body=[0-9a-f]{16} -->/u, " -->"),
    draft,
    prerelease,
    createdAt,
  }));
  return { objects, releases: releases.toSorted((a, b) => (a.tagName < b.tagName ? -1 : 1)) };
}

/** Tags that were created more than once, as releases or by pushes. */
export function repeated({ github }: Setting): readonly string[] {
  const created = github.requests.filter(({ method, path, status }) => method === "POST" && path.endsWith("/releases") && status === 201);
  const tags = created.map(({ body }) => (typeof body === "object" && body !== null && "tag_name" in body ? String(body.tag_name) : ""));
  return tags.filter((tag, index) => tags.indexOf(tag) !== index);
}
