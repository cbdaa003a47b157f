import { expect, test } from "vitest";
import { openRepository, readBranch } from "../../src/git/open-repository.ts";
import { readTagObjects } from "../../src/run/read-tag-objects.ts";
import { openGit } from "../git/open-git.ts";
import { createRegistry } from "../support/registry.ts";

test("annotated tags are read, those that the clone lacks too; others have no text", async () => {
  const registry = createRegistry();
  registry.commit("root");
  registry.addBareRemote();
  const clone = registry.clone();
  registry.tag("light");
  registry.git("tag", "-a", "-m", "Known nowhere else", "annotated");
  registry.push();
  const repository = await openRepository(openGit(clone.dir));
  const branch = await readBranch(repository, null, false);
  if (branch === null) throw new Error("there is no branch");
  const objects = await readTagObjects(repository, branch, ["annotated", "light", "none"]);
  expect([...objects.keys()]).toEqual(["annotated"]);
  expect(objects.get("annotated")).toMatch(/^object [0-9a-f]{40}\ntype commit\ntag annotated\n[^]*\n\nKnown nowhere else\n$/);
});
