import { expect, test } from "vitest";
import { toQuestion } from "../../src/entry/run-check.ts";

const BASE = "1".repeat(40);
const HEAD = "2".repeat(40);
const MERGE = "3".repeat(40);
const OTHER = "4".repeat(40);
const PULL = { number: 7, branch: "main", base: BASE, head: HEAD };

test.each([
  ["pull_request", PULL, MERGE, MERGE, { kind: "commit", head: null, event: PULL }],
  ["pull_request", PULL, HEAD, MERGE, { kind: "commit", head: null, event: PULL }],
  ["pull_request", PULL, OTHER, MERGE, { kind: "commit", head: null, event: PULL }],
  ["pull_request", PULL, BASE, MERGE, { kind: "commit", head: MERGE, event: PULL }],
  ["pull_request", PULL, null, MERGE, { kind: "commit", head: MERGE, event: PULL }],
  ["pull_request_target", PULL, BASE, BASE, { kind: "commit", head: HEAD, event: PULL }],
  ["merge_group", PULL, HEAD, HEAD, { kind: "range", base: BASE, head: HEAD }],
  ["push", null, OTHER, OTHER, { kind: "commit", head: null, event: null }],
  ["push", null, null, OTHER, { kind: "commit", head: OTHER, event: null }],
] as const)("on %s of %j with %s checked out, and a run for %s", (event, pull, checkedOut, runFor, question) => {
  expect(toQuestion(event, pull, checkedOut, runFor)).toEqual(question);
});
