import type { Compared } from "../changes/compared.ts";
import { count } from "./count.ts";
import { fitItems } from "./fit-items.ts";
import { renderForeign } from "./foreign-markdown.ts";
import { renderMermaid } from "./mermaid.ts";
import { renderAllowedLines, renderNeed, renderRuleLine } from "./rule-line.ts";
import { renderCapabilityTable, renderRuleLink, renderTreeMarkdown } from "./tree-markdown.ts";

/** Bytes of each part; together they fit wherever GitHub takes Markdown of 65,000 characters. */
const BUDGET = { allowed: 5_000, capabilities: 10_000, tree: 30_000 };

/** Two versions compared, as Markdown for GitHub that ends with a line feed; nothing foreign in it acts. */
export function renderDiffMarkdown({ flow, from, to, comparison, hits, required, graph }: Compared): string {
  const rules = renderRuleLine(hits, renderRuleLink);
  const allowed = fitItems(renderAllowedLines(hits), (line) => `- ${renderForeign(line)}`, BUDGET.allowed);
  const capabilities = renderCapabilityTable(comparison.capabilities, BUDGET.capabilities);
  const tree = renderTreeMarkdown(comparison.changes, BUDGET.tree);
  const drawn = graph === null ? "" : renderMermaid(graph);
  const parts = [
    `## ${renderForeign(flow, 200)} ${renderForeign(from, 100)} → ${renderForeign(to, 100)}`,
    `**This ${renderNeed(required)}.**${rules === "" ? "" : ` Rules: ${rules}.`}`,
    ...(allowed.text === "" ? [] : [`### Allowed by the file itself\n\n${allowed.text}${renderMoreAllowed(allowed.rest)}`]),
    ...(capabilities === "" ? [] : [`### Capabilities\n\n${capabilities}`]),
    tree === "" ? "Nothing differs in what the flow does." : `### Changes\n\n${tree}`,
    ...(drawn === "" ? [] : [`### Graph\n\n${drawn}`]),
  ];
  return `${parts.join("\n\n")}\n`;
}

function renderMoreAllowed(rest: number): string {
  return rest === 0 ? "" : `\n\n… and ${count(rest, "more change")}.`;
}
