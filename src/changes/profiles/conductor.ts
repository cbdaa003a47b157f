import type { Collection, EdgeSource, PlaceMeaning, Profile } from "../profile.ts";

const ROUTED = ["agents", "parallel", "for_each"] as const;

const COMPONENTS: readonly Collection[] = ROUTED.map((list) => ({
  at: list,
  by: ["name"],
  renames: true,
  references: [
    { at: "workflow.entry_point", as: "whole" },
    ...ROUTED.flatMap((from) => [
      { at: `${from}.*.routes.*.to`, as: "whole" } as const,
      { at: `${from}.*.routes.*.when`, as: "dotted" } as const,
    ]),
    { at: "agents.*.options.*.route", as: "whole" },
    { at: "parallel.*.agents.*", as: "whole" },
    { at: "for_each.*.agent", as: "whole" },
    { at: "for_each.*.source", as: "dotted" },
    { at: "agents.*.input.*", as: "dotted" },
    { at: "for_each.*.agent.input.*", as: "dotted" },
    { at: "agents.*.prompt", as: "dotted" },
    { at: "for_each.*.agent.prompt", as: "dotted" },
    { at: "agents.*.system_prompt", as: "dotted" },
    { at: "for_each.*.agent.system_prompt", as: "dotted" },
    { at: "output.*", as: "dotted" },
  ],
}));

const ROUTES: readonly Collection[] = ROUTED.map((list) => ({
  at: `${list}.*.routes`,
  by: ["to"],
  apart: ["when"],
  pairsApart: true,
  ordered: true,
}));

/** What an item is that does not say its type. */
const TYPES = { agents: "agent", parallel: "parallel", for_each: "for_each" } as const;

const MEANINGS: readonly PlaceMeaning[] = ROUTED.flatMap((list) => [
  { at: `${list}.{name}`, subject: "component", part: true } as const,
  { at: `${list}.{both}.type`, subject: "component-type", absent: TYPES[list] } as const,
  { at: `${list}.{both}.description`, subject: "description", absent: null } as const,
  { at: `${list}.{owner}.routes.{name}.when`, subject: "route", absent: null } as const,
  { at: `${list}.{owner}.routes.{name}.**`, subject: "route" } as const,
]);

/** What an agent says of itself, wherever it stands: in the list, or in a loop. */
const AGENT_MEANINGS: readonly PlaceMeaning[] = ["agents.{both}", "for_each.{both}.agent"].flatMap((agent) => {
  const owned = agent.replace("{both}", "{owner}");
  return [
    { at: `${owned}.model`, subject: "model", absent: null } as const,
    { at: `${owned}.input.{name}.**`, subject: "component-input" } as const,
    { at: `${owned}.tools.{name}`, subject: "tool", part: true } as const,
    { at: `${owned}.tools.{name}.**`, subject: "tool-options" } as const,
    { at: `${owned}.command`, subject: "permission", named: "by-value", prefix: "run:", part: true } as const,
    { at: `${agent}.args.**`, subject: "tool-options" } as const,
    { at: `${agent}.prompt`, subject: "prompt-text", absent: null } as const,
    { at: `${agent}.system_prompt`, subject: "prompt-text", absent: null } as const,
    { at: `${agent}.output`, subject: "schema", compare: "fields", absent: null } as const,
    { at: `${owned}.workflow`, subject: "dependency", absent: null } as const,
  ];
});

const EDGES: readonly EdgeSource[] = ROUTED.map((list) => ({
  at: `${list}.*.routes.*`,
  from: { up: 2, field: "name" },
  to: "to",
  when: { kind: "field", field: "when" },
}));

/** Conductor: a workflow of agents, gates and scripts with routes that are tried in order. */
export const CONDUCTOR: Profile = {
  id: "conductor",
  shapes: [
    [
      { at: "workflow", kind: "map" },
      { at: "agents", kind: "list" },
    ],
  ],
  collections: [
    ...COMPONENTS,
    ...ROUTES,
    { at: "workflow", by: "keys" },
    { at: "workflow.input", by: "keys", renames: true },
    { at: "workflow.runtime", by: "keys" },
    { at: "workflow.runtime.mcp_servers", by: "keys", renames: true },
    { at: "workflow.runtime.mcp_servers.*.tools", by: "words", absent: "*" },
    { at: "output", by: "keys", renames: true },
    { at: "tools", by: "words" },
    ...["agents.*", "for_each.*.agent"].flatMap((agent) => [
      { at: `${agent}.tools`, by: "words", absent: "*" } as const,
      { at: `${agent}.input`, by: "words" } as const,
    ]),
    { at: "agents.*.options", by: ["value"], ordered: true },
    { at: "parallel.*.agents", by: "words" },
  ],
  meanings: [
    ...["name", "description"].map((key) => ({ at: `workflow.${key}`, subject: "description", absent: null }) as const),
    { at: "workflow.entry_point", subject: "entry-point", absent: null },
    { at: "workflow.input.{name}", subject: "input", traits: "input", part: true },
    { at: "workflow.input.{name}.required", subject: "input", traits: "requirement", absent: true },
    { at: "workflow.input.{name}.default", subject: "input", traits: "requirement", absent: null },
    { at: "workflow.input.{name}.type", subject: "input", traits: "type", absent: null },
    { at: "workflow.input.{name}.description", subject: "description", absent: null },
    { at: "workflow.runtime.provider", subject: "environment", absent: null },
    { at: "workflow.runtime.default_model", subject: "model", absent: null },
    { at: "workflow.runtime.mcp_servers.{name}", subject: "permission", prefix: "mcp:", part: true },
    { at: "workflow.runtime.mcp_servers.{name}.tools.{name}", subject: "tool", part: true },
    { at: "workflow.runtime.mcp_servers.{name}.**", subject: "tool-options", prefix: "mcp:" },
    { at: "output.{name}", subject: "output", traits: "shown", part: true },
    { at: "tools.{name}", subject: "tool", part: true },
    { at: "tools.{name}.**", subject: "tool-options" },
    ...AGENT_MEANINGS,
    { at: "agents.{both}.options.{name}.label", subject: "description", absent: null },
    { at: "agents.{both}.options.{name}.**", subject: "route" },
    { at: "parallel.{owner}.agents.{name}", subject: "route" },
    { at: "for_each.{both}.agent", subject: "route", absent: null },
    ...MEANINGS,
    ...ROUTED.map((list) => ({ at: `${list}.{owner}.**`, subject: "setting" }) as const),
  ],
  otherwise: "setting",
  reads: [],
  capabilities: [
    { kind: "tool", at: "tools.*" },
    ...["agents.{owner}", "for_each.{owner}.agent"].flatMap((at) => [
      { kind: "tool", at: `${at}.tools.*` } as const,
      { kind: "tool", at, absent: { key: "tools", types: ["", "agent"] } } as const,
      { kind: "permission", at: `${at}.command`, named: "by-value", prefix: "run:" } as const,
    ]),
    { kind: "tool", at: "workflow.runtime.mcp_servers.{name}.tools.{name}" },
    { kind: "tool", at: "workflow.runtime.mcp_servers.{name}", absent: { key: "tools", types: null } },
    { kind: "permission", at: "workflow.runtime.mcp_servers.*", prefix: "mcp:" },
  ],
  graph: {
    entry: "workflow.entry_point",
    nodes: [
      { at: "agents.*", kind: "step" },
      { at: "parallel.*", kind: "group" },
      { at: "for_each.*", kind: "group" },
    ],
    gates: ["human_gate"],
    ends: [{ name: "$end", answers: false }],
    edges: [
      ...EDGES,
      { at: "agents.*.options.*", from: { up: 2, field: "name" }, to: "route", when: { kind: "field", field: "label" } },
      { at: "parallel.*.agents.*", from: { up: 2, field: "name" }, to: null, when: { kind: "text", text: "all at once" } },
      { at: "for_each.*.agent", from: { up: 1, field: "name" }, to: null, when: { kind: "text", text: "for each" } },
    ],
  },
  summary: {
    name: "workflow.name",
    description: "workflow.description",
    framework: null,
    environment: "workflow.runtime.provider",
  },
};
