import { expect, test } from "vitest";
import type { FlowFacts } from "../../src/model/notes-facts.ts";
import { renderVerdict } from "../../src/notes/verdict.ts";
import { SOME_CHANGES } from "./example-facts.ts";

const PATCH: FlowFacts = { requiredBump: "patch", needs: null, gained: [], lost: [], changes: [], summary: [], graph: null };
const tools = (...names: readonly string[]): FlowFacts["gained"] => names.map((name) => ({ kind: "tool", name }));

test.each([
  [SOME_CHANGES, "Major: 1 breaking change; gains the tool create_note; the number should be 2.0.0 or higher."],
  [{ ...PATCH, requiredBump: "none" }, "No change in what the flow does."],
  [{ ...PATCH, requiredBump: "none", changes: SOME_CHANGES.changes.slice(0, 1) }, "No step needed: 1 change."],
  [{ ...PATCH, changes: SOME_CHANGES.changes.slice(0, 1) }, "Patch: 1 change."],
  [{ ...PATCH, requiredBump: "minor", gained: tools("a", "b", "c") }, "Minor: gains the tools a, b and c."],
  [
    { ...PATCH, requiredBump: "minor", gained: tools("a", "b", "c", "d", "e", "f", "g", "h") },
    "Minor: gains the tools a, b, c, d, e and 3 more.",
  ],
  [
    { ...PATCH, requiredBump: "minor", gained: [...tools("a"), { kind: "permission", name: "api" }], lost: tools("b") },
    "Minor: gains the tool a and the permission api; loses the tool b.",
  ],
  [{ ...PATCH, requiredBump: null, summary: ["Tools: grep"] }, null],
] as const)("%#", (facts, expected) => {
  expect(renderVerdict(facts)).toBe(expected);
});
