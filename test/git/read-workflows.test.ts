import { describe, expect, test } from "vitest";
import { openRepository, type Repository } from "../../src/git/open-repository.ts";
import { readForeignWorkflows } from "../../src/git/read-workflows.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { openGit } from "./open-git.ts";

const CI = ".github/workflows/ci.yml";

interface Setting {
  readonly registry: TestRegistry;
  /** A commit whose workflow was changed after it. */
  readonly old: string;
}

/** A branch on which `ci.yml` was `old` once and is `new` now, and the commit between. */
function makeRegistry(): Setting {
  const registry = createRegistry();
  registry.write(CI, "old\n");
  const old = registry.commit("old");
  registry.write(CI, "new\n");
  registry.commit("new");
  return { registry, old };
}

async function read(registry: TestRegistry, commits: readonly string[], place: (own: Repository) => Repository = (own) => own) {
  let processes = 0;
  const repository = place(await openRepository(openGit(registry.dir, {}, () => (processes += 1))));
  processes = 0;
  const foreign = await readForeignWorkflows(repository, registry.git("rev-parse", "origin/main"), commits);
  return { foreign: Object.fromEntries(foreign), processes };
}

describe("a commit's workflows", () => {
  test("are foreign when no branch has them like that at its tip, and all commits are told together", async () => {
    const { registry, old } = makeRegistry();
    registry.addBareRemote();
    const head = registry.head();
    expect(await read(registry, [old, head, old])).toMatchObject({ foreign: { [old]: [CI] } });
    expect(await read(registry, [head])).toMatchObject({ foreign: {} });
    expect(await read(registry, [])).toMatchObject({ foreign: {}, processes: 1 });
  });

  const ELSEWHERE: readonly { readonly name: string; readonly path: string; readonly content: string; readonly foreign: boolean }[] = [
    { name: "the same file", path: CI, content: "old\n", foreign: false },
    { name: "the same content under another name", path: ".github/workflows/other.yml", content: "old\n", foreign: true },
    { name: "another content under the same name", path: CI, content: "other\n", foreign: true },
    { name: "the same file in another folder", path: "workflows/ci.yml", content: "old\n", foreign: true },
  ];

  test.each(ELSEWHERE)("are foreign: $foreign, when a branch that only the remote has holds $name", async ({ path, content, foreign }) => {
    const { registry, old } = makeRegistry();
    registry.addBareRemote();
    const clone = registry.clone();
    registry.branch("other");
    registry.remove(CI);
    registry.write(path, content);
    registry.commit("elsewhere");
    registry.push("other");
    expect((await read(clone, [old])).foreign).toEqual(foreign ? { [old]: [CI] } : {});
  });

  test("are only YAML files directly in the folder", async () => {
    const registry = createRegistry();
    for (const path of ["nested/ci.yml", "notes.md", "ci.yml.txt", "nested.yml/file"]) registry.write(`.github/workflows/${path}`, "x\n");
    registry.write("flows/.github/workflows/ci.yml", "x\n");
    const none = registry.commit("no workflow");
    for (const path of ["a.yml", "b.yaml"]) registry.write(`.github/workflows/${path}`, "x\n");
    const two = registry.commit("two workflows");
    registry.remove(".github");
    registry.commit("none again");
    registry.addBareRemote();
    expect((await read(registry, [none, two])).foreign).toEqual({ [two]: [".github/workflows/a.yml", ".github/workflows/b.yaml"] });
  });

  test("do not count when they were deleted, and do under their old name when they were renamed", async () => {
    const registry = createRegistry();
    registry.commit("nothing yet");
    const before = registry.head();
    registry.write(CI, "x\n");
    const with_ = registry.commit("add");
    registry.rename(CI, ".github/workflows/renamed.yml");
    const renamed = registry.commit("rename");
    registry.addBareRemote();
    expect((await read(registry, [before, with_, renamed])).foreign).toEqual({ [with_]: [CI] });
  });

  test("are found in a clone without file contents, which stays without", async () => {
    const { registry, old } = makeRegistry();
    registry.addBareRemote();
    const clone = registry.clone({ filter: "blob:none" });
    registry.branch("other");
    registry.write("more.txt", "never needed\n");
    registry.commit("more");
    registry.push("other");
    expect((await read(clone, [old])).foreign).toEqual({ [old]: [CI] });
    const missing = clone.git("rev-list", "--objects", "--missing=print", "origin/main");
    expect(missing).toContain(`?${registry.blob(CI, old)}`);
  });

  test("are measured by the repository that tags are made in", async () => {
    const { registry, old } = makeRegistry();
    registry.addBareRemote();
    const head = registry.head();
    const other = createRegistry();
    const empty = other.commit("nothing");
    const elsewhere = (own: Repository): Repository => ({ ...own, push: { git: own.git, to: other.dir } });
    expect((await read(registry, [old, head], elsewhere)).foreign).toEqual({ [old]: [CI], [head]: [CI] });
    other.write(CI, "old\n");
    other.commit("the same workflow");
    expect((await read(registry, [old, head], elsewhere)).foreign).toEqual({ [head]: [CI] });
    expect(registry.git("rev-parse", "--verify", "--quiet", `${empty}^{commit}`)).toBe(empty);
  });
});

test.each([undefined, "blob:none"])("many commits and branches take as many processes as few (filter %s)", async (filter) => {
  const count = async (many: number): Promise<number> => {
    const { registry, old } = makeRegistry();
    registry.addBareRemote();
    const clone = registry.clone(filter === undefined ? {} : { filter });
    const olds = Array.from({ length: many }, (_, index) => {
      registry.checkout("main");
      registry.branch(`branch-${String(index)}`);
      registry.write(CI, `content ${String(index)}\n`);
      registry.commit(`first ${String(index)}`);
      const commit = registry.head();
      registry.write("file.txt", `${String(index)}\n`);
      registry.commit(`second ${String(index)}`);
      return commit;
    });
    registry.push();
    clone.git("fetch", "--quiet", "origin", ...olds);
    const { foreign, processes } = await read(clone, [old, ...olds]);
    expect(Object.keys(foreign)).toEqual([old]);
    return processes;
  };
  expect(await count(6)).toBe(await count(1));
});
