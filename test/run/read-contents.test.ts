import { hash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openRepository } from "../../src/git/open-repository.ts";
import type { Content } from "../../src/registry/content-digest.ts";
import { contentKey, readContents } from "../../src/run/read-contents.ts";
import { openGit } from "../git/open-git.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";

const sum = (text: string): string => hash("sha256", text);

async function contentOf({ dir }: TestRegistry, path: string, commit: string): Promise<Content | undefined> {
  const contents = await readContents(await openRepository(openGit(dir)), [{ path, commit }]);
  return contents.get(contentKey({ path, commit }));
}

const FLOW = "prompt: !file prompts/system.md\nnote: README\nparts: [sub.yml, ./missing.md, ../b/other.md]\n";

function sample(): TestRegistry {
  const registry = createRegistry();
  registry.write("flows/a/1.0.0.yml", FLOW);
  registry.write("flows/a/prompts/system.md", "Be kind.\n");
  registry.write("flows/a/prompts/deep.md", "Deep.\n");
  registry.write("flows/a/sub.yml", "use: prompts/deep.md\nmore: more.yml\n");
  registry.write("flows/a/more.yml", "use: README.md\n");
  registry.write("flows/a/README.md", "Nobody names this file.\n");
  registry.write("flows/b/other.md", "Of another flow.\n");
  return registry;
}

test("a version's files are those that it references, and those that its YAML files reference, as its commit holds them", async () => {
  const registry = sample();
  const first = registry.commit("Add a");
  registry.write("flows/a/prompts/system.md", "Be short.\n");
  registry.remove("flows/a/sub.yml");
  const second = registry.commit("Change a prompt");

  const before = await contentOf(registry, "flows/a/1.0.0.yml", first);
  expect(before?.files.map(({ path }) => path)).toEqual([
    "flows/a/more.yml",
    "flows/a/prompts/deep.md",
    "flows/a/prompts/system.md",
    "flows/a/sub.yml",
  ]);
  const after = await contentOf(registry, "flows/a/1.0.0.yml", second);
  expect(after?.files).toEqual([{ path: "flows/a/prompts/system.md", digest: `sha256:${sum("Be short.\n")}` }]);
  expect(after?.digest).toBe(`sha256:${sum(`${sum(FLOW)}  1.0.0.yml\n${sum("Be short.\n")}  prompts/system.md\n`)}`);
});

describe("nothing is found", () => {
  test.each<[string, (registry: TestRegistry) => void]>([
    [
      "in a folder that holds versions and their notes only",
      (registry) => {
        registry.write("flows/a/1.0.0.md", "Notes.");
      },
    ],
    [
      "through a link",
      (registry) => {
        registry.link("flows/a/x.md", "../b/x.md");
      },
    ],
    [
      "below a link",
      (registry) => {
        registry.link("flows/a/folder", "../b");
      },
    ],
    [
      "where the name is a folder's",
      (registry) => {
        registry.write("flows/a/x.md/y.md", "y");
      },
    ],
  ])("%s", async (_, arrange) => {
    const registry = createRegistry();
    registry.write("flows/a/1.0.0.yml", "notes: 1.0.0.md\nf: x.md\ng: folder/x.md\n");
    registry.write("flows/b/x.md", "secret");
    arrange(registry);
    expect(await contentOf(registry, "flows/a/1.0.0.yml", registry.commit("Add a"))).toBeUndefined();
  });

  test("in a file that is no YAML, that is a link, or that is not there", async () => {
    const registry = createRegistry();
    registry.write("flows/a/1.0.0.yml", "f: x.md\nf: x.md\n");
    registry.write("flows/a/x.md", "x");
    registry.link("flows/a/1.1.0.yml", "1.0.0.yml");
    const head = registry.commit("Add a");
    for (const version of ["1.0.0", "1.1.0", "1.2.0"]) expect(await contentOf(registry, `flows/a/${version}.yml`, head)).toBeUndefined();
  });
});

test("in a clone without contents the files are the same", async () => {
  const registry = sample();
  const head = registry.commit("Add a");
  registry.addBareRemote();
  const clone = registry.clone({ filter: "blob:none", bare: true });
  const file = { path: "flows/a/1.0.0.yml", commit: head };
  expect(await contentOf(clone, file.path, file.commit)).toEqual(await contentOf(registry, file.path, file.commit));
});

test("the number of processes does not depend on the number of versions, and is one for an ordinary registry", async () => {
  const registry = createRegistry();
  const files = ["1.0.0", "1.1.0", "1.2.0"].map((version) => `flows/a/${version}.yml`);
  for (const path of files) registry.write(path, `f: x.md # ${path}\n`);
  const plain = registry.commit("Add a");
  registry.write("flows/a/x.md", "x");
  const head = registry.commit("Add a file");
  const count = async (commit: string, paths: readonly string[]): Promise<number> => {
    let processes = 0;
    const repository = await openRepository(openGit(registry.dir, {}, () => (processes += 1)));
    const before = processes;
    await readContents(
      repository,
      paths.map((path) => ({ path, commit })),
    );
    return processes - before;
  };
  expect(await count(plain, files)).toBe(1);
  expect(await count(head, files)).toBe(await count(head, files.slice(0, 1)));
});
