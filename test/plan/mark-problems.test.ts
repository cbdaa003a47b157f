import { expect, test } from "vitest";
import type { Config } from "../../src/config/config.ts";
import { markProblems } from "../../src/plan/mark-problems.ts";
import { toSnapshot } from "./snapshot.ts";

const YANK = { flow: "code_review", root: null, reason: "Wrong" };
const DEPRECATION = { flow: "code_review", root: null, versions: null, since: null, use: null, reason: null };

function fixes(part: Partial<Config>): readonly string[] {
  const snapshot = toSnapshot({
    landings: [
      { "code_review/1.10.0.yml": "1", "code_review/0.9.0.yml": "0", "chat/2.0.0-rc.1.yml": "2" },
      { "code_review/0.9.0.yml": null },
    ],
    tags: { "code_review-v0.9.0": 0 },
    config: part,
  });
  const problems = markProblems(snapshot);
  expect(problems.every(({ code, severity }) => code === "mark-unknown" && severity === "warning")).toBe(true);
  return problems.map(({ fix }) => /^Did you mean (.*)\?$/u.exec(fix)?.[1] ?? "");
}

test.each<readonly [string, Partial<Config>, readonly string[]]>([
  ["a version that there is", { yanked: [{ ...YANK, version: "1.10.0" }] }, []],
  ["a withdrawn version", { yanked: [{ ...YANK, version: "0.9.0" }] }, []],
  ["a mistyped version", { yanked: [{ ...YANK, version: "1.1.0" }] }, ["1.10.0"]],
  ["a mistyped flow", { yanked: [{ ...YANK, flow: "code_reveiw", version: "1.10.0" }] }, ["code_review"]],
  ["another root", { yanked: [{ ...YANK, version: "1.10.0", root: "flows" }] }, ["1.10.0"]],
  ["a whole flow", { deprecated: [DEPRECATION] }, []],
  ["a range that covers nothing", { deprecated: [{ ...DEPRECATION, versions: ">=3" }] }, [""]],
  ["a range that does not name the only prerelease", { deprecated: [{ ...DEPRECATION, flow: "chat", versions: "*" }] }, [""]],
  ["nothing like it", { deprecated: [{ ...DEPRECATION, flow: "translation" }] }, [""]],
])("an entry about %s", (_name, part, expected) => {
  expect(fixes(part)).toEqual(expected);
});
