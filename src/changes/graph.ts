export { compareGraphs } from "./compare-graphs.ts";
import type { YamlNode } from "../registry/yaml-node.ts";
import { textAt, textOf } from "./nodes.ts";
import { textOfStep } from "./pattern.ts";
import { createReader, type Found, type Reader } from "./places.ts";
import type { EdgeSource, Profile } from "./profile.ts";

/** How control goes through a flow. */
export interface FlowGraph {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

export interface FlowNode {
  /** `entry`, `step:` and a component's name, or `end:` and an end's name. */
  readonly id: string;
  readonly label: string;
  /** A gate waits for a person, a group runs others. */
  readonly kind: "entry" | "step" | "gate" | "group" | "end";
  /** As the document says; "" for what is named and not there, and for entry and ends. */
  readonly type: string;
}

export interface FlowEdge {
  /** Ids of nodes. */
  readonly from: string;
  readonly to: string;
  readonly condition: string | null;
}

/** What became of a part of a graph. */
export type Mark = "same" | "added" | "removed" | "changed";

/** Nodes and edges of the newer graph, then those that only the older one has. */
export interface ChangedGraph {
  readonly nodes: readonly ChangedNode[];
  readonly edges: readonly ChangedEdge[];
}

export interface ChangedNode extends FlowNode {
  readonly mark: Mark;
  /** Its label in the older graph; null when that was the same, and for what was added. */
  readonly was: string | null;
}

export interface ChangedEdge extends FlowEdge {
  readonly mark: Mark;
  /** Of a changed one, the condition that it had. */
  readonly was: string | null;
}

const ENTRY: FlowNode = { id: "entry", label: "start", kind: "entry", type: "" };

/** The graph in the document's order; without nodes for a format that no profile knows. */
export function toGraph(root: YamlNode, profile: Profile): FlowGraph {
  const { graph } = profile;
  const reader = createReader(profile);
  const nodes = new Map<string, FlowNode>();
  const edges = new Map<string, FlowEdge>();

  const entry = graph.entry === null ? null : textOf(reader.select(root, graph.entry)[0]?.node ?? null);
  if (entry !== null) nodes.set(ENTRY.id, ENTRY);
  for (const { at, kind } of graph.nodes)
    for (const { node } of reader.select(root, at)) {
      const name = textAt(node, "name");
      const type = textAt(node, "type") ?? "";
      if (name !== null)
        nodes.set(`step:${name}`, { id: `step:${name}`, label: name, kind: graph.gates.includes(type) ? "gate" : kind, type });
    }

  /** The node of a name, made where nothing in the document has it. */
  const idOf = (name: string): string => {
    const step = `step:${name}`;
    if (nodes.has(step)) return step;
    const isEnd = graph.ends.some((end) => end.name === name);
    const id = isEnd ? `end:${name}` : step;
    if (!nodes.has(id)) nodes.set(id, { id, label: name, kind: isEnd ? "end" : "step", type: "" });
    return id;
  };
  const connect = (edge: FlowEdge): void => {
    edges.set(JSON.stringify([edge.from, edge.to, edge.condition]), edge);
  };

  if (entry !== null) connect({ from: ENTRY.id, to: idOf(entry), condition: null });
  for (const source of graph.edges)
    for (const { from, to, condition } of readEdges(root, source, reader)) connect({ from: idOf(from), to: idOf(to), condition });
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

/** Edges between names. */
function readEdges(root: YamlNode, source: EdgeSource, { select }: Reader): readonly FlowEdge[] {
  return select(root, source.at).flatMap((found) => {
    const { node, above } = found;
    const beginning = source.from.up === 0 ? node : above[above.length - source.from.up];
    const from = beginning === undefined ? null : textAt(beginning, source.from.field);
    const to = source.to === null ? (textOf(node) ?? wordOf(found)) : textAt(node, source.to);
    return from === null || to === null ? [] : [{ from, to, condition: readCondition(found, source) }];
  });
}

/** Of an item in a list of words, whose value is its name. */
function wordOf({ path }: Found): string | null {
  const last = path.at(-1);
  return last?.kind === "item" ? last.name : null;
}

function readCondition({ node, path }: Found, { when }: EdgeSource): string | null {
  switch (when.kind) {
    case "field":
      return textAt(node, when.field);
    case "step": {
      const last = path.at(-1);
      return last === undefined ? null : textOfStep(last);
    }
    case "text":
      return when.text;
  }
}

/** Names of the components whose final answer is what callers get: the entry point's, and those before an end that answers. */
export function visibleComponents(root: YamlNode, profile: Profile): ReadonlySet<string> {
  const { nodes, edges } = toGraph(root, profile);
  const answering = new Set(profile.graph.ends.filter(({ answers }) => answers).map(({ name }) => `end:${name}`));
  const visible = edges.flatMap(({ from, to }) => (from === ENTRY.id ? [to] : answering.has(to) ? [from] : []));
  return new Set(nodes.filter(({ id, kind }) => kind !== "end" && visible.includes(id)).map(({ label }) => label));
}
