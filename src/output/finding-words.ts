import { CODES, docsUrl } from "../model/codes.ts";
import type { Finding } from "../model/finding.ts";
import type { Dependency } from "../plan/guard/report.ts";
import { isRuleId, RULES, ruleDocsUrl } from "../model/rules.ts";

/** What a finding's rule or code says in general. */
export function titleOf(id: Finding["id"]): string {
  return isRuleId(id) ? RULES[id].title : CODES[id].headline;
}

/** Where it is explained. */
export function docsOf(id: Finding["id"]): string {
  return isRuleId(id) ? ruleDocsUrl(id) : docsUrl(id);
}

/** The version that a range takes today, in words. */
export function renderToday({ resolved, kept }: Pick<Dependency, "resolved" | "kept">): string {
  return resolved ?? (kept ? "none" : "unknown");
}

/** Findings of which each block of commands is there once, with the first that it belongs to. */
export function withoutRepeats(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.map((finding) => {
    const key = JSON.stringify(finding.commands);
    if (finding.commands.length === 0 || !seen.has(key)) {
      seen.add(key);
      return finding;
    }
    return { ...finding, commands: [] };
  });
}

/** `path`, `path:line` or `path:line:column`; empty without a file. */
export function renderPlace({ path, line, column }: Pick<Finding, "path" | "line" | "column">): string {
  if (path === null) return "";
  return [path, ...(line === null ? [] : [line, ...(column === null ? [] : [column])])].join(":");
}
