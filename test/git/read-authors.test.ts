import { expect, test } from "vitest";
import { readAuthors } from "../../src/git/read-authors.ts";
import { createRegistry } from "../support/registry.ts";
import { openGit } from "./open-git.ts";

test("every commit of the branch is told, merged ones too, with its author as it was committed", async () => {
  const registry = createRegistry();
  registry.write("a", "1");
  const first = registry.commit("One");
  registry.branch("topic");
  registry.write("b", "1");
  registry.git("add", "b");
  registry.git("commit", "-q", "--author", "Éve <eve@example.test>", "-m", "Two");
  const second = registry.head();
  registry.checkout("main");
  registry.write(".mailmap", "Other <other@example.test> <eve@example.test>\n");
  const third = registry.commit("Three");
  registry.merge("topic", "Merge");
  const head = registry.head();
  const commits = await readAuthors(openGit(registry.dir), head);
  const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
  expect([...bySha.keys()].toSorted()).toEqual([first, second, third, head].toSorted());
  expect(bySha.get(second)).toMatchObject({ parents: [first], email: "eve@example.test", name: "Éve" });
  expect(bySha.get(head)?.parents).toEqual([third, second]);
  expect(bySha.get(first)?.parents).toEqual([]);
});
