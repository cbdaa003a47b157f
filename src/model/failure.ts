import type { Code } from "./codes.ts";
import type { Problem } from "./problem.ts";

/** What stops a run: the problems found, all of them, the first one as the headline. Never thrown for our own bugs. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly problems: readonly [Problem, ...Problem[]];

  constructor(problems: readonly [Problem, ...Problem[]], cause?: unknown) {
    super(problems[0].message, cause === undefined ? undefined : { cause });
    this.problems = problems;
  }

  get code(): Code {
    return this.problems[0].code;
  }
}

/** A failure of one cause that no file is to blame for. */
export function failure(code: Code, message: string, fix: string, cause?: unknown): Failure {
  return new Failure([{ code, severity: "error", path: null, line: null, message, fix }], cause);
}
