import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { call, git, pushCommits, withToken } from "./client.ts";
import { record } from "./json.ts";
import { startForTest } from "./start-for-test.ts";
import type { GithubOptions, GithubStandIn } from "./start-github.ts";

const BYTES = Buffer.from(Array.from({ length: 256 }, (_, index) => index));

async function start(
  options: GithubOptions = {},
): Promise<{ readonly github: GithubStandIn; readonly idOf: (name: string) => Promise<string> }> {
  const github = await startForTest(options);
  const { folder } = await pushCommits(github, 1);
  await mkdir(join(folder, "a"));
  await writeFile(join(folder, "a", "b.bin"), BYTES);
  await git(folder, ["add", "a"]);
  await git(folder, ["update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},sub`]);
  await git(folder, ["commit", "--quiet", "-m", "Add"]);
  await git(folder, [...withToken(github.tokens.write), "push", "--quiet", "origin", "main"]);
  return { github, idOf: async (name) => (await git(folder, ["rev-parse", name])).output };
}

describe("a tree", () => {
  test.each(["main", "commit", "tree"])("is found by its %s, with folders, sizes and submodules", async (kind) => {
    const { github, idOf } = await start();
    const [tree, folder, blob] = await Promise.all(["main^{tree}", "main:a", "main:a/b.bin"].map(idOf));
    const name = kind === "main" ? kind : await idOf(kind === "tree" ? "main^{tree}" : "main");
    const { status, body } = await call(github, "GET", `/git/trees/${name}?recursive=1`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      sha: tree,
      truncated: false,
      tree: [
        { path: "a", mode: "040000", type: "tree", sha: folder },
        { path: "a/b.bin", mode: "100644", type: "blob", sha: blob, size: 256 },
        { path: "sub", mode: "160000", type: "commit", sha: "1".repeat(40) },
      ],
    });
    const flat = await call(github, "GET", `/git/trees/${name}`);
    expect(record(flat.body)["tree"]).toMatchObject([{ path: "a" }, { path: "sub" }]);
  });

  test("is cut off at the server's bound, and says so", async () => {
    const { github } = await start({ treeCap: 2 });
    const { body } = await call(github, "GET", "/git/trees/main?recursive=1");
    expect(body).toMatchObject({ truncated: true, tree: { length: 2 } });
  });

  test("that is not there is not found, and an empty repository is a conflict", async () => {
    const { github } = await start();
    expect(await call(github, "GET", `/git/trees/${"1".repeat(40)}?recursive=1`)).toMatchObject({ status: 404 });
    expect(await call(await startForTest(), "GET", "/git/trees/main")).toMatchObject({ status: 409 });
  });
});

describe("a blob", () => {
  test("is given in base64, in lines", async () => {
    const { github, idOf } = await start();
    const id = await idOf("main:a/b.bin");
    const { body } = await call(github, "GET", `/git/blobs/${id}`);
    expect(body).toMatchObject({ sha: id, size: 256, encoding: "base64" });
    const content = String(record(body)["content"]);
    expect(content.split("\n")[0]).toHaveLength(60);
    expect(Buffer.from(content, "base64")).toEqual(BYTES);
  });

  test.each([
    ["main", 404],
    ["1".repeat(40), 404],
    ["abc1234", 422],
  ])("%s is none: %i", async (name, status) => {
    const { github, idOf } = await start();
    expect(await call(github, "GET", `/git/blobs/${name === "main" ? await idOf(name) : name}`)).toMatchObject({ status });
  });
});

test("files of a private repository need a token that may read them", async () => {
  const { github } = await start({ isPrivate: true });
  expect(await call(github, "GET", "/git/trees/main", undefined, github.tokens.readOnly)).toMatchObject({ status: 200 });
  expect(await call(github, "GET", "/git/trees/main", undefined, github.tokens.outsider)).toMatchObject({ status: 404 });
  expect(await call(github, "GET", "/git/trees/main", undefined, null)).toMatchObject({ status: 404 });
});
