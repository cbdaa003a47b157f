import { expect, test } from "vitest";
import { locatePull, type LocatedPull, type PullQuestion } from "../../src/run/locate-pull.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { openSample } from "./open.ts";

interface Scene {
  readonly registry: TestRegistry;
  readonly parted: string;
  readonly tip: string;
  readonly head: string;
  readonly merge: string;
}

/** A branch that went on after a topic had left it, and GitHub's test merge of both. */
function createScene(): Scene {
  const registry = createRegistry();
  const write = (path: string): string => {
    registry.write(path, `${path}\n`);
    return registry.commit(path);
  };
  write("flows/a/1.0.0.yml");
  const parted = write("flows/a/1.1.0.yml");
  registry.branch("topic");
  write("flows/a/1.2.0.yml");
  const head = write("flows/a/1.3.0.yml");
  registry.checkout("main");
  const tip = write("flows/b/1.0.0.yml");
  registry.branch("test-merge");
  const merge = registry.merge("topic", "Merge");
  registry.checkout("main");
  registry.addBareRemote();
  registry.push();
  return { registry, parted, tip, head, merge };
}

async function locate(directory: string, question: PullQuestion): Promise<LocatedPull> {
  const { repository, branch } = await openSample(directory, {}, false, false);
  if (branch === null) throw new Error("the sample has a branch");
  return locatePull(repository, branch, question);
}

test("a test merge starts from its first parent, in a clone of one commit that stays one", async () => {
  const { registry, parted, tip, head, merge } = createScene();
  const clone = registry.clone({ depth: 1 });
  clone.git("fetch", "--quiet", "--depth=1", "origin", "test-merge");
  clone.git("checkout", "--quiet", "--detach", merge);
  // The event may have seen an older branch.
  const located = await locate(clone.dir, { kind: "commit", head: null, event: { base: parted, head } });
  expect([located.base, located.head.commit]).toEqual([tip, merge]);
  expect(clone.git("rev-parse", "--is-shallow-repository")).toBe("true");
  expect(clone.git("rev-list", "--count", "HEAD")).toBe("1");
});

test("a head starts where it left the branch, for which a history that is cut off is completed", async () => {
  const { registry, parted, tip, head } = createScene();
  const clone = registry.clone({ depth: 1 });
  const located = await locate(clone.dir, { kind: "commit", head, event: { base: tip, head } });
  expect([located.base, located.head.commit, located.repository.shallow, located.repository.partial]).toEqual([parted, head, false, true]);
});

test("a merge of something else is no test merge", async () => {
  const { registry, parted, tip, head, merge } = createScene();
  const located = await locate(registry.clone().dir, { kind: "commit", head: merge, event: { base: parted, head: parted } });
  expect([located.base, located.head.commit]).toEqual([tip, merge]);
  const whole = await locate(registry.clone().dir, { kind: "commit", head, event: null });
  expect(whole.base).toBe(parted);
});

test("a range is taken as it is, however little of it is here", async () => {
  const { registry, tip, merge } = createScene();
  const located = await locate(registry.clone({ depth: 1, bare: true }).dir, { kind: "range", base: tip, head: merge });
  expect([located.base, located.head.commit, located.head.tree]).toEqual([tip, merge, merge]);
});

test("a work tree is compared with where its commit left the branch; a bare repository has its own branch instead", async () => {
  const { registry, parted, tip } = createScene();
  registry.checkout("topic");
  registry.write("flows/a/1.0.0.yml", "edited\n");
  const question = { kind: "work-tree", pathspecs: ["flows"] } as const;
  const located = await locate(registry.dir, question);
  expect([located.base, located.head.commit]).toEqual([parted, null]);
  expect(await located.head.git.text(["cat-file", "blob", `${located.head.tree}:flows/a/1.0.0.yml`])).toBe("edited\n");
  await located.close();
  expect((await located.head.git.attempt(["cat-file", "-e", located.head.tree])).code).not.toBe(0);
  const bare = await locate(registry.clone({ bare: true }).dir, question);
  expect([bare.base, bare.head.commit]).toEqual([tip, tip]);
});

test("without any commit of its own there is nothing to check", async () => {
  const { registry } = createScene();
  registry.git("checkout", "--quiet", "--orphan", "new");
  await expect(locate(registry.dir, { kind: "work-tree", pathspecs: [] })).rejects.toMatchObject({ code: "branch-missing" });
});
