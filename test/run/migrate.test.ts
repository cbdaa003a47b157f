import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { migrate, type MigrationReport } from "../../src/run/migrate.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { codesOf, openSample } from "./open.ts";

async function run(registry: TestRegistry, dryRun = false): Promise<MigrationReport> {
  return migrate({ ...(await openSample(registry.dir, { roots: [{ path: "flows" }] }, true)), version: "1.0.0", dryRun });
}

function sample(): TestRegistry {
  const registry = createRegistry();
  registry.write("flows/a.yml", "a: 1\n");
  registry.write("flows/b.yml", "b: 1\n");
  registry.write("flows/b/2.0.0.yml", "b: 2\n");
  registry.write("README.md", "read flows/a.yml\n");
  registry.commit("Add flat files");
  return registry;
}

test("flat files move with their history, and the lines that name them are listed", async () => {
  const registry = sample();
  expect(await run(registry)).toEqual({
    moves: [{ flow: "a", from: "flows/a.yml", to: "flows/a/1.0.0.yml" }],
    left: [{ path: "flows/b.yml", why: "its flow has versions already: 2.0.0" }],
    references: [{ path: "README.md", line: 1, text: "read flows/a.yml" }],
  });
  expect(registry.git("status", "--porcelain")).toBe("R  flows/a.yml -> flows/a/1.0.0.yml");
  registry.git("commit", "--quiet", "--message", "Migrate");
  expect(registry.git("log", "--follow", "--format=%s", "--", "flows/a/1.0.0.yml").split("\n")).toEqual(["Migrate", "Add flat files"]);
});

test("an edit that is not staged moves too, and stays unstaged", async () => {
  const registry = sample();
  registry.write("flows/a.yml", "a: 2\n");
  await run(registry);
  expect(readFileSync(join(registry.dir, "flows/a/1.0.0.yml"), "utf8")).toBe("a: 2\n");
  expect(registry.git("status", "--porcelain")).toBe("RM flows/a.yml -> flows/a/1.0.0.yml");
});

test("a dry run changes nothing, and a second run finds nothing", async () => {
  const registry = sample();
  expect((await run(registry, true)).moves).toHaveLength(1);
  expect(registry.git("status", "--porcelain")).toBe("");
  await run(registry);
  expect((await run(registry)).moves).toEqual([]);
});

test("a folder that leads out of the repository is not written into", async () => {
  const registry = sample();
  const outside = createRegistry();
  registry.link("flows/a", outside.dir);
  expect(await codesOf(run(registry))).toEqual(["path-outside"]);
  expect(existsSync(join(outside.dir, "1.0.0.yml"))).toBe(false);
  expect(existsSync(join(registry.dir, "flows/a.yml"))).toBe(true);
});

test.for([
  { name: "a file that git ignores is in the place of a version", path: "flows/c/1.0.0.yml", code: "file-exists" },
  { name: "a file is in the place of a folder", path: "flows/c", code: "file-not-written" },
])("where $name, nothing is moved at all", async ({ path, code }) => {
  const registry = sample();
  registry.write("flows/c.yml", "c: 1\n");
  registry.write(".gitignore", "flows/c/\nflows/c\n");
  registry.commit("Add c");
  registry.write(path, "mine\n");
  expect(await codesOf(run(registry))).toEqual([code]);
  expect(registry.git("status", "--porcelain")).toBe("");
  expect(readFileSync(join(registry.dir, path), "utf8")).toBe("mine\n");
});

test("when the index is locked, every file is back in its place", async () => {
  const registry = sample();
  registry.write(".git/index.lock", "");
  expect(await codesOf(run(registry))).toEqual(["git-failed"]);
  expect(existsSync(join(registry.dir, "flows/a.yml"))).toBe(true);
});
