import { expect, test } from "vitest";
import { createReader, toFound } from "../../src/changes/places.ts";
import { CONDUCTOR } from "../../src/changes/profiles/conductor.ts";
import { createTell } from "../../src/changes/tell.ts";
import { read, RESEARCH } from "./documents.ts";

const reader = createReader(CONDUCTOR);
const root = read(RESEARCH);
const nobody = { before: () => new Set<string>(), after: () => new Set<string>() };
const tell = createTell(reader, "setting", nobody);

test.each([
  ["agents.*.command", { subject: "permission", name: "run:ls", owner: "runner", traits: [] }],
  ["workflow.runtime.mcp_servers.*", { subject: "permission", name: "mcp:web", owner: null, traits: [] }],
  ["workflow.input.topic", { subject: "input", name: "topic", owner: null, traits: ["required"] }],
  ["output.*", { subject: "output", name: "plan", owner: null, traits: ["visible"] }],
  ["workflow", { subject: "setting", name: "workflow", owner: null, traits: [] }],
])("what stands at %s is told by the profile", (pattern, meaning) => {
  const [found] = reader.select(root, pattern);
  expect(tell(null, found ?? null)).toEqual(meaning);
});

test("the document itself is told as a whole", () => {
  expect(tell(toFound(root), toFound(root))).toEqual({ subject: "setting", name: "the whole file", owner: null, traits: [] });
});
