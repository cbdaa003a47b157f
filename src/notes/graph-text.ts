import type { ChangedEdge, ChangedGraph, ChangedNode, FlowGraph, Mark } from "../changes/graph.ts";
import { toPlainLine } from "./neutralise.ts";

const MOST_NODES = 150;
const MOST_TARGETS = 12;
const LONGEST_NAME = 60;

/** What stands before a part of a graph that changed. */
export const MARK_SIGNS: Readonly<Record<Mark, string>> = { same: "", added: "+", removed: "-", changed: "~" };

/** Any graph as one that says what changed; nothing did in a graph of one version. */
export function toChangedGraph({ nodes, edges }: FlowGraph | ChangedGraph): ChangedGraph {
  return {
    nodes: nodes.map((node): ChangedNode => ("mark" in node ? node : { ...node, mark: "same", was: null })),
    edges: edges.map((edge): ChangedEdge => ("mark" in edge ? edge : { ...edge, mark: "same", was: null })),
  };
}

/** Nodes in the order in which control first reaches them, then those that it never does, in the document's order. */
export function inFlowOrder({ nodes, edges }: ChangedGraph): readonly ChangedNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const leaving = Map.groupBy(edges, ({ from }) => from);
  const ordered = new Map<string, ChangedNode>();
  const starts = [...nodes.filter(({ kind }) => kind === "entry"), ...nodes];
  for (const start of starts) {
    if (ordered.has(start.id)) continue;
    const waiting = [start];
    ordered.set(start.id, start);
    for (const node of waiting)
      for (const { to } of leaving.get(node.id) ?? []) {
        const next = byId.get(to);
        if (next === undefined || ordered.has(to)) continue;
        ordered.set(to, next);
        waiting.push(next);
      }
  }
  return [...ordered.values()];
}

/**
 * One line a component, `planner → review (success), end (otherwise)`, from the entry point on; lines and targets that changed have
 * `+`, `-` or `~` before them. Names stand as they are but for hidden characters: fence or escape the text. Empty for an empty graph.
 */
export function renderGraphText(graph: FlowGraph | ChangedGraph): string {
  const changed = toChangedGraph(graph);
  const byId = new Map(changed.nodes.map((node) => [node.id, node]));
  const leaving = Map.groupBy(changed.edges, ({ from }) => from);
  const listed = inFlowOrder(changed).filter(({ kind, mark }) => kind !== "end" || mark !== "same");
  const lines = listed.slice(0, MOST_NODES).map((node) => renderNode(node, leaving.get(node.id) ?? [], byId));
  const rest = listed.length - MOST_NODES;
  return [...lines, ...(rest > 0 ? [`  … and ${rest} more`] : [])].join("\n");
}

function renderNode(node: ChangedNode, edges: readonly ChangedEdge[], byId: ReadonlyMap<string, ChangedNode>): string {
  const name = `${MARK_SIGNS[node.mark] || " "} ${renderName(node.label)}${node.was === null ? "" : ` (was ${renderName(node.was)})`}${renderKind(node)}`;
  const targets = edges.slice(0, MOST_TARGETS).map((edge) => renderTarget(edge, byId.get(edge.to)?.label ?? ""));
  const rest = edges.length - MOST_TARGETS;
  const all = [...targets, ...(rest > 0 ? [`${rest} more`] : [])];
  return all.length === 0 ? name : `${name} → ${all.join(", ")}`;
}

function renderKind({ kind }: ChangedNode): string {
  switch (kind) {
    case "gate":
      return " [waits for a person]";
    case "group":
      return " [group]";
    case "entry":
    case "step":
    case "end":
      return "";
  }
}

function renderTarget({ mark, condition, was }: ChangedEdge, label: string): string {
  const sign = mark === "same" ? "" : `${MARK_SIGNS[mark]} `;
  const before = mark === "changed" ? [`was ${was === null ? "always" : renderName(was)}`] : [];
  const when = [...(condition === null ? [] : [renderName(condition)]), ...before].join(", ");
  return `${sign}${renderName(label)}${when === "" ? "" : ` (${when})`}`;
}

/** In quotes where it would be read as more than a name. */
function renderName(name: string): string {
  const line = toPlainLine(name, LONGEST_NAME);
  return line === "" || /[,()[\]→"]|^[-+~ ]/u.test(line) ? JSON.stringify(line) : line;
}
