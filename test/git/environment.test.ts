import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { gitEnvironment, isOnServer, withCredential } from "../../src/git/environment.ts";
import { fetchHistory } from "../../src/git/fetch.ts";
import { createGit } from "../../src/git/git.ts";
import { openRepository, readBranch } from "../../src/git/open-repository.ts";
import { pushTags } from "../../src/git/push-tags.ts";
import { readLandings, readLine } from "../../src/git/read-landings.ts";
import { readObjects } from "../../src/git/read-objects.ts";
import { readRemoteRefs } from "../../src/git/read-refs.ts";
import { readTree } from "../../src/git/read-tree.ts";
import { writeTagObjects } from "../../src/git/write-tags.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import { isolatedEnvironment } from "../support/isolated-git.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { historiesOf } from "./histories.ts";
import { openGit, openGitWithToken, setOrigin, temporaryFolder, wrapGit, writeScript } from "./open-git.ts";

function makeRegistry(): TestRegistry {
  const registry = createRegistry();
  registry.write("flows/a/1.0.0.yml", "a");
  registry.commit("first");
  registry.write("flows/a/1.1.0.yml", "a");
  registry.commit("second");
  return registry;
}

const ACTION = {
  type: "create-tag",
  flow: "a",
  version: "1.0.0",
  tag: "a-v1.0.0",
  date: "2026-01-01T00:00:00Z",
  message: "a 1.0.0\n",
} as const;
const TAGGER = { name: "Tagger", email: "tagger@example.com" };

describe("programs of a foreign checkout", () => {
  const HOOKS = [
    "pre-push",
    "reference-transaction",
    "post-checkout",
    "post-index-change",
    "pre-auto-gc",
    "post-rewrite",
    "pre-receive",
    "update",
    "post-receive",
    "post-update",
  ];

  function plant(registry: TestRegistry): () => readonly string[] {
    const ran = temporaryFolder();
    for (const hook of HOOKS) writeScript(join(registry.dir, ".git", "hooks", hook), [`touch '${ran}/${hook}'`]);
    writeScript(join(registry.dir, ".git", "monitor"), [`touch '${ran}/fsmonitor'`]);
    registry.git("config", "core.fsmonitor", join(registry.dir, ".git", "monitor"));
    return () => {
      const names = readdirSync(ran).toSorted();
      for (const name of names) rmSync(join(ran, name));
      return names;
    };
  }

  test("do not run while it is read and its tags are pushed, though git itself would run them", async () => {
    const registry = makeRegistry();
    registry.addBareRemote();
    const ran = plant(registry);
    registry.git("status");
    registry.git("checkout", "--quiet", "-b", "other");
    registry.push("other");
    expect(ran()).toEqual(expect.arrayContaining(["fsmonitor", "post-checkout", "pre-push", "reference-transaction"]));

    const git = openGit(registry.dir);
    const repository = await openRepository(git);
    const branch = await readBranch(repository, "main", false);
    const head = branch?.head ?? "";
    await readTree(git, head, []);
    await historiesOf(git, head, ["flows/a/1.0.0.yml"], ["flows"]);
    await readObjects(git, [`${head}:flows/a/1.0.0.yml`]);
    await fetchHistory(repository, { branch: "main", head, tags: new Map(), published: true }, false);
    const [object = ""] = await writeTagObjects(git, [{ ...ACTION, target: head }], TAGGER, null);
    await pushTags(git, "origin", [{ tag: ACTION.tag, object }]);
    await git.text(["status"]);
    await git.text(["checkout", "--quiet", "main"]);
    expect(ran()).toEqual([]);
    expect(registry.git("ls-remote", "--tags", "origin")).toContain(`${object}\trefs/tags/${ACTION.tag}`);
  });
});

describe("what surrounds the run", () => {
  test.each([
    ["GIT_DIR", "/nowhere"],
    ["GIT_WORK_TREE", "/nowhere"],
    ["GIT_INDEX_FILE", "/nowhere"],
    ["GIT_OBJECT_DIRECTORY", "/nowhere"],
    ["GIT_COMMON_DIR", "/nowhere"],
    ["GIT_NAMESPACE", "elsewhere"],
    ["GIT_SHALLOW_FILE", "/nowhere"],
    ["GIT_QUARANTINE_PATH", "/nowhere"],
    ["GIT_LITERAL_PATHSPECS", "1"],
    ["GIT_ICASE_PATHSPECS", "1"],
    ["GIT_EXTERNAL_DIFF", "false"],
    ["LC_ALL", "de_DE.UTF-8"],
  ])("%s=%s changes nothing", async (name, value) => {
    const registry = makeRegistry();
    registry.tag("a-v1.0.0");
    registry.addBareRemote();
    registry.push();
    const git = openGit(registry.dir, { [name]: value });
    const head = registry.head();
    const { gitDirectory } = await openRepository(git);
    expect(gitDirectory).toBe(join(registry.dir, ".git"));
    expect((await readRemoteRefs(git, "origin", "main")).tags.get("a-v1.0.0")?.commit).toBe(head);
    expect(await historiesOf(git, head, ["flows/a/1.1.0.yml"], ["flows"])).toEqual([{ settled: head, introduced: head }]);
    const [object = ""] = await writeTagObjects(git, [{ ...ACTION, tag: "b-v1.0.0", target: head }], TAGGER, null);
    expect(await pushTags(git, "origin", [{ tag: "b-v1.0.0", object }])).toEqual(new Map([["b-v1.0.0", { kind: "created" }]]));
  });

  test("inputs of the action and the command, of which some are secret, reach no child", async () => {
    const environment = gitEnvironment(
      {
        INPUT_TOKEN: "secret",
        "INPUT_DRY-RUN": "true",
        FLOW_TAGBOT_SSH_KEY: "secret",
        PATH: process.env["PATH"],
        HOME: "/home/someone",
        SSH_AUTH_SOCK: "/agent",
      },
      null,
    );
    expect(Object.keys(environment).filter((name) => /^(INPUT|FLOW_TAGBOT)_/.test(name))).toEqual([]);
    expect(environment).toMatchObject({ HOME: "/home/someone", SSH_AUTH_SOCK: "/agent", LC_ALL: "C", GIT_TERMINAL_PROMPT: "0" });
    const folder = temporaryFolder();
    writeScript(join(folder, "git"), ["env"]);
    const git = createGit({
      directory: folder,
      environment: gitEnvironment({ PATH: `${folder}:${process.env["PATH"] ?? ""}`, INPUT_TOKEN: "secret" }, null),
      onProcess: () => undefined,
    });
    const seen = Buffer.concat(await Array.fromAsync(git.stream([]))).toString();
    expect(seen).toContain("GIT_TERMINAL_PROMPT=0");
    expect(seen).not.toContain("secret");
  });

  test("settings that the caller passes by environment stay in force beside ours", async () => {
    const git = openGit(createRegistry().dir, { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "user.name", GIT_CONFIG_VALUE_0: "Caller" });
    expect(await git.text(["config", "user.name"])).toBe("Caller\n");
    expect(await git.text(["config", "core.hooksPath"])).toBe("/dev/null\n");
  });

  test("a checkout of another user is opened only when its folder is declared safe", async () => {
    const registry = makeRegistry();
    const foreign = { ...isolatedEnvironment(registry.dir), GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" };
    const open = (safeDirectory: string | null): Promise<string> =>
      createGit({ directory: registry.dir, environment: gitEnvironment(foreign, safeDirectory), onProcess: () => undefined }).text([
        "rev-parse",
        "HEAD",
      ]);
    await expect(open(null)).rejects.toMatchObject({ code: "not-trusted" });
    expect(await open(registry.dir)).toBe(`${registry.head()}\n`);
  });
});

test("a user's settings do not change what is read from the log", async () => {
  const registry = createRegistry();
  registry.write("flows/größe/1.0.0.yml", "same content\n");
  registry.commit("Größe");
  registry.write("flows/b/1.0.0.yml", "same content\n");
  const copied = registry.commit("copy");
  registry.rename("flows/größe/1.0.0.yml", "flows/größe/1.1.0.yml");
  const renamed = registry.commit("rename");
  const config = join(temporaryFolder(), "config");
  writeFileSync(
    config,
    `[log]\n showSignature = true\n showRoot = false\n follow = true\n mailmap = true\n date = relative\n decorate = full\n diffMerges = combined\n abbrevCommit = true
[diff]\n renames = copies\n noprefix = true\n relative = true\n orderFile = /nowhere\n ignoreSubmodules = all\n external = false
[core]\n quotePath = true\n abbrev = 7\n pager = false\n[color]\n ui = always\n[format]\n pretty = oneline\n[i18n]\n logOutputEncoding = ISO-8859-1\n[column]\n ui = always\n[tag]\n sort = -version:refname\n`,
  );
  const git = openGit(join(registry.dir, "flows"), { GIT_CONFIG_GLOBAL: config });
  const plain = openGit(registry.dir);
  expect((await readLine(git, renamed)).shas).toEqual((await readLine(plain, renamed)).shas);
  const paths = ["flows/b/1.0.0.yml", "flows/größe/1.1.0.yml"];
  for (const folders of [["flows"], ["flows/b", "flows/größe"], []]) {
    expect(await historiesOf(git, renamed, paths, folders)).toEqual([copied, renamed].map((sha) => ({ settled: sha, introduced: sha })));
    expect(await Array.fromAsync(readLandings(git, renamed, null, folders))).toEqual(
      await Array.fromAsync(readLandings(plain, renamed, null, folders)),
    );
  }
  expect(await Array.fromAsync(readLandings(git, renamed, null, ["flows/größe/1.1.0.yml"]))).toHaveLength(1);
  expect((await readTree(git, renamed, [])).map(({ path }) => path)).toEqual(paths);
});

describe("the token", () => {
  test("is nowhere but in the environment: no argument, no file", async () => {
    const registry = makeRegistry();
    const github = await startForTest({ bareRepository: registry.addBareRemote(), isPrivate: true });
    setOrigin(registry, github);
    const { path, args } = wrapGit();
    const git = openGitWithToken(registry.dir, github, { PATH: path });
    await readRemoteRefs(git, "origin", "main");
    const [object = ""] = await writeTagObjects(git, [{ ...ACTION, target: registry.head() }], TAGGER, null);
    await pushTags(git, "origin", [{ tag: ACTION.tag, object }]);
    expect(github.requests.filter(({ write, status }) => write && status === 200)).toHaveLength(1);
    const basic = Buffer.from(`x-access-token:${github.tokens.write}`).toString("base64");
    const seen = [...args(), readFileSync(join(registry.dir, ".git", "config"), "utf8")].join("\n");
    expect(seen).toContain("push");
    for (const secret of [github.tokens.write, basic]) expect(seen).not.toContain(secret);
  });

  test.each(["", "/octo-org", "/octo-org/flows"])(
    "works beside the header of another token that a checkout step left for the server%s",
    async (below) => {
      const registry = makeRegistry();
      const github = await startForTest({ bareRepository: registry.addBareRemote(), isPrivate: true });
      setOrigin(registry, github);
      const left = Buffer.from(`x-access-token:${github.tokens.readOnly}`).toString("base64");
      registry.git("config", `http.${github.serverUrl}${below}/.extraheader`, `AUTHORIZATION: basic ${left}`);
      const git = openGitWithToken(registry.dir, github);
      expect((await readRemoteRefs(git, "origin", "main")).defaultBranch).toBe("main");
      const [object = ""] = await writeTagObjects(git, [{ ...ACTION, target: registry.head() }], TAGGER, null);
      expect(await pushTags(git, "origin", [{ tag: ACTION.tag, object }])).toEqual(new Map([[ACTION.tag, { kind: "created" }]]));
      expect(github.requests.map(({ status }) => status).filter((status) => status !== 200)).toEqual([]);
    },
  );

  test("goes to its own repository's URL and to no other", async () => {
    const github = await startForTest({ isPrivate: true, others: [{ repo: "other", isPrivate: true }] });
    const folder = temporaryFolder();
    mkdirSync(join(folder, "work"));
    const git = openGit(join(folder, "work")).with((own) => withCredential(own, { url: github.gitUrl, token: github.tokens.write }));
    await expect(git.text(["ls-remote", `${github.serverUrl}/octo-org/other`])).rejects.toMatchObject({ code: "git-auth" });
    expect(github.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    await git.text(["ls-remote", github.gitUrl]);
    expect(github.requests.at(-1)?.headers.authorization).toMatch(/^basic /i);
  });

  test.each([
    ["https://example.com/o/r", "https://example.com", true],
    ["https://example.com/o/r.git", "https://example.com/", true],
    ["https://EXAMPLE.com/o/r", "https://example.com", true],
    ["https://user:pw@example.com/o/r", "https://example.com", true],
    ["https://example.com:443/o/r", "https://example.com", true],
    ["http://example.com/o/r", "https://example.com", false],
    ["https://example.com:8443/o/r", "https://example.com", false],
    ["https://example.com.evil.test/o/r", "https://example.com", false],
    ["https://example.com@evil.test/o/r", "https://example.com", false],
    ["ssh://git@example.com/o/r", "https://example.com", false],
    ["git@example.com:o/r", "https://example.com", false],
    ["/srv/example.com/r", "https://example.com", false],
    ["https://example.com/o/r", "", false],
  ])("is for %s on %s: %s", (remote, server, expected) => {
    expect(isOnServer(remote, server)).toBe(expected);
  });
});
