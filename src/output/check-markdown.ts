import type { ChangedGraph } from "../changes/graph.ts";
import { encodePath, renderCode, renderFence, renderFolded, renderLink, renderRow } from "../manual/markdown.ts";
import { renderVisible } from "../manual/visible.ts";
import type { Finding } from "../model/finding.ts";
import type { CheckedVersion, CheckReport } from "../plan/guard/report.ts";
import { renderNumber } from "./count.ts";
import { docsOf, renderPlace, renderToday, withoutRepeats } from "./finding-words.ts";
import { fitItems } from "./fit-items.ts";
import { renderForeign } from "./foreign-markdown.ts";
import { renderMermaid } from "./mermaid.ts";
import { renderAllowedLines, renderRuleLine } from "./rule-line.ts";
import { renderCapabilityTable, renderRuleLink, renderTreeMarkdown } from "./tree-markdown.ts";
import { renderVerdict } from "./verdict.ts";

/** Bytes of each part, and of one version's or finding's share in it. */
export interface CheckBudget {
  readonly findings: number;
  readonly versions: number;
  readonly capabilities: number;
  readonly allowed: number;
  readonly ranges: number;
  readonly changes: number;
  readonly one: number;
}

export interface CheckMarkdownOptions {
  /** `https://…/owner/repo`; null: nothing is linked. */
  readonly repositoryUrl: string | null;
  readonly budget: CheckBudget;
  /** Where the rest is, as Markdown: the end of "… and 3 more findings;". */
  readonly rest: string;
}

/** Longer addresses are no help, and a path may be very long. */
const LONGEST_URL = 1_000;
const LONGEST_VERDICT = 300;

const VERSIONS_HEAD = ["Flow", "Version", "Status", "Against", "Required", "Given", "Proposed"];
const RANGES_HEAD = ["Place", "Takes", "Range", "Today"];

/** What a check found, most important first, each part within its budget; nothing foreign in it acts. */
export function renderCheckMarkdown(report: CheckReport, options: CheckMarkdownOptions): string {
  const { versions, findings, ok } = report;
  const parts = [
    `**${ok ? "✅" : "❌"} ${renderForeign(renderVerdict(report), LONGEST_VERDICT)}**`,
    ...renderVersions(report, options),
    ...section(
      "Findings",
      withoutRepeats(findings),
      (finding) => renderFinding(finding, report, options),
      options.budget.findings,
      "findings",
      options,
    ),
    ...section(
      "Capabilities",
      versions.filter(hasCapabilities),
      (version) => renderGains(version, options),
      options.budget.capabilities,
      "versions",
      options,
    ),
    ...section(
      "Allowed by the files themselves",
      versions.flatMap(({ flow, version, hits }) =>
        renderAllowedLines(hits).map((line) => `${nameOf(flow, version)}: ${renderForeign(line)}`),
      ),
      (line) => `- ${line}`,
      options.budget.allowed,
      "changes",
      options,
    ),
    ...renderRanges(report, options),
    ...section(
      "Changes",
      versions.filter(({ comparison }) => comparison !== null && comparison.changes.length > 0),
      (version) => renderChanges(version, options),
      options.budget.changes,
      "versions",
      options,
    ),
  ];
  return `${parts.join("\n\n")}\n`;
}

function section<Item>(
  title: string,
  items: readonly Item[],
  render: (item: Item) => string,
  budget: number,
  noun: string,
  { rest: where }: CheckMarkdownOptions,
): readonly string[] {
  if (items.length === 0) return [];
  const { text, rest } = fitItems(items, render, budget);
  return [`### ${title}\n\n${text}${renderRest(rest, noun, where)}`];
}

function renderRest(rest: number, noun: string, where: string): string {
  return rest === 0 ? "" : `\n\n… and ${renderNumber(rest)} more ${noun}; ${where}.`;
}

function table<Item>(
  head: readonly string[],
  items: readonly Item[],
  render: (item: Item) => string,
  budget: number,
  rest: string,
): string {
  const top = `${renderRow(head)}\n${renderRow(head.map(() => "---"))}`;
  const { text, rest: left } = fitItems(items, render, budget);
  return `${top}\n${text}${renderRest(left, "rows", rest)}`;
}

function renderVersions(report: CheckReport, { repositoryUrl, budget, rest }: CheckMarkdownOptions): readonly string[] {
  if (report.versions.length === 0) return [];
  const render = ({ flow, version, path, status, against, required, given, proposed }: CheckedVersion): string =>
    renderRow([
      renderForeign(flow, 200),
      renderLink(renderForeign(version, 100), status === "deleted" ? null : urlOf(report, repositoryUrl, path, null, null)),
      status,
      renderForeign(against?.version ?? "", 100),
      against === null ? "" : required,
      given ?? "",
      proposed === null ? "" : `**${renderForeign(proposed, 100)}**`,
    ]);
  return [table(VERSIONS_HEAD, report.versions, render, budget.versions, rest)];
}

function renderFinding(finding: Finding, report: CheckReport, { repositoryUrl, budget }: CheckMarkdownOptions): string {
  const { id, severity, path, line, endLine, message, fix, commands } = finding;
  const isGone = report.versions.some((version) => version.path === path && version.status === "deleted");
  const url = path === null || isGone ? null : urlOf(report, repositoryUrl, path, line, endLine);
  const place = path === null ? "" : ` ${renderLink(renderCode(renderPlace(finding)), url)}`;
  const lines = commands.flatMap((command) => command.split("\n")).map(renderVisible);
  const fence = commands.length === 0 ? "" : `\n\n${renderFence("sh", lines)}`;
  const head = `**${severity}** ${renderLink(renderCode(id), docsOf(id))}${place}<br>${renderForeign(message)}${fix === "" ? "" : `<br>Fix: ${renderForeign(fix)}`}`;
  return `${head}${Buffer.byteLength(fence) > budget.one ? "\n\nThe commands are too long to be shown here; `flow-tagbot check` prints them." : fence}\n`;
}

function hasCapabilities({ comparison }: CheckedVersion): boolean {
  return comparison !== null && comparison.capabilities.gained.length + comparison.capabilities.lost.length > 0;
}

function renderGains({ flow, version, comparison }: CheckedVersion, { budget }: CheckMarkdownOptions): string {
  return comparison === null ? "" : `${nameOf(flow, version)}\n\n${renderCapabilityTable(comparison.capabilities, budget.one)}\n`;
}

function renderRanges({ versions }: CheckReport, { budget, rest }: CheckMarkdownOptions): readonly string[] {
  const floating = versions.flatMap(({ path, dependencies }) =>
    dependencies.filter(({ pinned }) => !pinned).map((dependency) => ({ path, ...dependency })),
  );
  if (floating.length === 0) return [];
  const rows = table(
    RANGES_HEAD,
    floating,
    ({ path, line, kind, id, range, resolved, kept }) =>
      renderRow([
        renderCode(`${path}:${line}`),
        `${kind} ${renderForeign(id, 200)}`,
        renderForeign(range, 100),
        renderForeign(renderToday({ resolved, kept }), 100),
      ]),
    budget.ranges,
    rest,
  );
  return [`### Floating ranges\n\n${rows}`];
}

/** Without its graph where that does not fit, or is as it was. */
function renderChanges({ flow, version, against, comparison, hits, graph }: CheckedVersion, { budget }: CheckMarkdownOptions): string {
  if (comparison === null) return "";
  const rules = renderRuleLine(hits, renderRuleLink);
  const text = [...(rules === "" ? [] : [`Rules: ${rules}.`]), renderTreeMarkdown(comparison.changes, budget.one)].join("\n\n");
  const diagram = graph === null || !isChanged(graph) ? "" : renderMermaid(graph);
  const drawn = diagram === "" ? "" : `\n\n${diagram}`;
  const since = against === null ? "" : ` since ${renderForeign(against.version, 100)}`;
  return renderFolded(`${nameOf(flow, version)}${since}`, Buffer.byteLength(text + drawn) > 2 * budget.one ? text : text + drawn);
}

function isChanged({ nodes, edges }: ChangedGraph): boolean {
  return [...nodes, ...edges].some(({ mark }) => mark !== "same");
}

function nameOf(flow: string, version: string): string {
  return `<b>${renderForeign(flow, 200)} ${renderForeign(version, 100)}</b>`;
}

function urlOf(
  { head }: CheckReport,
  repositoryUrl: string | null,
  path: string,
  line: number | null,
  endLine: number | null,
): string | null {
  if (repositoryUrl === null || head === null) return null;
  const lines = line === null ? "" : `#L${line}${endLine === null || endLine <= line ? "" : `-L${endLine}`}`;
  const url = `${repositoryUrl}/blob/${head}/${encodePath(path)}${lines}`;
  return url.length > LONGEST_URL ? null : url;
}
