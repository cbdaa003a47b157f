import type { Change, Comparison } from "../changes/change.ts";
import { renderFence, renderFolded, renderLink, renderRow } from "../manual/markdown.ts";
import { renderVisible } from "../manual/visible.ts";
import { ruleDocsUrl, type RuleId } from "../model/rules.ts";
import { toCapabilityRows, type CapabilityRow } from "./capability-text.ts";
import { count, renderNumber } from "./count.ts";
import { toDiffTree, type DiffEntry } from "./diff-tree.ts";
import { fitItems } from "./fit-items.ts";
import { renderForeign } from "./foreign-markdown.ts";
import type { Excerpt } from "./text-excerpt.ts";

/** Longer lists are folded. */
const LONG = 25;
const MOST_OWNERS = 5;

const CAPABILITY_HEAD = `${renderRow(["Change", "Capability", "Where", "Meaning"])}\n${renderRow(["---", "---", "---", "---"])}`;

/** Changes as nested lists under the names of their sections, in at most so many bytes; empty where nothing changed. */
export function renderTreeMarkdown(changes: readonly Change[], budget: number): string {
  const blocks = toDiffTree(changes).flatMap(({ title, entries }) => [
    title === null ? "- at the top" : `- **${renderForeign(title)}**`,
    ...entries.flatMap((entry) => toBlocks(entry, 1)),
  ]);
  const { text, rest } = fitItems(blocks, String, budget);
  const list = text + (rest === 0 ? "" : `\n\n… and ${renderNumber(rest)} more lines; \`flow-tagbot diff\` shows all.`);
  return blocks.length <= LONG ? list : renderFolded(count(changes.length, "change"), list);
}

/** A table of what was gained and lost, in at most so many bytes; empty where nothing was. */
export function renderCapabilityTable(capabilities: Comparison["capabilities"], budget: number): string {
  const rows = toCapabilityRows(capabilities);
  if (rows.length === 0) return "";
  const { text, rest } = fitItems(rows, renderCapability, budget - CAPABILITY_HEAD.length);
  return `${CAPABILITY_HEAD}\n${text}${rest === 0 ? "" : `\n\n… and ${renderNumber(rest)} more.`}`;
}

/** A rule's id, linked to where it is explained. */
export function renderRuleLink(rule: RuleId): string {
  return renderLink(`<code>${rule}</code>`, ruleDocsUrl(rule));
}

function renderCapability({ sign, kind, name, owners, meaning }: CapabilityRow): string {
  const rest = owners.length - MOST_OWNERS;
  const where = owners.slice(0, MOST_OWNERS).map((owner) => renderForeign(owner, 100));
  return renderRow([
    sign === "+" ? "**+** gained" : "**−** lost",
    `${kind} ${renderForeign(name, 200)}`,
    [...where, ...(rest > 0 ? [`${renderNumber(rest)} more`] : [])].join(", "),
    meaning,
  ]);
}

/** Each a whole list item with its excerpt, without what is nested in it. */
function toBlocks({ sign, text, excerpt, entries, more }: DiffEntry, level: number): readonly string[] {
  const indent = "  ".repeat(level);
  const mark = sign === " " ? "" : `**${sign === "-" ? "−" : sign}** `;
  return [
    `${indent}- ${mark}${renderForeign(text, 300)}${excerpt === null ? "" : `\n${renderExcerpt(excerpt, `${indent}  `)}`}`,
    ...entries.flatMap((entry) => toBlocks(entry, level + 1)),
    ...(more === 0 ? [] : [`${indent}  - … and ${renderNumber(more)} more`]),
  ];
}

function renderExcerpt({ lines, more }: Excerpt, indent: string): string {
  const shown = lines.map(({ sign, text }) => `${sign} ${renderVisible(text)}`);
  const rest = more === 0 ? [] : [`  … ${renderNumber(more)} more ${more === 1 ? "line differs" : "lines differ"}`];
  return renderFence("diff", [...shown, ...rest])
    .split("\n")
    .map((line) => `${indent}${line}`)
    .join("\n");
}
