import { expect, test } from "vitest";
import { compareImplicitInputs, findImplicitInputs, type ImplicitInput } from "../../src/changes/implicit-inputs.ts";
import { createReader } from "../../src/changes/places.ts";
import { FLOW_REGISTRY } from "../../src/changes/profiles/flow-registry.ts";
import { brief, read } from "./documents.ts";

const reader = createReader(FLOW_REGISTRY);

function inputs(text: string): ReadonlyMap<string, ImplicitInput> {
  return findImplicitInputs(read(text), FLOW_REGISTRY.reads, reader);
}

const flow = (first: string, second = "[]"): string => `components:
  - {name: planner, inputs: ${first}}
  - {name: writer, inputs: ${second}}
flow: {inputs: [{category: ticket}]}
`;

test.each([
  ["a text", '["context:goal"]', [["goal", false]]],
  ["a map", '[{from: "context:goal.text", as: x}]', [["goal", false]]],
  ["one that can do without", '[{from: "context:goal", optional: true}]', [["goal", true]]],
  ["declared inputs", '["context:inputs.ticket.id", "context:ticket.id"]', []],
  ["another component's answer", '["context:writer.final_answer"]', []],
  ["a literal", '[{from: "context:goal", literal: true}]', []],
  ["what is no read", '["goal", "context:", 5]', []],
])("%s is read for what it is", (_, list, expected) => {
  expect([...inputs(flow(list)).values()].map(({ name, optional }) => [name, optional])).toEqual(expected);
});

test("an input that one component needs is required, and is at the place where it is read first", () => {
  const goal = inputs(flow('[{from: "context:goal", optional: true}]', '["context:goal"]')).get("goal");
  expect(goal).toMatchObject({ optional: false, at: { line: 2 } });
});

test("inputs that come, go, or have to be given now are told by name", () => {
  const before = read(flow('["context:goal", {from: "context:ref", optional: true}]'));
  const after = read(flow('["context:ref", "context:issue"]'));
  expect(compareImplicitInputs({ before, after }, FLOW_REGISTRY.reads, reader).map(brief)).toEqual([
    "changed input ref (required)",
    "added input issue (required)",
    "removed input goal (required)",
  ]);
});

test("what reads a component that is gone asks callers for nothing", () => {
  const before = read(flow("[]", '["context:planner.final_answer"]'));
  const after = read('components: [{name: author, inputs: ["context:planner.final_answer"]}]');
  expect(compareImplicitInputs({ before, after }, FLOW_REGISTRY.reads, reader)).toEqual([]);
});
