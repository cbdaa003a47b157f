import { compareText } from "../../model/compare-text.ts";
import type { Finding } from "../../model/finding.ts";
import type { Place } from "../../model/place.ts";
import type { Problem } from "../../model/problem.ts";
import type { Level } from "../../model/rule.ts";
import { isRuleId, RULES, type RuleId } from "../../model/rules.ts";

/** What a finding is about. */
export type About = Pick<Finding, "flow" | "version" | "path">;

/** What is said of it; without a place the whole file is meant, without a fix the rule's own. */
export interface Said {
  readonly message: string;
  readonly at?: Place | null;
  readonly endLine?: number | null;
  readonly fix?: string;
  readonly commands?: readonly string[];
}

/** The finding of a rule at this level; none where the rule is off. */
export function ruleFinding(id: RuleId, level: Level, about: About, said: Said): readonly Finding[] {
  if (level === "off") return [];
  const { flow, version, path } = about;
  return [
    {
      id,
      severity: level === "fail" ? "error" : "warning",
      flow,
      version,
      path,
      line: said.at?.line ?? null,
      column: said.at?.column ?? null,
      endLine: said.endLine ?? null,
      message: said.message,
      fix: said.fix ?? RULES[id].fix,
      commands: said.commands ?? [],
    },
  ];
}

export function problemFinding({ code, severity, path, line, message, fix }: Problem, { flow, version }: Omit<About, "path">): Finding {
  return { id: code, severity, flow, version, path, line, column: null, endLine: null, message, fix, commands: [] };
}

/** Errors first, then by what they are about, then by place; the order never depends on how files were read. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (a, b) =>
      Number(a.severity === "warning") - Number(b.severity === "warning") ||
      rankOf(a) - rankOf(b) ||
      compareText(a.path ?? "", b.path ?? "") ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0) ||
      compareText(a.id, b.id) ||
      compareText(a.message, b.message),
  );
}

/** A promise that is broken comes before one that may be, and both before what is wrong with a file by itself. */
const TOPICS = ["published", "capability", "change", "number", "file"] as const;

function rankOf({ id }: Finding): number {
  // Codes are about names and configuration: what keeps a version from being released at all.
  return isRuleId(id) ? TOPICS.indexOf(RULES[id].topic) + 1 : 0;
}
