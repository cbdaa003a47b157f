import { expect, test } from "vitest";
import { chooseProfile } from "../../src/changes/choose-profile.ts";
import { summariseFlow, type FlowSummary } from "../../src/changes/summary.ts";
import { read, RESEARCH, REVIEW } from "./documents.ts";

function summarise(text: string): FlowSummary {
  const root = read(text);
  return summariseFlow(root, chooseProfile(root, null));
}

test("a flow of the registry is told by what it has and needs", () => {
  expect(summarise(REVIEW)).toEqual({
    profile: "flow-registry",
    name: "review",
    description: "Reviews",
    framework: "v1",
    environment: "chat",
    entryPoint: "planner",
    components: [
      { name: "planner", type: "AgentComponent" },
      { name: "writer", type: "AgentComponent" },
      { name: "saver", type: "DeterministicStepComponent" },
    ],
    tools: ["create_note", "edit_file", "grep", "read_file", "run_command"],
    permissions: [],
    inputs: [
      { name: "merge_request.url", required: true },
      { name: "merge_request.title", required: false },
      { name: "goal", required: true },
      { name: "project_id", required: true },
    ],
    outputs: [],
    prompts: ["plan_prompt", "write_prompt"],
    schemas: ["verdict"],
    keys: ["version", "name", "description", "environment", "components", "routers", "flow", "prompts", "response_schemas"],
  });
});

test("so is a workflow, and of any other document its keys are told", () => {
  expect(summarise(RESEARCH)).toMatchObject({
    name: "research",
    environment: "copilot",
    tools: ["read", "search", "web.*"],
    permissions: ["mcp:web", "run:ls"],
    inputs: [
      { name: "topic", required: true },
      { name: "depth", required: false },
    ],
    outputs: ["plan"],
  });
  expect(summarise("name: x\nb: 2")).toMatchObject({ profile: "generic", name: "x", components: [], inputs: [], keys: ["name", "b"] });
});
