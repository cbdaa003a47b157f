import { expect, test } from "vitest";
import { chooseProfile } from "../../src/changes/choose-profile.ts";
import { toGraph, visibleComponents, type FlowGraph } from "../../src/changes/graph.ts";
import { edit, read, RESEARCH, REVIEW } from "./documents.ts";

function graph(text: string): FlowGraph {
  const root = read(text);
  return toGraph(root, chooseProfile(root, null));
}

const lines = ({ nodes, edges }: FlowGraph): readonly string[] => [
  ...nodes.map(({ id, kind, type }) => `${kind} ${id} ${type}`.trim()),
  ...edges.map(({ from, to, condition }) => `${from} -> ${to}${condition === null ? "" : ` if ${condition}`}`),
];

test("components and routers with their conditions are nodes and edges", () => {
  expect(lines(graph(REVIEW))).toEqual([
    "entry entry",
    "step step:planner AgentComponent",
    "step step:writer AgentComponent",
    "step step:saver DeterministicStepComponent",
    "end end:end",
    "end end:abort",
    "entry -> step:planner",
    "step:writer -> step:saver",
    "step:saver -> end:end",
    "step:planner -> step:writer if ok",
    "step:planner -> end:abort if default_route",
  ]);
});

test("gates, groups, options and routes of a workflow are, too", () => {
  const text = edit(RESEARCH, "output:\n", "parallel: [{name: both, agents: [planner, runner], routes: [{to: gate}]}]\noutput:\n");
  expect(lines(graph(text))).toEqual([
    "entry entry",
    "step step:planner",
    "gate step:gate human_gate",
    "step step:runner script",
    "group step:both",
    "end end:$end",
    "entry -> step:planner",
    "step:planner -> step:gate if {{ output.score > 1 }}",
    "step:planner -> end:$end",
    "step:runner -> end:$end",
    "step:both -> step:gate",
    "step:gate -> step:runner if Go",
    "step:gate -> end:$end if Stop",
    "step:both -> step:planner if all at once",
    "step:both -> step:runner if all at once",
  ]);
});

test("a target that is not there is drawn all the same, and an unknown format has no graph", () => {
  expect(graph(edit(REVIEW, "to: saver }", "to: ghost }")).nodes).toContainEqual({
    id: "step:ghost",
    label: "ghost",
    kind: "step",
    type: "",
  });
  expect(graph("a: 1")).toEqual({ nodes: [], edges: [] });
});

test("callers see the entry point and what comes before an end that answers", () => {
  const root = read(REVIEW);
  expect(visibleComponents(root, chooseProfile(root, null))).toEqual(new Set(["planner", "saver"]));
});
