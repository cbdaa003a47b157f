import { describe, expect, test } from "vitest";
import { CONFIG_PATH } from "../../src/config/options.ts";
import { withCredential } from "../../src/git/environment.ts";
import { openRegistry, type OpenRegistry, type RegistryRequest } from "../../src/run/open-registry.ts";
import { openGit } from "../git/open-git.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import type { GithubStandIn } from "../support/github/start-github.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { codesOf, openSample, SAMPLE_REQUEST } from "./open.ts";

function registryWith(config: string | null): TestRegistry {
  const registry = createRegistry();
  registry.write("README.md", "# Flows\n");
  if (config !== null) registry.write(CONFIG_PATH, config);
  registry.commit("Begin");
  return registry;
}

test("configuration is the defaults, then the file, then what was given for this run", async () => {
  const registry = registryWith("tag: 'x-{flow}-{version}'\ntitle: 'From the file {version}'\n");
  const { config } = await openSample(registry.dir, { title: "Given {version}" });
  expect(config).toMatchObject({ tag: "x-{flow}-{version}", title: "Given {version}", target: "content" });
});

test("the file on the remote's branch counts, not the one in an older clone", async () => {
  const registry = registryWith("title: 'Old {version}'\n");
  registry.addBareRemote();
  const clone = registry.clone();
  registry.write(CONFIG_PATH, "title: 'New {version}'\n");
  const head = registry.commit("Change the title");
  registry.push("main");
  expect(await openSample(clone.dir)).toMatchObject({ config: { title: "New {version}" }, branch: { head, published: true } });
  expect(await openSample(clone.dir, {}, true)).toMatchObject({ config: { title: "Old {version}" } });
});

test("a shallow clone is deepened", async () => {
  const registry = registryWith(null);
  registry.commit("More");
  registry.addBareRemote();
  const clone = registry.clone({ depth: 1 });
  expect((await openSample(clone.dir)).repository).toMatchObject({ shallow: false, partial: true });
  expect(clone.git("rev-list", "--count", "HEAD")).toBe("2");
});

const SOURCES: readonly { readonly config: RegistryRequest["config"]; readonly codes: readonly string[] }[] = [
  { config: { kind: "branch", path: "missing.yml", required: false }, codes: [] },
  { config: { kind: "branch", path: "missing.yml", required: true }, codes: ["config-unreadable"] },
  { config: { kind: "text", path: "given.yml", text: "a: 1\nb: 2\n" }, codes: ["config-invalid", "config-invalid"] },
];

test.each(SOURCES)("configuration from $config gives the problems $codes", async ({ config, codes }) => {
  const registry = registryWith(null);
  expect(
    await codesOf(
      openRegistry({ git: openGit(registry.dir), door: null, credential: null, push: null, config, overrides: {}, offline: true }),
    ),
  ).toEqual(codes);
});

test("a broken configuration says on which branch it is, and how a pull request that mends it is checked", async () => {
  const registry = registryWith("draft: maybe\n");
  const opening = openSample(registry.dir);
  await expect(opening).rejects.toMatchObject({
    code: "config-invalid",
    problems: [
      {
        message: expect.stringContaining(`on the release branch, main at ${registry.git("rev-parse", "--short=8", "HEAD")}.`) as string,
        fix: expect.stringContaining(`flow-tagbot check --config ${CONFIG_PATH}`) as string,
      },
    ],
  });
});

test("an empty repository has no branch", async () => {
  expect((await openSample(createRegistry().dir)).branch).toBeNull();
});

test.each(["same server", "other server"])("a token goes to the remote on the %s only where it belongs", async (which) => {
  const registry = registryWith(null);
  const github = await startForTest({ bareRepository: registry.addBareRemote() });
  registry.git("config", "remote.origin.url", github.gitUrl);
  const serverUrl = which === "same server" ? github.serverUrl : "https://github.com";
  await openRegistry({
    git: openGit(registry.dir),
    door: null,
    push: null,
    credential: { serverUrl, token: github.tokens.write },
    config: { kind: "branch", path: CONFIG_PATH, required: false },
    overrides: {},
    offline: false,
  });
  expect(github.requests.length).toBeGreaterThan(0);
  expect(new Set(github.requests.map(({ headers }) => headers.authorization !== undefined))).toEqual(new Set([which === "same server"]));
});

interface Pair {
  readonly source: GithubStandIn;
  readonly destination: GithubStandIn;
  readonly opened: OpenRegistry;
}

/** The registry is on one server, and its tags on another one; each has a token of its own. */
async function openPair(): Promise<Pair> {
  const registry = registryWith(null);
  registry.write("flows/chat/1.0.0.yml", "v: 1\n");
  registry.commit("Add 1.0.0");
  registry.tag("of-the-registry");
  const source = await startForTest({ bareRepository: registry.addBareRemote(), isPrivate: true });
  registry.push();
  const other = createRegistry();
  other.tag("of-the-destination", other.commit("Elsewhere"));
  const destination = await startForTest({ bareRepository: other.addBareRemote(), isPrivate: true });
  other.push();
  registry.git("config", "remote.origin.url", source.gitUrl);
  const opened = await openRegistry({
    git: openGit(registry.dir),
    door: (own) => withCredential(own, { url: source.gitUrl, token: source.tokens.readOnly }),
    credential: null,
    push: () => ({
      to: destination.gitUrl,
      elsewhere: true,
      door: (own) => withCredential(own, { url: destination.gitUrl, token: destination.tokens.write }),
    }),
    config: { kind: "branch", path: CONFIG_PATH, required: false },
    overrides: {},
    offline: false,
  });
  return { source, destination, opened };
}

describe("with tags made in another repository", () => {
  test("the branch is the registry's, and the tags are the other's", async () => {
    const { opened, destination } = await openPair();
    expect(opened.branch).toMatchObject({ branch: "main", published: true });
    expect([...(opened.branch?.tags.keys() ?? [])]).toEqual(["of-the-destination"]);
    expect(opened.repository.push.to).toBe(destination.gitUrl);
  });

  test("no credential gets to the other server, and reading never gets the one that writes", async () => {
    const { source, destination, opened } = await openPair();
    const { push, git } = opened.repository;
    await push.git.attempt(["push", "--quiet", push.to, `${opened.branch?.head ?? ""}:refs/tags/new`]);
    expect(await push.git.text(["ls-remote", push.to, "refs/tags/new"])).toContain("refs/tags/new");
    expect((await push.git.attempt(["ls-remote", source.gitUrl])).code).not.toBe(0);
    expect((await git.attempt(["ls-remote", destination.gitUrl])).code).not.toBe(0);
    const sent = ({ requests }: GithubStandIn): ReadonlySet<string> =>
      new Set(requests.flatMap(({ headers }) => (headers.authorization === undefined ? [] : [passwordOf(headers.authorization)])));
    expect(sent(source)).toEqual(new Set([source.tokens.readOnly]));
    expect(sent(destination)).toEqual(new Set([destination.tokens.write]));
  });
});

/** The password of Basic authentication. */
function passwordOf(header: string): string {
  return Buffer.from(header.replace(/^basic /iu, ""), "base64")
    .toString()
    .replace(/^[^:]*:/u, "");
}

test("a push door alone sends tags to the registry itself, with its own credential", async () => {
  const registry = registryWith(null);
  const github = await startForTest({ bareRepository: registry.addBareRemote() });
  registry.git("config", "remote.origin.url", github.gitUrl);
  const { repository } = await openRegistry({
    git: openGit(registry.dir),
    door: null,
    credential: null,
    push: () => ({ to: null, elsewhere: false, door: (own) => withCredential(own, { url: github.gitUrl, token: github.tokens.write }) }),
    config: { kind: "branch", path: CONFIG_PATH, required: false },
    overrides: {},
    offline: false,
  });
  expect(github.requests.filter(({ headers }) => headers.authorization !== undefined)).toEqual([]);
  expect(repository.push.to).toBe("origin");
  await repository.push.git.text(["push", "--quiet", repository.push.to, "main:refs/tags/new"]);
  expect((await repository.git.attempt(["push", "--quiet", "origin", "main:refs/tags/other"])).code).not.toBe(0);
});

test("without history the newest commit alone is fetched, and a revision stands for the branch without a look at the remote", async () => {
  const registry = createRegistry();
  registry.write(".github/flow-tagbot.yml", "tag: x-{flow}-{version}\nbranch: main\n");
  const first = registry.commit("first");
  registry.addBareRemote();
  const clone = registry.clone({ depth: 1 });
  registry.write(".github/flow-tagbot.yml", "tag: y-{flow}-{version}\n");
  registry.commit("second");
  registry.push();
  const request = { ...SAMPLE_REQUEST, git: openGit(clone.dir), history: false };
  const { branch, config, repository } = await openRegistry(request);
  expect([branch?.head, config.tag, repository.shallow]).toEqual([registry.head(), "y-{flow}-{version}", true]);
  expect(clone.git("rev-list", "--count", registry.head())).toBe("1");
  clone.git("config", "remote.origin.url", "none");
  const own = await openRegistry({ ...request, revision: first });
  expect([own.branch?.head, own.branch?.branch, own.config.tag]).toEqual([first, first, "x-{flow}-{version}"]);
});
