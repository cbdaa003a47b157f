import { expect, test } from "vitest";
import { createReader } from "../../src/changes/places.ts";
import { FLOW_REGISTRY } from "../../src/changes/profiles/flow-registry.ts";
import { createFollow } from "../../src/changes/uses.ts";
import { read } from "./documents.ts";

/** Components with the prompts that they name. */
function document(prompts: Readonly<Record<string, string>>): ReturnType<typeof read> {
  return read(JSON.stringify({ components: Object.entries(prompts).map(([name, prompt_id]) => ({ name, prompt_id })) }));
}

const REFERENCES = [{ at: "components.*.prompt_id", as: "whole" }] as const;

test.each([
  ["moved", "the one reference moved", { a: "old" }, { a: "new" }],
  ["moved", "all references moved", { a: "old", b: "old" }, { a: "new", b: "new" }],
  ["moved", "the reference moved in what has another name itself", { was: "old" }, { is: "new" }],
  ["apart", "one reference still has the old name", { a: "old", b: "old" }, { a: "new", b: "old" }],
  ["apart", "the new name was used before", { a: "old", b: "new" }, { a: "new", b: "new" }],
  ["apart", "references went to two names", { a: "old", b: "old" }, { a: "new", b: "other" }],
  ["apart", "the reference came from another name", { a: "old", b: "other" }, { a: "x", b: "new" }],
  ["silent", "nothing refers to either", { a: "x" }, { a: "x" }],
  ["silent", "what referred to it is gone", { a: "old" }, {}],
] as const)("names are %s when %s", (expected, _, before, after) => {
  const documents = { before: document(before), after: document(after) };
  expect(createFollow(documents, REFERENCES, new Map([["was", "is"]]), createReader(FLOW_REGISTRY))("old", "new")).toBe(expected);
});
