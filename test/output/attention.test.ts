import { expect, test } from "vitest";
import type { Outcome } from "../../src/model/outcome.ts";
import { allProblems, failureProblems, needingAPerson, problemsApart } from "../../src/output/attention.ts";
import { createTag, mixed, plan, version } from "../manual/sample-plan.ts";

test("Conflict, drift and block need a person, nothing else does", () => {
  expect(needingAPerson(mixed).map(({ state }) => state)).toEqual(["drifted", "blocked"]);
});

test("A version that needs a person is told once", () => {
  const blocked = version({ state: "blocked", code: "version-link", reason: "It is a link." });
  const own = {
    code: "version-link",
    severity: "error",
    path: blocked.path,
    line: null,
    message: "It is a link.",
    fix: "Copy it.",
  } as const;
  const other = { ...own, path: "elsewhere.yml" };
  const both = plan({ versions: [blocked], problems: [own, other] });
  expect(problemsApart(both)).toEqual([other]);
  expect(allProblems(both)).toEqual([own, other]);
});

test("A version in conflict without a problem of its own becomes one, at its file", () => {
  expect(allProblems(mixed).slice(mixed.problems.length)).toMatchObject([
    { code: "file-changed", severity: "error", path: "flows/triage/1.2.0.yml" },
    { code: "version-link", severity: "error", path: "flows/fix_pipeline/0.1.0.yml" },
  ]);
});

test("what failed is a problem with its version, and nothing else is", () => {
  const failed: Outcome = {
    action: createTag(version({})),
    result: { kind: "failed", failure: { code: "push-ruleset", message: "Refused.", serverWords: null, fix: "Allow it." } },
  };
  const done: Outcome = { action: createTag(version({})), result: { kind: "done", url: null } };
  expect(failureProblems([failed, done])).toEqual([
    { code: "push-ruleset", severity: "error", path: null, line: null, message: "code_review 1.0.0: Refused.", fix: "Allow it." },
  ]);
});
