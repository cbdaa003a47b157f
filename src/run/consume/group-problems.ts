import type { Problem } from "../../model/problem.ts";

/** A problem, and whose it is in sentences. */
export interface OwnProblem {
  readonly owner: string;
  readonly problem: Problem;
}

const SHOWN = 5;

/** Problems that begin with their owner; one that several have, such as a registry that is down, is told once. */
export function groupProblems(problems: readonly OwnProblem[]): readonly Problem[] {
  const groups = Map.groupBy(problems, ({ problem: { code, message, fix, path } }) => JSON.stringify([code, message, fix, path]));
  return [...groups.values()].flatMap((group): readonly Problem[] => {
    const owners = [...new Set(group.map(({ owner }) => owner))];
    const more = owners.length - SHOWN;
    const shown = more > 1 ? `${owners.slice(0, SHOWN).join(", ")} and ${more} more` : owners.join(", ");
    return group.slice(0, 1).map(({ problem }) => ({ ...problem, message: `${shown}: ${problem.message}` }));
  });
}
