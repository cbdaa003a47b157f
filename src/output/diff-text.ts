import { renderVisible } from "../manual/visible.ts";
import { renderGraphText } from "../notes/graph-text.ts";
import { toCapabilityRows } from "./capability-text.ts";
import type { Compared } from "../changes/compared.ts";
import { renderNumber } from "./count.ts";
import { toDiffTree, type DiffEntry, type DiffSection, type Sign } from "./diff-tree.ts";
import { renderFlowchart } from "./mermaid.ts";
import { renderAllowedLines, renderNeed, renderRuleLine } from "./rule-line.ts";
import { paint, type Style } from "./style.ts";
import { cutText, type ExcerptLine } from "./text-excerpt.ts";

export interface DiffTextOptions {
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Most lines of the tree; default 400. */
  readonly maxLines?: number;
}

const MAX_LINES = 400;
const INDENT = "  ";

const STYLES: Readonly<Record<Sign, Style | null>> = { "+": "green", "-": "red", "~": "yellow", "→": "cyan", "↕": "cyan", " ": null };

/** Two versions compared, for people, as text that ends with a line feed; signs carry what colours only underline. */
export function renderDiff({ flow, from, to, comparison, hits, required, graph }: Compared, options: DiffTextOptions): string {
  const { colour } = options;
  const rules = renderRuleLine(hits, String);
  const lines = [
    `${paint(colour, "bold", renderVisible(`${flow} ${from} → ${to}`))} ${renderNeed(required)}`,
    ...(rules === "" ? [] : [`Rules: ${rules}`]),
    ...renderAllowed(hits, options),
    ...renderCapabilities(comparison.capabilities, options),
    ...(comparison.changes.length === 0
      ? ["", "Nothing differs in what the flow does."]
      : renderTree(toDiffTree(comparison.changes), options)),
    ...renderGraph(graph, colour),
  ];
  return `${lines.join("\n")}\n`;
}

const MAX_ALLOWED = 20;

function renderAllowed(hits: Compared["hits"], { colour }: DiffTextOptions): readonly string[] {
  const lines = renderAllowedLines(hits);
  const rest = lines.length - MAX_ALLOWED;
  if (lines.length === 0) return [];
  return [
    "",
    paint(colour, "bold", "Allowed by the file itself"),
    ...lines.slice(0, MAX_ALLOWED).map((line) => `${INDENT}${renderVisible(line)}`),
    ...(rest > 0 ? [renderMoreOf(rest, "change", "changes", 1)] : []),
  ];
}

/** As text for the terminal, then as Mermaid for whatever draws it. */
function renderGraph(graph: Compared["graph"], colour: boolean): readonly string[] {
  const text = graph === null ? "" : renderGraphText(graph);
  if (graph === null || text === "") return [];
  const flowchart = renderFlowchart(graph);
  return [
    "",
    paint(colour, "bold", "Graph"),
    ...text.split("\n").map((line) => `${INDENT}${renderVisible(line)}`),
    ...(flowchart === null
      ? []
      : ["", paint(colour, "bold", "Graph as Mermaid"), ...flowchart.split("\n").map((line) => `${INDENT}${line}`)]),
  ];
}

/** What a flow may do more and less, one line each under a title; no lines where that is the same. */
export function renderCapabilities(
  capabilities: Compared["comparison"]["capabilities"],
  { colour, width }: DiffTextOptions,
): readonly string[] {
  const rows = toCapabilityRows(capabilities).map(({ sign, kind, name, owners, meaning }) => {
    const where = owners.length === 0 ? "" : ` in ${owners.join(", ")}`;
    return renderLine(sign, `${kind} ${name}${where} (${meaning})`, 1, { colour, width });
  });
  return rows.length === 0 ? [] : ["", paint(colour, "bold", "Capabilities"), ...rows];
}

/** Sections with their entries, each after an empty line; cut after so many lines. */
export function renderTree(sections: readonly DiffSection[], options: DiffTextOptions): readonly string[] {
  const lines = sections.flatMap(({ title, entries }) => [
    "",
    paint(options.colour, "bold", title === null ? "At the top" : renderVisible(title)),
    ...entries.flatMap((entry) => renderEntry(entry, 1, options)),
  ]);
  const { maxLines = MAX_LINES } = options;
  const rest = lines.length - maxLines;
  return rest > 0 ? [...lines.slice(0, maxLines), `${INDENT}… and ${renderNumber(rest)} more lines; --json shows all`] : lines;
}

function renderEntry({ sign, text, excerpt, entries, more }: DiffEntry, level: number, options: DiffTextOptions): readonly string[] {
  return [
    renderLine(sign, text, level, options),
    ...(excerpt === null ? [] : excerpt.lines.map((line) => renderExcerptLine(line, level + 2, options))),
    ...(excerpt === null || excerpt.more === 0 ? [] : [renderMoreOf(excerpt.more, "line differs", "lines differ", level + 2)]),
    ...entries.flatMap((entry) => renderEntry(entry, level + (sign === " " ? 1 : 2), options)),
    ...(more === 0 ? [] : [renderMoreOf(more, "entry", "entries", level + 2)]),
  ];
}

function renderLine(sign: Sign, text: string, level: number, { colour, width }: DiffTextOptions): string {
  const indent = INDENT.repeat(level);
  const line = sign === " " ? renderVisible(text) : `${sign} ${renderVisible(text)}`;
  return `${indent}${paint(colour, STYLES[sign], cutText(line, Math.max(40, width - indent.length)))}`;
}

function renderExcerptLine({ sign, text }: ExcerptLine, level: number, options: DiffTextOptions): string {
  return sign === " " ? `${INDENT.repeat(level)}  ${renderVisible(text)}` : renderLine(sign, text, level, options);
}

function renderMoreOf(more: number, one: string, many: string, level: number): string {
  return `${INDENT.repeat(level)}… ${renderNumber(more)} more ${more === 1 ? one : many}`;
}
