import type { Code } from "../model/codes.ts";
import { Failure } from "../model/failure.ts";
import type { Problem } from "../model/problem.ts";

/** The part of a reference that a failure is about. */
const PARTS: Partial<Record<Code, "flow" | "registry" | "ref">> = {
  "flow-unknown": "flow",
  "flow-ambiguous": "flow",
  "registry-unknown": "registry",
  "ref-on-path": "ref",
  "ref-unknown": "ref",
  "ref-ambiguous": "ref",
  "version-unknown": "ref",
  "range-unsatisfied": "ref",
};

/**
 * A failure to find what a reference names, with the column (in characters from 1) of the part that is at fault before its
 * message; of a part that is not written, the column of the flow. Anything else stays as it is.
 */
export function atColumn(error: unknown, text: string): unknown {
  if (!(error instanceof Failure) || error.problems.every(({ code }) => PARTS[code] === undefined)) return error;
  const place = (problem: Problem): Problem => {
    const part = PARTS[problem.code];
    if (part === undefined) return problem;
    return { ...problem, message: `${JSON.stringify(text)}, column ${String(columnOf(text, part))}: ${problem.message}` };
  };
  const [first, ...others] = error.problems;
  return new Failure([place(first), ...others.map(place)], error);
}

/** Does some work for a reference; what it fails with has its column. */
export async function inReference<Result>(text: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw atColumn(error, text);
  }
}

function columnOf(text: string, part: "flow" | "registry" | "ref"): number {
  const hash = text.indexOf("#");
  const at = text.slice(0, hash < 0 ? undefined : hash).indexOf("@");
  switch (part) {
    case "flow":
      return 1;
    case "registry":
      return at < 0 ? 1 : at + 2;
    case "ref":
      if (hash >= 0) return hash + 2;
      // The version of a request (`flow@1.2.0`) stands where registries do.
      return at >= 0 && !/[A-Za-z]/.test(text.charAt(at + 1)) ? at + 2 : 1;
  }
}
