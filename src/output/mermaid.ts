import type { ChangedEdge, ChangedGraph, ChangedNode, FlowGraph, Mark } from "../changes/graph.ts";
import { renderFence } from "../manual/markdown.ts";
import { renderVisible } from "../manual/visible.ts";
import { inFlowOrder, renderGraphText, toChangedGraph } from "../notes/graph-text.ts";
import { count } from "./count.ts";
import { cutText } from "./text-excerpt.ts";

/** Larger graphs are no help to anybody; Mermaid itself takes 500 edges and 50,000 characters. */
const MOST_PARTS = 150;
const MOST_CHARACTERS = 45_000;
const LONGEST_LABEL = 60;

type Changed = Exclude<Mark, "same">;
const CHANGED: readonly Changed[] = ["added", "removed", "changed"];

/** Signs tell the marks apart, lines and borders too; colours only underline it, and are readable on light and dark pages. */
const SIGNS: Readonly<Record<Mark, string>> = { same: "", added: "+", removed: "−", changed: "~" };
const ARROWS: Readonly<Record<Mark, string>> = { same: "-->", added: "==>", removed: "-.->", changed: "-->" };
const CLASSES: Readonly<Record<Changed, string>> = {
  added: "fill:#dafbe1,stroke:#1a7f37,stroke-width:4px,color:#1f2328",
  removed: "fill:#ffebe9,stroke:#cf222e,stroke-width:2px,stroke-dasharray:8 4,color:#1f2328",
  changed: "fill:#fff8c5,stroke:#9a6700,stroke-width:3px,stroke-dasharray:2 2,color:#1f2328",
};
const LINKS: Readonly<Record<Changed, string>> = {
  added: "stroke:#1a7f37,stroke-width:4px",
  removed: "stroke:#cf222e,stroke-width:2px",
  changed: "stroke:#9a6700,stroke-width:3px",
};
const SHAPES: Readonly<Record<ChangedNode["kind"], readonly [string, string]>> = {
  entry: ["([", "])"],
  step: ["[", "]"],
  gate: ["{{", "}}"],
  group: ["[[", "]]"],
  end: ["(((", ")))"],
};
const MARK_LEGEND: Readonly<Record<Changed, string>> = {
  added: "**+** and thick: added",
  removed: "**−** and dashed: removed",
  changed: "**~** and dotted border: changed",
};

/**
 * A graph as Markdown: a diagram that GitHub draws, with a legend below, or, where it would be too large, as text. Empty for an
 * empty graph. Names are foreign, and stand in it escaped, never as ids.
 */
export function renderMermaid(graph: FlowGraph | ChangedGraph): string {
  const { nodes, edges } = graph;
  if (nodes.length === 0) return "";
  const source = renderFlowchart(graph);
  if (source === null) {
    const size = `${count(nodes.length, "component")} and ${count(edges.length, "route")}`;
    return `The graph is too large to be drawn, with ${size}.\n\n${renderFence("text", renderGraphText(graph).split("\n").map(renderVisible))}`;
  }
  const legend = renderLegend(toChangedGraph(graph));
  return `${renderFence("mermaid", [source])}${legend === "" ? "" : `\n\n<sub>${legend}</sub>`}`;
}

/** The source of the diagram, without a line feed at its end; null where it would be too large. */
export function renderFlowchart(graph: FlowGraph | ChangedGraph): string | null {
  const changed = toChangedGraph(graph);
  if (changed.nodes.length > MOST_PARTS || changed.edges.length > MOST_PARTS) return null;
  const nodes = inFlowOrder(changed);
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const edges = changed.edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
  const source = [
    "flowchart TD",
    ...nodes.map((node, index) => `  ${renderNode(node, `n${index}`)}`),
    ...edges.map((edge) => `  ${renderEdge(edge, ids.get(edge.from) ?? "", ids.get(edge.to) ?? "")}`),
    ...CHANGED.filter((mark) => nodes.some((node) => node.mark === mark)).map((mark) => `  classDef ${mark} ${CLASSES[mark]}`),
    ...CHANGED.flatMap((mark) => {
      const indexes = edges.flatMap((edge, index) => (edge.mark === mark ? [index] : []));
      return indexes.length === 0 ? [] : [`  linkStyle ${indexes.join(",")} ${LINKS[mark]}`];
    }),
  ].join("\n");
  return source.length > MOST_CHARACTERS ? null : source;
}

function renderNode({ kind, label, mark, was }: ChangedNode, id: string): string {
  const [open, close] = SHAPES[kind];
  const text = escapeLabel(was === null ? label : `${label} (was ${was})`);
  return `${id}${open}"${withSign(mark, text)}"${close}${mark === "same" ? "" : `:::${mark}`}`;
}

function renderEdge({ condition, mark, was }: ChangedEdge, from: string, to: string): string {
  const before = mark === "changed" ? ` (was ${was ?? "always"})` : "";
  const text = withSign(mark, escapeLabel(`${condition ?? ""}${before}`.trim())).trim();
  return `${from} ${ARROWS[mark]}${text === "" ? "" : `|"${text}"|`} ${to}`;
}

function withSign(mark: Mark, escaped: string): string {
  return mark === "same" ? escaped : `${escapeLabel(SIGNS[mark])} ${escaped}`;
}

/**
 * Mermaid reads Markdown in labels, so that `+ name` or `1. name` would be an unsupported list; `::`, `fa:` and links have meanings
 * too. Whatever is no letter, digit or space becomes an entity code, but for what joins the parts of a name.
 */
function escapeLabel(text: string): string {
  const line = cutText(renderVisible(text).trim(), LONGEST_LABEL);
  return line.replace(
    /(?<=[\p{L}\p{N}])(?<!www)(?<joint>[-_.])(?=[\p{L}\p{N}])|[^\p{L}\p{N} ]/giu,
    (character, joint: string | undefined) => joint ?? `#${character.codePointAt(0) ?? 0};`,
  );
}

function renderLegend({ nodes, edges }: ChangedGraph): string {
  const marks = new Set([...nodes, ...edges].map(({ mark }) => mark));
  const kinds = new Set(nodes.map(({ kind }) => kind));
  return [
    ...CHANGED.filter((mark) => marks.has(mark)).map((mark) => MARK_LEGEND[mark]),
    ...(kinds.has("gate") ? ["six-sided: waits for a person"] : []),
    ...(kinds.has("group") ? ["double sides: a group"] : []),
  ].join(" · ");
}
