import { Failure } from "../model/failure.ts";
import type { Problem } from "../model/problem.ts";
import { renderProblems } from "../output/manual-text.ts";

export interface FailureReport {
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** What stopped the run, for people: all problems at once; a stack trace only for our own bugs. */
export function reportFailure(error: unknown, colour: boolean): FailureReport {
  if (error instanceof Failure) {
    const lines = renderProblems(error.problems, {
      colour,
      width: 100,
      manual: { remote: null, pushTo: null, site: null, sign: false, notes: new Map(), config: { roots: null, tag: "" } },
    });
    return { text: lines.join("\n").trimStart(), problems: error.problems };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const message = "This is an error in flow-tagbot itself. Please report it with the lines below.";
  return {
    text: `${message}\n\n${stack}`,
    problems: [
      {
        code: "internal",
        severity: "error",
        path: null,
        line: null,
        message: error instanceof Error ? error.message : String(error),
        fix: message,
      },
    ],
  };
}
