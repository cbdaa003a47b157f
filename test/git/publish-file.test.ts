import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openRepository, type Repository } from "../../src/git/open-repository.ts";
import { publishFile, type FileToPublish } from "../../src/git/publish-file.ts";
import { createFakeTime } from "../support/fake-time.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { openGit, temporaryFolder, writeScript } from "./open-git.ts";

const AUTHOR = { name: "Tag Bot", email: "tagbot@example.com" };

function fileOf(content: string, part: Partial<FileToPublish> = {}): FileToPublish {
  return {
    branch: "flow-index",
    name: "index.json",
    content,
    message: "Index\n",
    author: AUTHOR,
    date: 1_770_000_000,
    replaces: () => Promise.resolve(true),
    time: createFakeTime(),
    ...part,
  };
}

function open(registry: Pick<TestRegistry, "dir">): Promise<Repository> {
  return openRepository(openGit(registry.dir));
}

function sample(): { readonly registry: TestRegistry; readonly bare: (...args: readonly string[]) => string } {
  const registry = createRegistry();
  registry.write("flows/a/1.0.0.yml", "a");
  registry.commit("root");
  const remote = registry.addBareRemote();
  return { registry, bare: (...args) => registry.git("--git-dir", remote, ...args) };
}

/** Work tree, index, branches and tags; git itself notes where the server's branches are. */
function ownState(registry: TestRegistry): string {
  return registry.git("status", "--porcelain", "--branch") + registry.git("for-each-ref", "refs/heads", "refs/tags");
}

test("the first publication begins the branch, the next one is a commit on it, and nothing here changes", async () => {
  const { registry, bare } = sample();
  const before = ownState(registry);
  const repository = await open(registry);
  const first = await publishFile(repository, fileOf("one\n"));
  const second = await publishFile(repository, fileOf("two\n"));
  expect([first.kind, second.kind]).toEqual(["published", "published"]);
  expect(bare("log", "--format=%an <%ae> %aI %cn %cI %s", "flow-index")).toBe(
    Array.from({ length: 2 }, () => "Tag Bot <tagbot@example.com> 2026-02-02T02:40:00+00:00 Tag Bot 2026-02-02T02:40:00+00:00 Index").join(
      "\n",
    ),
  );
  expect(bare("ls-tree", "-r", "--name-only", "flow-index")).toBe("index.json");
  expect(bare("show", "flow-index:index.json")).toBe("two");
  expect(ownState(registry)).toBe(before);
});

test("the same content is not pushed again, and one that the caller keeps is not replaced", async () => {
  const { registry, bare } = sample();
  const repository = await open(registry);
  await publishFile(repository, fileOf("one\n"));
  const tip = bare("rev-parse", "flow-index");
  expect(await publishFile(repository, fileOf("one\n"))).toEqual({ kind: "kept" });
  const seen: string[] = [];
  const replaces = (present: string): Promise<boolean> => Promise.resolve(seen.push(present) < 0);
  expect(await publishFile(repository, fileOf("two\n", { replaces }))).toEqual({ kind: "kept" });
  expect(seen).toEqual(["one\n"]);
  expect(bare("rev-parse", "flow-index")).toBe(tip);
});

describe("other files of the branch stay, byte for byte", () => {
  test.each([false, true])("in a clone without contents: %j", async (partial) => {
    const { registry, bare } = sample();
    registry.branch("flow-index");
    registry.git("rm", "--quiet", "-r", ".");
    registry.write("folder/index.json", "another");
    registry.write("a name\twith ünusual bytes.txt", "kept");
    registry.link("link", "folder");
    registry.commit("By hand");
    registry.push();
    registry.checkout("main");
    registry.git("branch", "--quiet", "-D", "flow-index");
    const before = bare("ls-tree", "-r", "-z", "flow-index").split("\0");
    const clone = partial ? registry.clone({ filter: "blob:none", bare: true }) : registry;
    expect(await publishFile(await open(clone), fileOf("one\n"))).toMatchObject({ kind: "published" });
    const after = bare("ls-tree", "-r", "-z", "flow-index").split("\0");
    expect(after.filter((line) => !line.endsWith("\tindex.json"))).toEqual(before);
    expect(bare("log", "--format=%s", "flow-index")).toBe("Index\nBy hand\nroot");
  });
});

test("a run that was faster is read and built upon", async () => {
  const { registry, bare } = sample();
  const other = await open(registry.clone());
  const repository = await open(registry);
  await publishFile(repository, fileOf("one\n"));
  let races = 2;
  const time = createFakeTime();
  const replaces = async (): Promise<boolean> => {
    races -= 1;
    // Between our look at the branch and our push.
    if (races >= 0) await publishFile(other, fileOf(`other ${races}\n`));
    return true;
  };
  expect(await publishFile(repository, fileOf("two\n", { replaces, time }))).toMatchObject({ kind: "published" });
  expect(bare("log", "--format=%s", "flow-index").split("\n")).toHaveLength(4);
  expect(bare("show", "flow-index:index.json")).toBe("two");
});

test("when others are always faster, it gives up after five times", async () => {
  const { registry, bare } = sample();
  const other = await open(registry.clone());
  const repository = await open(registry);
  await publishFile(repository, fileOf("one\n"));
  let races = 0;
  const replaces = async (): Promise<boolean> => {
    races += 1;
    await publishFile(other, fileOf(`other ${races}\n`));
    return true;
  };
  await expect(publishFile(repository, fileOf("two\n", { replaces }))).rejects.toMatchObject({ code: "push-failed" });
  expect(races).toBe(5);
  expect(bare("show", "flow-index:index.json")).toBe("other 5");
});

test("a refusal is a failure at once, and a link in the file's place is not touched", async () => {
  const { registry } = sample();
  registry.branch("linked");
  registry.link("index.json", "flows/a/1.0.0.yml");
  registry.commit("A link");
  registry.push();
  const repository = await open(registry);
  await expect(publishFile(repository, fileOf("one\n", { branch: "linked" }))).rejects.toMatchObject({ code: "index-invalid" });
  const asked = join(temporaryFolder(), "asked");
  writeScript(join(registry.git("config", "remote.origin.url"), "hooks/pre-receive"), [`echo x >>'${asked}'`, "echo denied >&2", "exit 1"]);
  await expect(publishFile(repository, fileOf("one\n"))).rejects.toMatchObject({ code: "push-denied" });
  expect(readFileSync(asked, "utf8")).toBe("x\n");
});
