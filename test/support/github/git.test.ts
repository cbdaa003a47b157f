import { readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { call, git, pushCommits, temporaryFolder, withToken } from "./client.ts";
import { startForTest } from "./start-for-test.ts";
import type { GithubStandIn } from "./start-github.ts";

describe("reading with git", () => {
  test.each(["", ".git"])("a public repository is cloned without a token (url ending %j)", async (ending) => {
    const github = await startForTest();
    const { commits } = await pushCommits(github, 2);
    const folder = await temporaryFolder();
    expect(await git(folder, ["clone", "--quiet", `${github.gitUrl}${ending}`, "copy"])).toMatchObject({ code: 0 });
    expect((await git(join(folder, "copy"), ["rev-parse", "HEAD"])).output).toBe(commits[1]);
  });

  test("a private repository asks for a token and takes a read-only one", async () => {
    const github = await startForTest({ isPrivate: true });
    await pushCommits(github, 1);
    const folder = await temporaryFolder();
    expect(await git(folder, ["ls-remote", github.gitUrl])).toMatchObject({ code: 128 });
    expect(await git(folder, [...withToken("wrong"), "ls-remote", github.gitUrl])).toMatchObject({ code: 128 });
    expect(await git(folder, [...withToken(github.tokens.readOnly), "ls-remote", github.gitUrl])).toMatchObject({ code: 0 });
    expect(github.requests.slice(-4).map((request) => request.status)).toEqual([401, 401, 200, 200]);
  });

  test("a shallow clone without blobs is deepened and fetches a blob when it is needed", async () => {
    const github = await startForTest();
    const { folder: source } = await pushCommits(github, 2);
    await writeFile(join(source, "flow.yml"), "name: flow\n");
    await git(source, ["add", "flow.yml"]);
    await git(source, ["commit", "--quiet", "-m", "Add a flow"]);
    await git(source, [...withToken(github.tokens.write), "push", "--quiet", "origin", "main"]);
    const folder = await temporaryFolder();
    await git(folder, ["clone", "--quiet", "--depth=1", "--filter=blob:none", "--no-checkout", github.gitUrl, "copy"]);
    const copy = join(folder, "copy");
    expect((await git(copy, ["rev-list", "--count", "HEAD"])).output).toBe("1");
    expect(await git(copy, ["fetch", "--quiet", "--unshallow", "--filter=blob:none"])).toMatchObject({ code: 0 });
    expect((await git(copy, ["rev-list", "--count", "HEAD"])).output).toBe("3");
    expect((await git(copy, ["rev-list", "--objects", "--missing=print", "HEAD"])).output).toMatch(/^\?[0-9a-f]{40}$/mu);
    expect((await git(copy, ["cat-file", "-p", "HEAD:flow.yml"])).output).toBe("name: flow");
  });

  test("a compressed request is understood", async () => {
    const github = await startForTest();
    const { folder: source } = await pushCommits(github, 1);
    for (let number = 0; number < 40; number += 1) await git(source, ["tag", "-a", "-m", `Note ${number}`, `t${number}`]);
    await git(source, [...withToken(github.tokens.write), "push", "--quiet", "origin", "--tags"]);
    const folder = await temporaryFolder();
    expect(await git(folder, ["clone", "--quiet", github.gitUrl, "copy"])).toMatchObject({ code: 0 });
    expect(github.requests.at(-1)?.headers["content-encoding"]).toBe("gzip");
    expect((await git(join(folder, "copy"), ["tag"])).output.split("\n")).toHaveLength(40);
  });

  test("git speaks version 2 of its protocol", async () => {
    const github = await startForTest();
    await pushCommits(github, 1);
    await git(await temporaryFolder(), ["-c", "protocol.version=2", "ls-remote", github.gitUrl]);
    const last = github.requests.at(-1);
    expect(last).toMatchObject({ method: "POST", write: false, status: 200 });
    expect(last?.headers["git-protocol"]).toBe("version=2");
  });

  test("two Authorization headers are a bad request", async () => {
    const github = await startForTest();
    await pushCommits(github, 1);
    const twice = [...withToken(github.tokens.write), ...withToken(github.tokens.readOnly)];
    expect(await git(await temporaryFolder(), [...twice, "ls-remote", github.gitUrl])).toMatchObject({ code: 128 });
    expect(github.requests.at(-1)?.status).toBe(400);
  });
});

describe("pushing with git", () => {
  test("the log tells which refs a push wants to change", async () => {
    const github = await startForTest();
    const { folder, commits } = await pushCommits(github, 1);
    await git(folder, ["tag", "-a", "-m", "one", "a-v1.0.0"]);
    await git(folder, ["tag", "a-v1.1.0"]);
    const pushed = await git(folder, [...withToken(github.tokens.write), "push", "--porcelain", "origin", "--tags"]);
    expect(pushed.code).toBe(0);
    expect(github.requests.at(-1)).toMatchObject({
      write: true,
      body: [
        { ref: "refs/tags/a-v1.0.0", from: "0".repeat(40) },
        { ref: "refs/tags/a-v1.1.0", from: "0".repeat(40), to: commits[0] },
      ],
    });
    expect((await git(github.bareRepository, ["tag"])).output.split("\n")).toEqual(["a-v1.0.0", "a-v1.1.0"]);
  });

  test("a large push in chunks arrives whole", async () => {
    const github = await startForTest();
    const { folder } = await pushCommits(github, 1);
    for (let number = 0; number < 40; number += 1) await git(folder, ["tag", "-a", "-m", `Note ${number}`, `t${number}`]);
    const chunked = await git(folder, ["-c", "http.postBuffer=1", ...withToken(github.tokens.write), "push", "origin", "--tags"]);
    expect(chunked.code).toBe(0);
    expect((await git(github.bareRepository, ["tag"])).output.split("\n")).toHaveLength(40);
  });

  test.each([
    ["no token", () => [], 401],
    ["a read-only token", (github: GithubStandIn) => withToken(github.tokens.readOnly), 403],
    ["an unknown token", () => withToken("wrong"), 401],
  ])("a push with %s is refused", async (_what, credentials, status) => {
    const github = await startForTest();
    const { folder } = await pushCommits(github, 1);
    await git(folder, ["tag", "v1"]);
    expect((await git(folder, [...credentials(github), "push", "origin", "v1"])).code).toBe(128);
    expect(github.requests.at(-1)?.status).toBe(status);
    expect((await git(github.bareRepository, ["tag"])).output).toBe("");
  });

  test("a malformed tag object is refused, as GitHub checks what it receives", async () => {
    const github = await startForTest();
    const { folder, commits } = await pushCommits(github, 1);
    await writeFile(join(folder, "tag"), `object ${commits[0] ?? ""}\ntype commit\ntag v1\ntagger nobody\n\nOne\n`);
    const { output: tag } = await git(folder, ["hash-object", "-t", "tag", "-w", "--literally", "tag"]);
    const pushed = await git(folder, [...withToken(github.tokens.write), "push", "--porcelain", "origin", `${tag}:refs/tags/v1`]);
    expect(tag).toMatch(/^[0-9a-f]{40}$/u);
    expect(pushed.code).toBe(1);
    expect((await git(github.bareRepository, ["tag"])).output).toBe("");
  });

  test("an update rule refuses its ref and lets the others pass", async () => {
    const github = await startForTest();
    const { folder } = await pushCommits(github, 1);
    github.refuseRefs([{ hook: "update", refs: ["refs/tags/a-*"], text: "error: it's GH013 $HOME\n" }]);
    for (const tag of ["a-1", "b-1"]) await git(folder, ["tag", tag]);
    const pushed = await git(folder, [...withToken(github.tokens.write), "push", "--porcelain", "origin", "a-1", "b-1"]);
    expect(pushed.code).toBe(1);
    expect(pushed.output).toContain("!\trefs/tags/a-1:refs/tags/a-1\t[remote rejected] (hook declined)");
    expect(pushed.error).toContain("remote: error: it's GH013 $HOME");
    expect((await git(github.bareRepository, ["tag"])).output).toBe("b-1");
  });

  test("a pre-receive rule refuses the whole push, and only from its number of refs on", async () => {
    const github = await startForTest();
    const { folder } = await pushCommits(github, 1);
    github.refuseRefs([{ hook: "pre-receive", refs: ["refs/tags/*"], text: "too many\n", fromRefs: 2 }]);
    for (const tag of ["a", "b", "c"]) await git(folder, ["tag", tag]);
    const push = async (...tags: readonly string[]): Promise<number> =>
      (await git(folder, [...withToken(github.tokens.write), "push", "origin", ...tags])).code;
    expect(await push("a", "b")).toBe(1);
    expect(await push("c")).toBe(0);
    expect((await git(github.bareRepository, ["tag"])).output).toBe("c");
    github.refuseRefs([]);
    expect(await push("a", "b")).toBe(0);
    expect(readdirSync(join(github.bareRepository, "hooks"))).not.toContain("pre-receive");
  });

  test("deleting the tag of a published release makes it a draft", async () => {
    const github = await startForTest();
    const { folder } = await pushCommits(github, 1);
    await call(github, "POST", "/releases", { tag_name: "v1" });
    await git(folder, [...withToken(github.tokens.write), "push", "origin", ":refs/tags/v1"]);
    expect(github.releases).toMatchObject([{ tagName: "v1", draft: true }]);
  });
});
