import type { Code } from "../model/codes.ts";
import type { Problem } from "../model/problem.ts";

/** A value that was read from text, or everything that is wrong with the text. */
export type Parsed<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problems: readonly [Problem, ...Problem[]] };

/** The value if there is one and nothing is wrong; a missing value needs a problem that says why. */
export function parsed<Value>(value: Value | null, problems: readonly Problem[]): Parsed<Value> {
  const [first, ...rest] = problems;
  if (first !== undefined) return { ok: false, problems: [first, ...rest] };
  if (value === null) throw new TypeError("a refused value has no problem");
  return { ok: true, value };
}

export function errorIn(code: Code, path: string | null, line: number | null, message: string, fix: string): Problem {
  return { code, severity: "error", path, line, message, fix };
}
