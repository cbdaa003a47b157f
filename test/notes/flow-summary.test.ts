import { expect, test } from "vitest";
import type { FlowSummary } from "../../src/changes/summary.ts";
import { renderFlowSummary } from "../../src/notes/flow-summary.ts";

const NOTHING: FlowSummary = {
  profile: "generic",
  name: null,
  description: null,
  framework: null,
  environment: null,
  entryPoint: null,
  components: [],
  tools: [],
  permissions: [],
  inputs: [],
  outputs: [],
  prompts: [],
  schemas: [],
  keys: [],
};

test("each kind of part that a flow has is a line", () => {
  const summary: FlowSummary = {
    ...NOTHING,
    description: "Reviews\n  code",
    framework: "v1",
    environment: "ambient",
    entryPoint: "planner",
    components: [
      { name: "planner", type: "AgentComponent" },
      { name: "end", type: null },
    ],
    tools: ["*"],
    inputs: [
      { name: "goal", required: true },
      { name: "id", required: false },
    ],
    keys: ["version"],
  };
  expect(renderFlowSummary(summary)).toEqual([
    "Description: Reviews code",
    "Runs with: v1, environment ambient",
    "Starts at: planner",
    "Components: planner (AgentComponent), end",
    "Inputs: goal, id (optional)",
    "Tools: all there are",
  ]);
});

test("of an unknown format, only the keys are told, and long lists end", () => {
  const keys = Array.from({ length: 30 }, (_, index) => `key_${index}_${"x".repeat(100)}`);
  const [line = "", ...others] = renderFlowSummary({ ...NOTHING, keys });
  expect(others).toEqual([]);
  expect(line).toMatch(/^Keys: key_0_x+…, .*, 10 more$/u);
  expect(line.length).toBeLessThan(1_500);
});
