import type { Change } from "./change.ts";
import type { ChangedEdge, ChangedGraph, ChangedNode, FlowEdge, FlowGraph, FlowNode } from "./graph.ts";

/** Compares two graphs; the changes between the two documents tell which components were renamed, and which changed inside. */
export function compareGraphs(before: FlowGraph, after: FlowGraph, changes: readonly Change[] = []): ChangedGraph {
  const renames = new Map<string, string>(
    changes.flatMap((change) =>
      change.kind === "renamed" && change.meaning.subject === "component" ? [[`step:${change.from}`, `step:${change.to}`]] : [],
    ),
  );
  const current = (id: string): string => renames.get(id) ?? id;
  const touched = new Set(changes.flatMap(toTouched).map((name) => `step:${name}`));
  return {
    nodes: compareNodes(before.nodes, after.nodes, current, touched),
    edges: compareEdges(
      before.edges.map((edge) => ({ ...edge, from: current(edge.from), to: current(edge.to) })),
      after.edges,
    ),
  };
}

/** The component that a change is in; routes are drawn by themselves. */
function toTouched({ path, meaning }: Change): readonly string[] {
  if (meaning.subject === "route") return [];
  const [list, item] = path;
  const isComponent = list?.kind === "key" && item?.kind === "item" && path.length > 2;
  return isComponent && (meaning.owner ?? meaning.name) === item.name ? [item.name] : [];
}

function compareNodes(
  before: readonly FlowNode[],
  after: readonly FlowNode[],
  current: (id: string) => string,
  touched: ReadonlySet<string>,
): readonly ChangedNode[] {
  const old = new Map(before.map((node) => [current(node.id), node]));
  const now = new Set(after.map(({ id }) => id));
  return [
    ...after.map((node): ChangedNode => {
      const was = old.get(node.id);
      if (was === undefined) return { ...node, mark: "added", was: null };
      const isSame = was.kind === node.kind && was.type === node.type && was.label === node.label && !touched.has(node.id);
      return { ...node, mark: isSame ? "same" : "changed", was: was.label === node.label ? null : was.label };
    }),
    ...before.filter(({ id }) => !now.has(current(id))).map((node): ChangedNode => ({ ...node, mark: "removed", was: null })),
  ];
}

function compareEdges(before: readonly FlowEdge[], after: readonly FlowEdge[]): readonly ChangedEdge[] {
  const exact = ({ from, to, condition }: FlowEdge): string => JSON.stringify([from, to, condition]);
  const ends = ({ from, to }: FlowEdge): string => JSON.stringify([from, to]);
  const [old, now] = [new Set(before.map(exact)), new Set(after.map(exact))];
  const gone = Map.groupBy(
    before.filter((edge) => !now.has(exact(edge))),
    ends,
  );
  const come = Map.groupBy(
    after.filter((edge) => !old.has(exact(edge))),
    ends,
  );
  /** The one that took the place of the only one between the same two nodes. */
  const only = (edges: Map<string, FlowEdge[]>, edge: FlowEdge): FlowEdge | null => {
    const [first, second] = edges.get(ends(edge)) ?? [];
    return first === undefined || second !== undefined ? null : first;
  };
  return [
    ...after.map((edge): ChangedEdge => {
      if (old.has(exact(edge))) return { ...edge, mark: "same", was: null };
      const was = only(gone, edge);
      return was === null || only(come, edge) === null
        ? { ...edge, mark: "added", was: null }
        : { ...edge, mark: "changed", was: was.condition };
    }),
    ...before
      .filter((edge) => !now.has(exact(edge)) && (only(gone, edge) === null || only(come, edge) === null))
      .map((edge): ChangedEdge => ({ ...edge, mark: "removed", was: null })),
  ];
}
