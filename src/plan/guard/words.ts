import type { Capability } from "../../changes/change.ts";
import { describeChange } from "../../changes/describe.ts";
import type { RuleHit } from "../../changes/evaluate.ts";
import type { Finding } from "../../model/finding.ts";
import { BUMPS, LEVELS, type Level } from "../../model/rule.ts";
import { ruleFinding, type About } from "./finding.ts";

/** So much of many things is named before the rest is counted. */
const MOST = 3;

/** The most important changes in words, `; ` between them, and how many more there are; bounded, however many. */
export function summariseHits(hits: readonly RuleHit[]): string {
  const changes = [...new Set(byImportance(hits).map(({ change }) => change))];
  return listSome(changes.map(describeChange), "; ", ["change", "changes"]);
}

/** Largest bump first, then strictest level, then in the order of the file. */
export function byImportance(hits: readonly RuleHit[]): readonly RuleHit[] {
  return hits.toSorted((a, b) => BUMPS.indexOf(b.bump) - BUMPS.indexOf(a.bump) || LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level));
}

/** `a, b, c and 4 more ranges` */
export function listSome(texts: readonly string[], between: string, [one, many]: readonly [one: string, many: string]): string {
  const rest = texts.length - MOST;
  const shown = texts.slice(0, MOST).join(between);
  return rest > 0 ? `${shown}${between.trimEnd() === ";" ? ";" : ""} and ${rest} more ${rest === 1 ? one : many}` : shown;
}

export function toSentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

/** One finding that names what was gained; what the flow could not do at all before comes first. `what` is the subject of its sentence. */
export function gainedFinding(capabilities: readonly Capability[], level: Level, about: About, what: string): readonly Finding[] {
  const ordered = capabilities.toSorted((a, b) => Number(b.wholly) - Number(a.wholly));
  const [first] = ordered;
  if (first === undefined) return [];
  const names = listSome(ordered.map(describeCapability), ", ", ["capability", "capabilities"]);
  const line = `# flow-tagbot: allow capability-gained ${quoteName(first.name)}: <reason>`;
  return ruleFinding("capability-gained", level, about, {
    message: `${what} gains ${names}.`,
    at: first.at,
    fix: `Publish it in the next minor version, or give the reason at the top of the file${ordered.length === 1 ? "" : ", in a line for each"}: ${line}`,
  });
}

/** As an allowance has it; a name with both quotes cannot be written in one. */
function quoteName(name: string): string {
  if (!/[\s"']/.test(name)) return name;
  return name.includes('"') ? `'${name}'` : `"${name}"`;
}

function describeCapability({ kind, name, owners, wholly }: Capability): string {
  const what = `the ${kind} ${name}`;
  return wholly || owners.length === 0 ? what : `${what} (in ${listSome(owners, ", ", ["component", "components"])})`;
}
