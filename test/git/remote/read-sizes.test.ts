import { expect, test } from "vitest";
import { readSizes } from "../../../src/git/remote/read-sizes.ts";
import { createRegistry } from "../../support/registry.ts";
import { openStage } from "./stage.ts";

test("kinds and sizes are those of all objects, or of some that are there", async () => {
  const registry = createRegistry();
  registry.write("file", "12345");
  const commit = registry.commit("first");
  const git = openStage(registry);
  const file = registry.blob("file");
  const all = await readSizes(git);
  expect([...all.values()].map(({ type }) => type).toSorted()).toEqual(["blob", "commit", "tree"]);
  expect(all.get(file)).toEqual({ type: "blob", size: 5 });
  expect([...(await readSizes(git, [file, "1".repeat(40), commit])).keys()]).toEqual([file, commit]);
  expect(await readSizes(git, [])).toEqual(new Map());
});
