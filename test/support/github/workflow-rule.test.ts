import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { call, git, pushCommits, withToken, type GitResult } from "./client.ts";
import { startForTest } from "./start-for-test.ts";
import type { GithubOptions, GithubStandIn, Tokens } from "./start-github.ts";

const reason = (file: string, whom = "GitHub App", want = "`workflows` permission"): string =>
  `[remote rejected] (refusing to allow a ${whom} to create or update workflow \`.github/workflows/${file}\` without ${want})`;

type Setting = {
  readonly github: GithubStandIn;
  readonly push: (token: string, ...refs: readonly string[]) => Promise<GitResult>;
  readonly folder: string;
  readonly old: string;
  readonly tip: string;
};

/** A repository whose workflow file changed in its second commit; the branch is at the third. */
async function start(options: GithubOptions = {}): Promise<Setting> {
  const github = await startForTest(options);
  const { folder } = await pushCommits(github, 1);
  await mkdir(join(folder, ".github/workflows"), { recursive: true });
  const commits: string[] = [];
  for (const text of ["one", "two"]) {
    await writeFile(join(folder, ".github/workflows/x.yml"), `name: ${text}\n`);
    await git(folder, ["add", "."]);
    await git(folder, ["commit", "--quiet", "-m", text]);
    commits.push((await git(folder, ["rev-parse", "HEAD"])).output);
  }
  const push = (token: string, ...refs: readonly string[]): Promise<GitResult> =>
    git(folder, [...withToken(token), "push", "--porcelain", "origin", ...refs]);
  expect(await push(github.tokens.classicWorkflow, "main")).toMatchObject({ code: 0 });
  return { github, push, folder, old: commits[0] ?? "", tip: commits[1] ?? "" };
}

test("a tag on a commit with other workflow files is refused, and the others land", async () => {
  const { github, push, folder, old, tip } = await start();
  await git(folder, ["tag", "-a", "-m", "old", "old", old]);
  await git(folder, ["tag", "-a", "-m", "new", "new", tip]);
  await git(folder, ["tag", "none", `${old}^`]);
  const pushed = await push(github.tokens.write, "old", "new", "none", `${old}:refs/heads/backport`);
  expect(pushed.code).toBe(1);
  expect(pushed.output).toContain(`!\trefs/tags/old:refs/tags/old\t${reason("x.yml")}`);
  expect(pushed.output).toContain(`!\t${old}:refs/heads/backport\t${reason("x.yml")}`);
  expect((await git(github.bareRepository, ["tag"])).output).toBe("new\nnone");
});

test("the same file at the tip of any branch is enough", async () => {
  const { github, push, old } = await start();
  expect(await push(github.tokens.classicWorkflow, `${old}:refs/heads/old`)).toMatchObject({ code: 0 });
  expect(await push(github.tokens.write, `${old}:refs/tags/old`)).toMatchObject({ code: 0 });
});

test.each<[keyof Tokens, string | undefined]>([
  ["classic", reason("x.yml", "Personal Access Token", "`workflow` scope")],
  ["classicWorkflow", undefined],
  ["fineGrained", reason("x.yml", "Personal Access Token")],
])("the rule is for %s tokens too, by their scopes", async (name, text) => {
  const { github, push, old } = await start();
  const pushed = await push(github.tokens[name], `${old}:refs/tags/old`);
  expect(pushed.code).toBe(text === undefined ? 0 : 1);
  expect(pushed.output).toContain(text ?? "[new tag]");
});

test.each<[string, GithubOptions]>([
  ["an app with the permission", { permissions: { workflows: "write" } }],
  ["a stand-in without the rule", { workflowRule: false }],
])("%s takes every commit", async (_what, options) => {
  const { github, push, old } = await start(options);
  expect(await push(github.tokens.write, `${old}:refs/tags/old`)).toMatchObject({ code: 0 });
  expect(await call(github, "POST", "/releases", { tag_name: "v1", target_commitish: old })).toMatchObject({ status: 201 });
});

test("a release is not found when it would make such a tag, and is made on one that exists", async () => {
  const { github, push, old, tip } = await start();
  expect(await call(github, "POST", "/releases", { tag_name: "old", target_commitish: old })).toMatchObject({ status: 404 });
  expect(await call(github, "POST", "/releases", { tag_name: "new", target_commitish: tip })).toMatchObject({ status: 201 });
  await push(github.tokens.classicWorkflow, `${old}:refs/tags/old`);
  expect(await call(github, "POST", "/releases", { tag_name: "old", target_commitish: old })).toMatchObject({ status: 201 });
});

test("a ref by the API is refused with the permissions that would do", async () => {
  const { github, old, tip } = await start();
  const refused = await call(github, "POST", "/git/refs", { ref: "refs/tags/old", sha: old });
  expect(refused).toMatchObject({ status: 403, body: { message: "Resource not accessible by integration" } });
  expect(refused.headers.get("x-accepted-github-permissions")).toBe("contents=write; contents=write,workflows=write");
  expect(await call(github, "POST", "/git/refs", { ref: "refs/tags/new", sha: tip })).toMatchObject({ status: 201 });
});

test("the repository's own refusals keep their words beside the rule", async () => {
  const { github, push, folder, old, tip } = await start();
  github.refuseRefs([{ hook: "update", refs: ["refs/tags/b"], text: "not b\n" }]);
  for (const [tag, commit] of [
    ["a", tip],
    ["b", tip],
    ["c", old],
  ] as const)
    await git(folder, ["tag", tag, commit]);
  const pushed = await push(github.tokens.write, "a", "b", "c");
  expect(pushed.output).toContain("!\trefs/tags/b:refs/tags/b\t[remote rejected] (hook declined)");
  expect(pushed.output).toContain(`!\trefs/tags/c:refs/tags/c\t${reason("x.yml")}`);
  expect(pushed.error).toContain("remote: not b");
  expect((await git(github.bareRepository, ["tag"])).output).toBe("a");
});

test("five hundred refusals in one push arrive one by one", async () => {
  const { github, push, folder, old } = await start();
  const lines = Array.from({ length: 500 }, (_, index) => `create refs/tags/a-tag-with-a-rather-long-name-${index} ${old}\n`);
  await writeFile(join(folder, "refs.txt"), lines.join(""));
  await git(folder, ["-c", "alias.many=!git update-ref --stdin <refs.txt", "many"]);
  const pushed = await push(github.tokens.write, "--tags");
  expect(pushed.output.split("\n").filter((line) => line.endsWith(reason("x.yml")))).toHaveLength(500);
});
