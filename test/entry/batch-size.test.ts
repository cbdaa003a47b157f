import { expect, test } from "vitest";
import { batchSize } from "../../src/entry/batch-size.ts";

test.each([
  ["the workflow's own token", "https://github.com/octo/flows", true, Infinity],
  ["another token", "https://github.com/octo/flows", false, 3],
  ["a deploy key", "git@github.com:octo/flows.git", false, 3],
  ["a repository on disk", "/srv/flows.git", false, Infinity],
  ["no remote", null, false, Infinity],
])("with %s, a push holds as many tags as may start workflows", (_, remote, own, size) => {
  expect(batchSize(remote, own)).toBe(size);
});
