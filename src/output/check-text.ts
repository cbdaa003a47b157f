import { renderVisible } from "../manual/visible.ts";
import type { Finding } from "../model/finding.ts";
import type { CheckedVersion, CheckReport, FileStatus } from "../plan/guard/report.ts";
import { renderCapabilities } from "./diff-text.ts";
import { docsOf, renderPlace, renderToday, withoutRepeats } from "./finding-words.ts";
import { MAX_DETAILS, MAX_ROWS, renderFix, renderMore } from "./manual-text.ts";
import { paint, type Style } from "./style.ts";
import { renderAllowedLines } from "./rule-line.ts";
import { renderTable } from "./table.ts";
import { renderVerdict } from "./verdict.ts";

export interface CheckTextOptions {
  readonly colour: boolean;
  /** Columns of the terminal; commands are never cut. */
  readonly width: number;
  /** Most rows of a table; default 50. */
  readonly maxRows?: number;
  /** Most findings, and most versions with their capabilities; default 20. */
  readonly maxDetails?: number;
}

const STYLES: Readonly<Record<FileStatus, Style>> = {
  added: "green",
  edited: "red",
  reformatted: "yellow",
  renamed: "red",
  deleted: "red",
  restored: "cyan",
};

/** What a check found, for people: the verdict first; text that ends with a line feed. */
export function renderCheck(report: CheckReport, options: CheckTextOptions): string {
  const { versions, findings, ok } = report;
  const lines = [
    paint(options.colour, ok ? "bold" : "red", renderVisible(renderVerdict(report))),
    ...renderVersions(versions, options),
    ...renderGains(versions, options),
    ...renderAllowed(versions, options),
    ...renderRanges(versions, options),
    ...renderFindings(findings, options),
  ];
  return `${lines.join("\n")}\n`;
}

function renderVersions(versions: readonly CheckedVersion[], { colour, width, maxRows = MAX_ROWS }: CheckTextOptions): readonly string[] {
  if (versions.length === 0) return [];
  const rows = versions.slice(0, maxRows).map(({ flow, version, status, against, required, given, proposed }) => [
    { text: flow, style: null },
    { text: version, style: null },
    { text: status, style: STYLES[status] },
    { text: against?.version ?? "", style: null },
    { text: against === null ? "" : required, style: null },
    { text: given ?? "", style: null },
    { text: proposed ?? "", style: "bold" as const },
  ]);
  const head = ["FLOW", "VERSION", "STATUS", "AGAINST", "REQUIRED", "GIVEN", "PROPOSED"];
  return ["", renderTable(head, rows, { colour, width }), ...renderMore(versions.length, maxRows)];
}

function renderGains(versions: readonly CheckedVersion[], options: CheckTextOptions): readonly string[] {
  const { maxDetails = MAX_DETAILS } = options;
  const changed = versions.flatMap(({ flow, version, comparison }) => {
    const rows = comparison === null ? [] : renderCapabilities(comparison.capabilities, options);
    return rows.length === 0 ? [] : [[`  ${renderVisible(`${flow} ${version}`)}`, ...rows.slice(2).map((row) => `  ${row}`)]];
  });
  if (changed.length === 0) return [];
  return [
    "",
    paint(options.colour, "bold", "Capabilities"),
    ...changed.slice(0, maxDetails).flat(),
    ...renderMore(changed.length, maxDetails),
  ];
}

function renderAllowed(versions: readonly CheckedVersion[], { colour, maxDetails = MAX_DETAILS }: CheckTextOptions): readonly string[] {
  const lines = versions.flatMap(({ flow, version, hits }) => renderAllowedLines(hits).map((line) => `${flow} ${version}: ${line}`));
  if (lines.length === 0) return [];
  return [
    "",
    paint(colour, "bold", "Allowed by the files themselves"),
    ...lines.slice(0, maxDetails).map((line) => `  ${renderVisible(line)}`),
    ...renderMore(lines.length, maxDetails),
  ];
}

function renderRanges(versions: readonly CheckedVersion[], { colour, width, maxRows = MAX_ROWS }: CheckTextOptions): readonly string[] {
  const rows = versions.flatMap(({ path, dependencies }) =>
    dependencies
      .filter(({ pinned }) => !pinned)
      .map(({ kind, id, range, line, resolved, kept }) => [
        { text: `${path}:${line}`, style: null },
        { text: `${kind} ${id}`, style: null },
        { text: range, style: null },
        { text: renderToday({ resolved, kept }), style: resolved === null ? ("dim" as const) : null },
      ]),
  );
  if (rows.length === 0) return [];
  const table = renderTable(["PLACE", "TAKES", "RANGE", "TODAY"], rows.slice(0, maxRows), { colour, width });
  return ["", paint(colour, "bold", "Floating ranges"), table, ...renderMore(rows.length, maxRows)];
}

function renderFindings(findings: readonly Finding[], { colour, maxDetails = MAX_DETAILS }: CheckTextOptions): readonly string[] {
  if (findings.length === 0) return [];
  const shown = withoutRepeats(findings.slice(0, maxDetails));
  const docs = new Map(shown.map(({ id }) => [id, docsOf(id)]));
  return [
    "",
    paint(colour, "bold", "Findings"),
    ...shown.flatMap((finding) => renderFinding(finding, colour)),
    "",
    ...renderMore(findings.length, maxDetails),
    ...[...docs].map(([id, url]) => `  More about ${id}: ${url}`),
  ];
}

function renderFinding(finding: Finding, colour: boolean): readonly string[] {
  const { id, severity, message, fix, commands } = finding;
  const place = renderPlace(finding);
  const level = paint(colour, severity === "error" ? "red" : "yellow", severity);
  return [
    "",
    `  ${level}  ${place === "" ? "" : `${renderVisible(place)}  `}${paint(colour, "dim", id)}`,
    `  ${renderVisible(message)}`,
    ...(fix === "" ? [] : [`  ${renderFix(fix)}`]),
    ...commands.flatMap((command) => command.split("\n")).map((line) => `      ${paint(colour, "cyan", renderVisible(line))}`),
  ];
}
