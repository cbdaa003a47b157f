import type { Selection } from "../config/config.ts";
import type { Problem } from "../model/problem.ts";
import { markProblems } from "./mark-problems.ts";
import type { Obstacle } from "./obstacles.ts";
import type { Snapshot } from "./snapshot.ts";

/** The problems of a plan: those of the selected files, and those that no file is to blame for. */
export function planProblems(
  snapshot: Snapshot,
  { flows, version }: Pick<Selection, "flows" | "version">,
  selected: ReadonlySet<string>,
): readonly Problem[] {
  const { problems } = snapshot.registry;
  const everything = flows.length === 0 && version === null;
  const kept = everything
    ? problems
    : problems.filter(({ code, path }) => code === "root-missing" || (path !== null && selected.has(path)));
  return [
    ...notPushed(snapshot),
    ...[...snapshot.obstacles.values()].map(toProblem),
    ...(everything ? markProblems(snapshot) : []),
    ...kept,
  ];
}

function toProblem({ code, path, line, message, fix }: Obstacle): Problem {
  return { code, severity: "error", path, line, message, fix };
}

/** Whoever plans in a clone expects to see what was just committed there. */
function notPushed({ branch, localAhead }: Snapshot): readonly Problem[] {
  if (!localAhead) return [];
  const message = `Your ${branch} has commits that are not on the remote yet; only what is on the remote is looked at.`;
  return [
    {
      code: "branch-not-pushed",
      severity: "warning",
      path: null,
      line: null,
      message,
      fix: `Push or merge ${branch} first to see them here.`,
    },
  ];
}
