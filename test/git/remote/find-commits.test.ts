import { expect, test } from "vitest";
import { findCommits } from "../../../src/git/remote/find-commits.ts";
import { createRegistry } from "../../support/registry.ts";
import { openStage } from "./stage.ts";

test("digits mean commits only, and what is no digits means nothing", async () => {
  const registry = createRegistry();
  registry.write("file", "x");
  const commit = registry.commit("first");
  const git = openStage(registry);
  for (const length of [4, 7, 40]) expect(await findCommits(git, commit.slice(0, length))).toEqual([commit]);
  for (const digits of [commit.slice(0, 3), registry.blob("file"), "--all", "HEAD", "", `${commit}0`, commit.toUpperCase()])
    expect(await findCommits(git, digits)).toEqual([]);
});
