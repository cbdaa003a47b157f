import { expect, test } from "vitest";
import { batchSize } from "../../src/entry/batch-size.ts";

test.each([
  ["the workflow's own token", "workflow-token", Infinity],
  ["another token", "token", 3],
  ["a key", "ssh", 3],
  ["nothing that a server would check", "none", Infinity],
] as const)("with %s, a push holds as many tags as may start workflows", (_, kind, size) => {
  expect(batchSize(kind)).toBe(size);
});
