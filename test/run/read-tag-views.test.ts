import { expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../../src/config/config.ts";
import { readChanges, readLine } from "../../src/git/read-landings.ts";
import { readTree } from "../../src/git/read-tree.ts";
import { discover } from "../../src/registry/discover.ts";
import { readTagViews, taggedFiles, taggedLandings } from "../../src/run/read-tag-views.ts";
import { createRegistry } from "../support/registry.ts";
import { openSample } from "./open.ts";

test("tags on landings show what their file was before and after, all others what little counts", async () => {
  const registry = createRegistry();
  registry.write("chat/1.0.0.yml", "one");
  registry.write("chat/0.9.0.yml", "old");
  const added = registry.commit("Add 1.0.0");
  registry.write("chat/1.0.0.yml", "two");
  registry.write("chat/1.1.0.yml", "next");
  const changed = registry.commit("Change 1.0.0, add 1.1.0");
  registry.write("other.txt", "x");
  const later = registry.commit("Something else");
  registry.remove("chat/0.9.0.yml");
  registry.write("chat/1.2.0.yml", "newest");
  registry.commit("Withdraw 0.9.0, add 1.2.0");
  registry.branch("topic");
  registry.write("chat/1.2.0.yml", "aside");
  const aside = registry.commit("Aside");
  registry.checkout("main");
  const tags = {
    "chat-v1.0.0": changed,
    "chat-v1.1.0": later,
    "chat-v1.2.0": aside,
    "chat-v0.9.0": added,
    unrelated: later,
    "sdk-v1.0.0": added,
  };
  for (const [tag, commit] of Object.entries(tags)) registry.tag(tag, commit);

  const { repository, branch } = await openSample(registry.dir);
  if (branch === null) throw new Error("the sample has a commit");
  const { git } = repository;
  const line = await readLine(git, branch.head);
  const files = discover(await readTree(git, branch.head, []), DEFAULT_CONFIG);
  const landings = taggedLandings(branch, DEFAULT_CONFIG, line);
  const { views, withdrawn } = await readTagViews(
    { repository, branch, config: DEFAULT_CONFIG },
    files,
    line,
    await readChanges(git, landings, [], () => true),
  );

  expect(landings).toEqual([later, changed, added]);
  expect(taggedFiles(files, branch).map(({ tag, commit }) => [tag, commit])).toEqual([
    ["chat-v1.0.0", changed],
    ["chat-v1.1.0", later],
    ["chat-v1.2.0", aside],
  ]);
  const next = registry.blob("chat/1.1.0.yml", later);
  expect(Object.fromEntries(views)).toEqual({
    "chat-v1.0.0": { commit: changed, blob: registry.blob("chat/1.0.0.yml", changed), parentBlob: registry.blob("chat/1.0.0.yml", added) },
    "chat-v1.1.0": { commit: later, blob: next, parentBlob: next },
    "chat-v1.2.0": { commit: aside, blob: null, parentBlob: null },
  });
  expect(withdrawn).toEqual([
    {
      flow: "chat",
      version: "0.9.0",
      kind: "stable",
      path: "chat/0.9.0.yml",
      tag: "chat-v0.9.0",
      commit: added,
      blob: registry.blob("chat/0.9.0.yml", added),
    },
  ]);
});
