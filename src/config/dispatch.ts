import type { Problem } from "../model/problem.ts";
import { shownValue } from "./issue-text.ts";

/** What whoever starts a workflow by hand may decide; nothing that names code, files or credentials. */
export const DISPATCH_INPUTS = ["flow", "version", "dry-run"] as const;

export interface DispatchInputs {
  /** To be laid over the action's own inputs before `parseOverrides`. */
  readonly values: Readonly<Record<string, string>>;
  readonly warnings: readonly Problem[];
}

/** Reads `inputs` of a workflow_dispatch event: an object of texts and booleans, or null where the workflow has none. */
export function parseDispatchInputs(eventInputs: unknown): DispatchInputs {
  if (eventInputs === null || eventInputs === undefined) return { values: {}, warnings: [] };
  if (typeof eventInputs !== "object" || Array.isArray(eventInputs))
    return { values: {}, warnings: [warning("The event's inputs are not an object")] };
  const entries: readonly [string, unknown][] = Object.entries(eventInputs);
  const values: [string, string][] = [];
  const ignored: string[] = [];
  for (const [name, value] of entries) {
    const allowed = DISPATCH_INPUTS.some((known) => known === name);
    if (!allowed || (typeof value !== "string" && typeof value !== "boolean")) ignored.push(name);
    else if (value !== "") values.push([name, String(value)]);
  }
  const warnings = ignored.length === 0 ? [] : [warning(`Ignored inputs of the workflow_dispatch event: ${shownValue(ignored)}`)];
  return { values: Object.fromEntries(values), warnings };
}

function warning(message: string): Problem {
  const fix = `Only ${DISPATCH_INPUTS.join(", ")} can be given by hand; set everything else in the workflow file`;
  return { code: "input-invalid", severity: "warning", path: null, line: null, message, fix };
}
