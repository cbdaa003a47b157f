import type { Finding } from "../model/finding.ts";
import type { CheckedVersion, CheckReport } from "../plan/guard/report.ts";
import { toJsonComparison, toJsonHit, type JsonComparison, type JsonHit } from "./diff-json.ts";
import { docsOf, titleOf } from "./finding-words.ts";

export interface JsonFinding extends Finding {
  readonly title: string;
  readonly docs: string;
}

export interface JsonCheckedVersion extends Omit<CheckedVersion, "comparison" | "hits" | "graph"> {
  /** Null where nothing was compared. */
  readonly comparison: JsonComparison | null;
  readonly rules: readonly JsonHit[];
}

/** The output of `check --json`; `schema` grows when a field's meaning changes. */
export interface CheckJson {
  readonly schema: 1;
  readonly base: string;
  readonly head: string | null;
  readonly ok: boolean;
  readonly versions: readonly JsonCheckedVersion[];
  readonly findings: readonly JsonFinding[];
}

/** For `JSON.stringify`; graphs are left out, `diff --graph` draws them. */
export function toCheckJson({ base, head, ok, versions, findings }: CheckReport): CheckJson {
  return { schema: 1, base, head, ok, versions: versions.map(toJsonVersion), findings: findings.map(toJsonFinding) };
}

function toJsonVersion({ comparison, hits, ...version }: CheckedVersion): JsonCheckedVersion {
  const { flow, version: number, path, status, against, required, given, proposed, dependencies } = version;
  return {
    flow,
    version: number,
    path,
    status,
    against,
    required,
    given,
    proposed,
    rules: hits.map(toJsonHit),
    comparison: comparison === null ? null : toJsonComparison(comparison),
    dependencies,
  };
}

function toJsonFinding(finding: Finding): JsonFinding {
  return { ...finding, title: titleOf(finding.id), docs: docsOf(finding.id) };
}
