import { flowNameProblem, refNameProblem } from "./ref-name.ts";
import { parseVersion } from "./version.ts";

/** A checked tag template, `<before><first placeholder><between><second placeholder><after>`. */
export interface TagTemplate {
  readonly before: string;
  readonly between: string;
  readonly after: string;
  readonly first: "flow" | "version";
}

export interface TagParts {
  readonly flow: string;
  readonly version: string;
}

export type ParsedTagTemplate = { readonly ok: true; readonly template: TagTemplate } | { readonly ok: false; readonly reason: string };

const SHAPE = /^([^{}]*)\{(flow|version)\}([^{}]*)\{(flow|version)\}([^{}]*)$/;

/** Reads a template such as `{flow}-v{version}`; whatever passes renders valid tags for ordinary flow names. */
export function parseTagTemplate(text: string): ParsedTagTemplate {
  const match = SHAPE.exec(text);
  if (match === null || match[2] === match[4]) {
    return { ok: false, reason: "it must contain {flow} and {version} exactly once each, and no other braces" };
  }
  const [, before = "", first, between = "", , after = ""] = match;
  const template: TagTemplate = { before, between, after, first: first === "flow" ? "flow" : "version" };
  const ambiguous = ambiguity(template);
  if (ambiguous !== null) return { ok: false, reason: ambiguous };
  const sample = renderTag(text, "flow", "1.0.0");
  const problem = refNameProblem(sample);
  return problem === null
    ? { ok: true, template }
    : { ok: false, reason: `the tag ${JSON.stringify(sample)} that it makes is not valid: ${problem}` };
}

/** The tag of a version, by a template that `parseTagTemplate` accepts. */
export function renderTag(template: string, flow: string, version: string): string {
  return template.replace(/\{(flow|version)\}/g, (_, part) => (part === "flow" ? flow : version));
}

/** A quick look at whether any of the templates can have made a tag; never wrong about those that one did make. */
export function tagFilter(templates: readonly string[]): (tag: string) => boolean {
  const parts = templates.map((template) => template.split(/\{\w+\}/));
  return (tag) =>
    parts.some(([before = "", between = "", after = ""]) => tag.startsWith(before) && tag.includes(between) && tag.endsWith(after));
}

/**
 * Every flow and version that render to this tag, likeliest first. More than one only for names such as the flow
 * `a-v1.0.0`, or where a version comes first and a hyphen ends it: there the shorter version is likelier.
 */
export function tagReadings(template: string, tag: string): readonly TagParts[] {
  const parsed = parseTagTemplate(template);
  if (!parsed.ok) return [];
  const { before, between, after, first } = parsed.template;
  if (tag.length < before.length + after.length || !tag.startsWith(before) || !tag.endsWith(after)) return [];
  const middle = tag.slice(before.length, tag.length - after.length);
  const readings: TagParts[] = [];
  for (let at = middle.indexOf(between); at !== -1; at = middle.indexOf(between, at + 1)) {
    const one = middle.slice(0, at);
    const two = middle.slice(at + between.length);
    const [flow, version] = first === "flow" ? [one, two] : [two, one];
    if (parseVersion(version) !== null && flowNameProblem(flow) === null) readings.push({ flow, version });
  }
  return readings;
}

/** Without a separator `a1` + `2.0.0` and `a` + `12.0.0` are the same tag. */
function ambiguity({ between, first }: TagTemplate): string | null {
  if (between === "") return "nothing separates {flow} from {version}, so different versions would get one tag";
  const unclear = first === "flow" ? /\d$/ : /^[0-9A-Za-z]/;
  return unclear.test(between) ? `${JSON.stringify(between)} between {flow} and {version} reads as a part of the version` : null;
}

/** A root's template with the first folder name in front that the other roots do not have; none of those that are used. */
export function isolatingTemplate(path: string, template: string, otherRoots: readonly string[], used: ReadonlySet<string>): string {
  const elsewhere = new Set(otherRoots.flatMap((other) => other.split("/")));
  const word = path.split("/").find((part) => part !== "" && !elsewhere.has(part)) ?? "other";
  const safe = word.replace(/[^A-Za-z0-9_]+/g, "-").replace(/^-+|-+$/g, "") || "other";
  for (let number = 1; ; number++) {
    const own = `${safe}${number === 1 ? "" : number}-${template}`;
    if (!used.has(own) || !parseTagTemplate(own).ok) return own;
  }
}
