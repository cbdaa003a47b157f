import { spawnSync } from "node:child_process";
import { renameSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pathOfVersion, publishEdit, renumber, restore, restoreFile, type Clone } from "../../../src/plan/guard/commands.ts";
import type { Published } from "../../../src/plan/guard/touched.ts";
import { discover } from "../../../src/registry/discover.ts";
import { DEFAULT_CONFIG } from "../../../src/config/config.ts";
import { createRegistry, type TestRegistry } from "../../support/registry.ts";

const PATH = "chat/1.0.0.yml";

function fileOf(path: string): ReturnType<typeof discover>["files"][number] {
  const [file] = discover([{ mode: "100644", oid: "0".repeat(40), path }], DEFAULT_CONFIG).files;
  if (file === undefined) throw new Error(`${path} is no version file`);
  return file;
}

/** As pasted into a shell, which goes on after a command that failed. */
function run(registry: TestRegistry, commands: readonly string[]): number | null {
  return spawnSync("bash", ["-c", commands.join("\n")], { cwd: registry.dir, stdio: "ignore" }).status;
}

interface Sample {
  readonly registry: TestRegistry;
  readonly published: Published;
  readonly clone: Clone;
}

/** `isCommitted`: what the pull request does is committed. */
function publish(
  path: string,
  { isCommitted = true, remote = null }: { readonly isCommitted?: boolean; readonly remote?: string | null } = {},
): Sample {
  const registry = createRegistry();
  registry.write(path, "a: 1\n");
  const commit = registry.commit("Publish");
  const clone = { branch: "main", remote, base: { commit }, head: { commit: isCommitted ? commit : null } };
  return { registry, published: { blob: "", commit, tag: null }, clone };
}

/** Something of the person's own that no command may take. */
function stage(registry: TestRegistry): void {
  registry.write("else.txt", "mine\n");
  registry.git("add", "else.txt");
}

test.each([true, false])("The edit of a published file becomes a version of its own, committed before: %s", (isCommitted) => {
  const { registry, published, clone } = publish(PATH, { isCommitted });
  registry.write(PATH, "a: 2\n");
  if (isCommitted) registry.commit("Edit");
  stage(registry);
  expect(run(registry, publishEdit(fileOf(PATH), published, true, "1.1.0", clone))).toBe(0);
  expect(registry.git("show", `:${PATH}`)).toBe("a: 1");
  expect(registry.git("show", ":chat/1.1.0.yml")).toBe("a: 2");
  expect(registry.git("status", "--porcelain").split("\n")).toEqual([...(isCommitted ? [] : ["A  chat/1.1.0.yml"]), "A  else.txt"]);
});

test.each([true, false])("A version that was deleted before stays so, committed again: %s", (isCommitted) => {
  const { registry, published, clone } = publish(PATH, { isCommitted });
  registry.remove(PATH);
  registry.commit("Delete");
  registry.write(PATH, "a: 2\n");
  if (isCommitted) registry.commit("Add again");
  expect(run(registry, publishEdit(fileOf(PATH), published, false, "1.1.0", clone))).toBe(0);
  expect(registry.git("ls-files")).toBe("chat/1.1.0.yml");
  expect(registry.git("status", "--porcelain")).toBe(isCommitted ? "" : "A  chat/1.1.0.yml");
});

test.each([
  ["edited", true],
  ["edited", false],
  ["deleted", true],
  ["deleted", false],
  ["renamed", true],
  ["renamed", false],
] as const)("A published file that was %s is put back, committed before: %s", (how, isCommitted) => {
  const { registry, published, clone } = publish(PATH, { isCommitted });
  if (how === "renamed") renameSync(join(registry.dir, PATH), join(registry.dir, "chat/1.0.0.yaml"));
  else if (how === "deleted") registry.remove(PATH);
  else registry.write(PATH, "a: 2\n");
  if (isCommitted) registry.commit("Change");
  stage(registry);
  expect(run(registry, restore(fileOf(PATH), published, how === "renamed" ? "chat/1.0.0.yaml" : null, clone))).toBe(0);
  expect(registry.git("ls-files", "chat")).toBe(PATH);
  expect(registry.git("show", `HEAD:${PATH}`)).toBe("a: 1");
  expect(registry.git("status", "--porcelain")).toBe("A  else.txt");
});

test.each([true, false])("A new version gets another number, committed before: %s", (isCommitted) => {
  const { registry, clone } = publish(PATH, { isCommitted });
  registry.write("chat/1.0.1.yml", "a: 2\n");
  if (isCommitted) registry.commit("Add");
  stage(registry);
  expect(run(registry, renumber(fileOf("chat/1.0.1.yml"), "2.0.0", clone))).toBe(0);
  expect(registry.git("ls-files", "chat").split("\n")).toEqual([PATH, "chat/2.0.0.yml"]);
  expect(registry.git("status", "--porcelain").split("\n")).toEqual([...(isCommitted ? [] : ["A  chat/2.0.0.yml"]), "A  else.txt"]);
});

test.each([true, false])("A file that versions reference is put back, committed before: %s", (isCommitted) => {
  const { registry, clone } = publish("chat/a.md", { isCommitted });
  registry.write("chat/a.md", "b\n");
  if (isCommitted) registry.commit("Edit");
  stage(registry);
  expect(run(registry, restoreFile("chat/a.md", clone))).toBe(0);
  expect(registry.git("show", ":chat/a.md")).toBe("a: 1");
  expect(registry.git("status", "--porcelain")).toBe("A  else.txt");
});

/** A clone with an edit on a branch of its own; what was published came to the remote later, on its branch or as a tag. */
function stale(tag: string | null): Sample {
  const { registry: server, published, clone } = publish(PATH);
  const registry = server.clone();
  registry.write(PATH, "a: 2\n");
  registry.commit("Edit");
  server.write("README.md", "x\n");
  const commit = server.commit("Go on");
  if (tag !== null) {
    server.tag(tag, commit);
    server.git("reset", "--quiet", "--hard", published.commit);
  }
  return {
    registry,
    published: { ...published, commit, tag },
    clone: { ...clone, remote: "origin", base: { commit: tag === null ? commit : "b".repeat(40) } },
  };
}

test.each([null, "chat-v1.0.0"])("A clone that is behind gets what was published first, from the tag %s", (tag) => {
  const { registry, published, clone } = stale(tag);
  expect(run(registry, publishEdit(fileOf(PATH), published, true, "1.1.0", clone))).toBe(0);
  expect(registry.git("show", `HEAD:${PATH}`)).toBe("a: 1");
  expect(registry.git("show", "HEAD:chat/1.1.0.yml")).toBe("a: 2");
});

test("Where what was published cannot be had, nothing is committed", () => {
  const { registry, published, clone } = stale(null);
  const head = registry.git("rev-parse", "HEAD");
  const gone = { ...published, commit: "f".repeat(40) };
  for (const commands of [
    publishEdit(fileOf(PATH), gone, true, "1.1.0", clone),
    restore(fileOf(PATH), gone, null, clone),
    restoreFile(PATH, { ...clone, base: { commit: gone.commit } }),
    restore(fileOf(PATH), published, null, { ...clone, remote: "nowhere" }),
  ])
    expect(run(registry, commands)).not.toBe(0);
  expect(registry.git("rev-parse", "HEAD")).toBe(head);
});

test("Names that a shell or git would read otherwise mean themselves", () => {
  const path = "$(touch x) 'a'/[*]/1.0.0.yml";
  const { registry, published, clone } = publish(path);
  registry.write("other/1.0.0.yml", "a: 1\n");
  registry.commit("Add");
  registry.write(path, "a: 2\n");
  registry.commit("Edit");
  expect(run(registry, publishEdit(fileOf(path), published, true, "1.0.1", clone))).toBe(0);
  expect(registry.git("ls-files", "-z").split("\0").filter(Boolean)).toEqual([path, path.replace("1.0.0", "1.0.1"), "other/1.0.0.yml"]);
});

test.each([
  ["chat/1.0.0.yaml", "2.0.0", "chat/2.0.0.yaml"],
  ["a/b/2.0.0-rc.1.yml", "2.0.0-rc.2", "a/b/2.0.0-rc.2.yml"],
])("Beside %s, %s is %s", (path, next, expected) => {
  expect(pathOfVersion(fileOf(path), next)).toBe(expected);
});
