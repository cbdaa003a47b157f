import type { Code } from "./codes.ts";
import type { Problem } from "./problem.ts";

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What a schema found wrong with a file that a program wrote, a problem each. */
export function schemaProblems(code: Code, issues: readonly Issue[], fix: string): readonly [Problem, ...Problem[]] {
  const [first, ...rest] = issues.map(({ path, message }): Problem => {
    const place = path.length === 0 ? "" : `${path.map(String).join(".")}: `;
    return { code, severity: "error", path: null, line: null, message: `${place}${message}.`, fix };
  });
  if (first === undefined) throw new TypeError("a refused value has no issue");
  return [first, ...rest];
}
