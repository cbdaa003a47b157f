import { CODES } from "../model/codes.ts";
import type { Outcome } from "../model/outcome.ts";
import { NEEDS_A_PERSON, type Plan, type PlannedVersion } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";

/** The versions that go on only when a person acts. */
export function needingAPerson(plan: Pick<Plan, "versions">): readonly PlannedVersion[] {
  return plan.versions.filter(({ state }) => NEEDS_A_PERSON.includes(state));
}

/** The problems that no version that needs a person tells already. */
export function problemsApart(plan: Pick<Plan, "versions" | "problems">): readonly Problem[] {
  const told = new Set(needingAPerson(plan).map(toKey));
  return plan.problems.filter((problem) => !told.has(toKey(problem)));
}

/** The plan's problems, and one for every version that needs a person and has none there. */
export function allProblems(plan: Pick<Plan, "versions" | "problems">): readonly Problem[] {
  const told = new Set(plan.problems.map(toKey));
  const untold = needingAPerson(plan).filter((version) => !told.has(toKey(version)));
  return [...plan.problems, ...untold.map(toProblem)];
}

function toProblem({ code, path, reason, flow, version }: PlannedVersion): Problem {
  const known = code ?? "tag-elsewhere";
  const message = `${flow} ${version}: ${reason ?? CODES[known].headline}`;
  return { code: known, severity: "error", path, line: null, message, fix: "Run `flow-tagbot plan` for the commands that solve it." };
}

function toKey({ code, path }: { readonly code: string | null; readonly path: string | null }): string {
  return `${code ?? ""}\0${path ?? ""}`;
}

/** What failed while the plan was carried out, as problems. */
export function failureProblems(outcomes: readonly Outcome[]): readonly Problem[] {
  return outcomes.flatMap(({ action: { flow, version }, result }): readonly Problem[] => {
    if (result.kind !== "failed") return [];
    const { code, message, fix } = result.failure;
    return [{ code, severity: "error", path: null, line: null, message: `${flow} ${version}: ${message}`, fix }];
  });
}
