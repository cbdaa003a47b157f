import type { CheckedVersion, CheckReport } from "../plan/guard/report.ts";
import { count, renderNumber } from "./count.ts";

const MOST_NAMES = 3;

/** The result of a check in one sentence; names in it are foreign. */
export function renderVerdict({ base, versions, findings, ok }: CheckReport): string {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  if (versions.length === 0 && findings.length === 0) return `Nothing to check: no version file differs from ${renderRef(base)}.`;
  if (findings.length === 0) return `${count(versions.length, "version")} checked against ${renderRef(base)}, nothing found.`;
  const counts = [
    ...(errors === 0 ? [] : [`${count(errors, "finding")} ${errors === 1 ? "fails" : "fail"}`]),
    ...(warnings === 0
      ? []
      : [`${errors === 0 ? count(warnings, "finding") : renderNumber(warnings)} ${warnings === 1 ? "warns" : "warn"}`]),
  ].join(", ");
  return `${[counts, ...renderProposals(versions, ok), ...(ok ? ["nothing fails"] : [])].join("; ")}.`;
}

/** A branch as it is, a commit shortened. */
export function renderRef(ref: string): string {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(ref) ? ref.slice(0, 8) : ref;
}

/** Where nothing fails, no number has to change. */
function renderProposals(versions: readonly CheckedVersion[], ok: boolean): readonly string[] {
  const wanting = versions.filter(({ proposed }) => proposed !== null);
  const rest = wanting.length - MOST_NAMES;
  return [
    ...wanting.slice(0, MOST_NAMES).map((version) => renderProposal(version, ok ? "should be" : "needs to be")),
    ...(rest > 0 ? [`${renderNumber(rest)} more ${ok ? "should have" : rest === 1 ? "needs" : "need"} another number`] : []),
  ];
}

function renderProposal({ flow, version, status, proposed }: CheckedVersion, verb: string): string {
  return status === "added"
    ? `${flow} ${version} ${verb} ${proposed ?? ""}`
    : `what was ${status} in ${flow} ${version} ${verb} ${proposed ?? ""}`;
}
