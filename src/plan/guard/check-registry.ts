import type { Finding } from "../../model/finding.ts";
import type { Problem } from "../../model/problem.ts";
import { problemFinding } from "./finding.ts";
import type { PullSnapshot } from "./snapshot.ts";

/** What is wrong with names and places of files that a pull request touches, as far as it was not so before. */
export function checkRegistry({ base, head, changed }: Pick<PullSnapshot, "base" | "head" | "changed">): readonly Finding[] {
  const paths = new Set(changed.map(({ path }) => path));
  const known = new Set(base.registry.problems.map(keyOf));
  const versions = new Map(head.registry.files.map((file) => [file.path, file]));
  return head.registry.problems.flatMap((problem) => {
    if (known.has(keyOf(problem))) return [];
    // A root is no file; only what happens to the files in it can make it go away.
    if (problem.code !== "root-missing" && (problem.path === null || !paths.has(problem.path))) return [];
    const file = versions.get(problem.path ?? "");
    return [problemFinding(problem, { flow: file?.flow ?? null, version: file?.version ?? null })];
  });
}

function keyOf({ code, path }: Problem): string {
  return `${code} ${path ?? ""}`;
}
