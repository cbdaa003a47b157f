import { expect, test } from "vitest";
import { moveInIndex } from "../../src/git/move-in-index.ts";
import { createRegistry } from "../support/registry.ts";
import { openGit } from "./open-git.ts";

test("entries get another path with content and mode as staged, from any folder of the work tree", async () => {
  const registry = createRegistry();
  registry.write("flows/ä b.yml", "a: 1\n");
  registry.chmod("flows/ä b.yml", 0o755);
  registry.write("flows/b.yml", "b: 1\n");
  registry.commit("Add two");
  registry.write("flows/b.yml", "edited, and not staged\n");
  await moveInIndex(openGit(`${registry.dir}/flows`), [
    { from: "flows/ä b.yml", to: "flows/a/1.0.0.yml" },
    { from: "flows/b.yml", to: "flows/b/1.0.0.yml" },
    { from: "flows/untracked.yml", to: "flows/untracked/1.0.0.yml" },
  ]);
  const blob = (path: string): string => registry.git("rev-parse", `HEAD:${path}`);
  expect(registry.git("ls-files", "--stage").split("\n")).toEqual([
    `100755 ${blob("flows/ä b.yml")} 0\tflows/a/1.0.0.yml`,
    `100644 ${blob("flows/b.yml")} 0\tflows/b/1.0.0.yml`,
  ]);
});

test("nothing to move starts no process", async () => {
  let processes = 0;
  await moveInIndex(
    openGit(createRegistry().dir, {}, () => {
      processes += 1;
    }),
    [],
  );
  expect(processes).toBe(0);
});
