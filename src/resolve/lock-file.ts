import { compareText } from "../model/compare-text.ts";
import { renderKey, renderText } from "./lock-lines.ts";
import type { Lock, LockedEntry, LockedFile, LockedFlow, LockedPart } from "./locked.ts";

/** Grows when an older flow-tagbot would misread the file. */
export const LOCKFILE = 1;

const HEADER = `# Written by \`flow-tagbot lock\` from flows.yml: what each reference means, for everybody and every run.
# Do not edit it. After a change of flows.yml, or a merge: \`flow-tagbot lock\`. For newer versions: \`flow-tagbot lock --update\`.
lockfile: ${LOCKFILE}
`;

/** The text of a lockfile: sorted, one key a line, the same bytes for the same lock. */
export function renderLock({ flows, dependencies }: Lock): string {
  const sections = [
    section("flows", flows, ({ reference, locked }: LockedEntry) => [`    reference: ${renderText(reference)}\n`, ...renderFlow(locked)]),
    ...(dependencies.size === 0 ? [] : [section("dependencies", dependencies, renderFlow)]),
  ];
  return [HEADER, ...sections].join("\n");
}

function section<T>(title: string, entries: ReadonlyMap<string, T>, render: (entry: T) => readonly string[]): string {
  if (entries.size === 0) return `${title}: {}\n`;
  const sorted = [...entries].toSorted(([a], [b]) => compareText(a, b));
  return [`${title}:\n`, ...sorted.flatMap(([name, entry]) => [`  ${renderKey(name)}:\n`, ...render(entry)])].join("");
}

function renderFlow(flow: LockedFlow): readonly string[] {
  const field = (key: string, value: string | null): readonly string[] => (value === null ? [] : [`    ${key}: ${renderText(value)}\n`]);
  return [
    ...field("registry", flow.registry),
    ...field("flow", flow.flow),
    ...field("version", flow.version),
    ...field("kind", flow.kind === "stable" ? null : flow.kind),
    ...field("tag", flow.tag),
    ...field("commit", flow.commit),
    ...field("path", flow.path),
    ...field("digest", flow.digest),
    ...(flow.files.length === 0 ? [] : [...field("content", flow.contentDigest), ...renderTexts("files", toPairs(flow.files))]),
    ...renderParts("prompts", flow.prompts),
    ...renderParts("schemas", flow.schemas),
    ...renderTexts("workflows", toPairs(flow.workflows)),
    ...renderTexts(
      "flows",
      flow.uses.map(({ written, reference }) => [written, reference]),
    ),
  ];
}

function toPairs(files: readonly LockedFile[]): readonly (readonly [string, string])[] {
  return files.map(({ path, digest }) => [path, digest]);
}

function renderTexts(key: string, pairs: readonly (readonly [string, string])[]): readonly string[] {
  if (pairs.length === 0) return [];
  const sorted = pairs.toSorted(([a], [b]) => compareText(a, b));
  return [`    ${key}:\n`, ...sorted.map(([name, value]) => `      ${renderKey(name)}: ${renderText(value)}\n`)];
}

function renderParts(key: string, parts: readonly LockedPart[]): readonly string[] {
  if (parts.length === 0) return [];
  const byId = [...Map.groupBy(parts, ({ id }) => id)].toSorted(([a], [b]) => compareText(a, b));
  return [
    `    ${key}:\n`,
    ...byId.flatMap(([id, ranges]) => [
      `      ${renderKey(id)}:\n`,
      ...ranges.toSorted((a, b) => compareText(a.range, b.range)).flatMap(({ range, found }) => renderRange(range, found)),
    ]),
  ];
}

function renderRange(range: string, found: LockedPart["found"]): readonly string[] {
  if (found === null) return [`        ${renderKey(range)}: {}\n`];
  return [
    `        ${renderKey(range)}:\n`,
    ...(["version", "path", "digest"] as const).map((key) => `          ${key}: ${renderText(found[key])}\n`),
  ];
}
