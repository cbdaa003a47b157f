import { expect, test } from "vitest";
import { readReferences } from "../../src/git/read-references.ts";
import { createRegistry } from "../support/registry.ts";
import { openGit } from "./open-git.ts";

test("every tracked line that holds one of the words is given, with its place, whatever the folder", async () => {
  const registry = createRegistry();
  registry.write("README.md", "one\nuses flows/a.yml here\n");
  registry.write("src/x y.ts", "load('a.yml'); load('b+.yml')\n");
  registry.write("src/other.ts", "load('axyml')\n");
  registry.write("data.bin", new Uint8Array([0, 1, 2, ...Buffer.from("a.yml")]));
  registry.commit("Add readers");
  registry.write("untracked.md", "a.yml\n");
  expect(await readReferences(openGit(`${registry.dir}/src`), ["a.yml", "b+.yml"])).toEqual([
    { path: "README.md", line: 2, text: "uses flows/a.yml here" },
    { path: "src/x y.ts", line: 1, text: "load('a.yml'); load('b+.yml')" },
  ]);
});

test("no line and no word give nothing", async () => {
  const registry = createRegistry();
  registry.write("README.md", "one\n");
  registry.commit("Add a file");
  expect(await readReferences(openGit(registry.dir), ["a.yml"])).toEqual([]);
  expect(await readReferences(openGit(registry.dir), [])).toEqual([]);
});
