import { CODES, type Code } from "../model/codes.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import { needingAPerson } from "./attention.ts";

export type ExitCode = 0 | 1 | 2 | 3;

const ERROR_CODES: readonly Code[] = [
  "config-unreadable",
  "config-syntax",
  "config-invalid",
  "input-invalid",
  "token-argument",
  "root-missing",
  "index-not-published",
];

/**
 * 0 all done or nothing to do · 1 error: an action failed in a passing way or by a bug, the index was not published, or the
 * configuration is wrong · 2 a person is needed · 3 something was not tried, the next run goes on. The first of 1, 2, 3 that holds.
 */
export function toExitCode(plan: Pick<Plan, "versions" | "problems">, outcomes: readonly Outcome[]): ExitCode {
  const errors = plan.problems.filter(({ severity }) => severity === "error");
  const failed = outcomes.flatMap(({ result }) => (result.kind === "failed" ? [CODES[result.failure.code].class] : []));
  if (failed.some((kind) => kind !== "yours") || errors.some(({ code }) => ERROR_CODES.includes(code))) return 1;
  if (failed.length > 0 || errors.length > 0 || needingAPerson(plan).length > 0) return 2;
  return outcomes.some(({ result }) => result.kind === "not-tried") ? 3 : 0;
}
