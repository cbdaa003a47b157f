import { renderVisible } from "../manual/visible.ts";
import { CODES } from "../model/codes.ts";
import type { Problem } from "../model/problem.ts";

/** GitHub shows so many annotations of a severity from one step. */
const MOST = 10;

// The runner ends lines at CR and LF, trims white space before `::`, and finds `##[` anywhere.
const COMMAND = /(?:^|[\r\n])[\s\p{C}]*::|##\[/u;

/**
 * Foreign text for a workflow's log: when the runner would find a command in it, commands are off while it is printed.
 * `token` must be random; it is lengthened should the text contain it.
 */
export function renderStopped(text: string, token: string): string {
  if (!COMMAND.test(text)) return text;
  let unique = token;
  while (text.includes(unique)) unique += "x";
  const body = /[\r\n]$/.test(text) ? text : `${text}\n`;
  return `::stop-commands::${unique}\n${body}::${unique}::\n`;
}

/** Something to say about one place of a file. */
export interface Annotation {
  readonly severity: "error" | "warning";
  readonly path: string | null;
  /** 1-based, as are the others; null: the whole file. */
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly title: string;
  readonly message: string;
  readonly fix: string;
}

/** One annotation of its file and line, as one line without line feed. */
export function renderAnnotation({ severity, path, line, column, endLine, title, message, fix }: Annotation): string {
  // The runner drops columns, and says so, where an annotation spans lines.
  const spans = line !== null && endLine !== null && endLine > line;
  const properties = [
    ...(path === null ? [] : [`file=${escapeProperty(path)}`]),
    ...(line === null || path === null ? [] : [`line=${line}`]),
    ...(line === null || path === null || column === null || spans ? [] : [`col=${column}`]),
    ...(path === null || !spans ? [] : [`endLine=${endLine}`]),
    `title=${escapeProperty(title)}`,
  ];
  return `::${severity} ${properties.join(",")}::${escapeData([message, fix].filter((text) => text !== "").join("\n"))}`;
}

/** At most 10 errors and 10 warnings, the first of each, and a notice that counts the rest; lines without line feeds. */
export function renderFirstAnnotations(
  annotations: readonly Annotation[],
  noun: { readonly one: string; readonly many: string },
): readonly string[] {
  const shown = (["error", "warning"] as const).flatMap((severity) =>
    annotations.filter((annotation) => annotation.severity === severity).slice(0, MOST),
  );
  const rest = annotations.length - shown.length;
  const lines = shown.map(renderAnnotation);
  return rest === 0
    ? lines
    : [
        ...lines,
        `::notice title=flow-tagbot::${rest} more ${rest === 1 ? `${noun.one} is` : `${noun.many} are`} listed in the job summary.`,
      ];
}

/** The annotations of problems, most important first. */
export function renderAnnotations(problems: readonly Problem[]): readonly string[] {
  const ranked = problems.toSorted((a, b) => rank(a) - rank(b));
  return renderFirstAnnotations(ranked.map(toAnnotation), { one: "problem", many: "problems" });
}

function toAnnotation({ code, ...problem }: Problem): Annotation {
  return { ...problem, column: null, endLine: null, title: CODES[code].headline };
}

/** Our bugs, then what has no file (it stops the run), then what has a line to look at, then the others. */
function rank({ code, path, line }: Problem): number {
  if (CODES[code].class === "bug") return 0;
  if (path === null) return 1;
  return line === null ? 3 : 2;
}

function escapeData(text: string): string {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map(renderVisible)
    .join("\n");
  return lines.replaceAll("%", "%25").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(renderVisible(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
