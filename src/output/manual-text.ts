import { renderVisible } from "../manual/visible.ts";
import type { ManualContext, WayOut } from "../manual/way-out.ts";
import { toServerLines } from "../manual/step-markdown.ts";
import type { Step } from "../manual/steps.ts";
import { docsUrl, type Code } from "../model/codes.ts";
import type { Problem } from "../model/problem.ts";
import { renderNumber } from "./count.ts";
import { paint } from "./style.ts";

export interface TextOptions {
  readonly colour: boolean;
  /** Columns of the terminal; commands are never cut. */
  readonly width: number;
  readonly manual: ManualContext;
  /** Most rows of a table; default 50. */
  readonly maxRows?: number;
  /** Most problems, and most versions with their ways out; default 20. */
  readonly maxDetails?: number;
}

export const MAX_ROWS = 50;
export const MAX_DETAILS = 20;

/** Problems with place, message and fix. */
export function renderProblems(problems: readonly Problem[], { colour, maxDetails = MAX_DETAILS }: TextOptions): readonly string[] {
  if (problems.length === 0) return [];
  const errorsFirst = [...problems].sort((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning"));
  const lines = errorsFirst.slice(0, maxDetails).flatMap(({ severity, path, line, message, fix }) => {
    const said = path === null || (line === null && message.includes(path));
    const place = said ? "" : `${renderVisible(path)}${line === null ? "" : `:${line}`}  `;
    const level = paint(colour, severity === "error" ? "red" : "yellow", severity);
    return [`  ${level}  ${place}${renderVisible(message)}`, ...(fix === "" ? [] : [`    ${renderFix(fix)}`])];
  });
  const more = renderReadMore(errorsFirst.slice(0, maxDetails).map(({ code }) => code));
  return ["", paint(colour, "bold", "Problems"), ...lines, ...renderMore(problems.length, maxDetails), ...more];
}

/** Where each code is explained, once. */
export function renderReadMore(codes: readonly Code[]): readonly string[] {
  return [...new Set(codes)].map((code) => `  More about ${code}: ${docsUrl(code)}`);
}

/** For each version that needs a person: what, why, the commands to paste, and how to prevent it; once where it is the same. */
export function renderManual(steps: readonly Step[], { colour, maxDetails = MAX_DETAILS }: TextOptions): readonly string[] {
  if (steps.length === 0) return [];
  const groups = Map.groupBy(steps.slice(0, maxDetails), ({ what, cause, serverWords, ways }) =>
    JSON.stringify([what, cause, serverWords, ways]),
  );
  const blocks = [...groups.values()].flatMap((same) => {
    const names = same.map(
      ({ flow, version, path }) => `  ${paint(colour, "bold", renderVisible(`${flow} ${version}`))}  ${renderVisible(path)}`,
    );
    return ["", ...names, ...(same[0] === undefined ? [] : renderAdvice(same[0], colour))];
  });
  const more = renderReadMore(steps.slice(0, maxDetails).map(({ code }) => code));
  return ["", paint(colour, "bold", "Needs a person"), ...blocks, "", ...renderMore(steps.length, maxDetails), ...more];
}

/** The server's own words, marked as foreign. */
export function renderServerWords(words: string | null): readonly string[] {
  return words === null ? [] : ["  The server said:", ...toServerLines(words).map((line) => `    | ${line}`)];
}

function renderAdvice({ what, cause, serverWords, ways, prevent }: Step, colour: boolean): readonly string[] {
  return [
    `  ${renderVisible(what)}`,
    ...renderServerWords(serverWords),
    ...(cause === "" ? [] : [`  ${cause}`]),
    ...ways.flatMap((way) => renderWay(way, colour)),
    ...(prevent === "" ? [] : [`  To prevent it: ${prevent}`]),
  ];
}

export function renderMore(total: number, shown: number): readonly string[] {
  return total > shown ? [`  … and ${renderNumber(total - shown)} more; --json shows all`] : [];
}

export function renderFix(fix: string): string {
  return `Fix: ${renderVisible(fix)}`;
}

function renderWay({ title, kind, commands }: WayOut, colour: boolean): readonly string[] {
  const lines = commands.map((command) => `      ${paint(colour, "cyan", kind === "config" ? renderConfigLine(command) : command)}`);
  return [`    ${renderVisible(title)}:`, ...lines];
}

/** The indentation of YAML counts, so only what follows it is made harmless. */
function renderConfigLine(line: string): string {
  const indent = /^ */.exec(line)?.[0] ?? "";
  return indent + renderVisible(line.slice(indent.length));
}
