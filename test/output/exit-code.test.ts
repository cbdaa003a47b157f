import { expect, test } from "vitest";
import type { Code } from "../../src/model/codes.ts";
import type { Outcome } from "../../src/model/outcome.ts";
import type { Plan, VersionState } from "../../src/model/plan.ts";
import { toExitCode } from "../../src/output/exit-code.ts";
import { createTag, failure, plan, version } from "../manual/sample-plan.ts";

const state = (...states: readonly VersionState[]): Plan => plan({ versions: states.map((one) => version({ state: one })) });
const problem = (code: Code, severity: "error" | "warning"): Plan =>
  plan({ problems: [{ code, severity, path: null, line: null, message: "", fix: "" }] });
const outcomes = (...results: readonly Outcome["result"][]): readonly Outcome[] =>
  results.map((result) => ({ action: createTag(version({})), result }));

const done = { kind: "done", url: null } as const;
const alreadyRight = { kind: "already-right", url: null } as const;
const notTried = { kind: "not-tried", why: "budget" } as const;

test.each<[string, Plan, readonly Outcome[], number]>([
  ["nothing to do", plan({}), [], 0],
  ["all done", state("pending"), outcomes(done, alreadyRight), 0],
  ["a dry run with work to do", state("pending", "partial", "withdrawn", "released"), [], 0],
  ["a warning", problem("unversioned", "warning"), [], 0],
  ["a budget", state("pending"), outcomes(done, notTried), 3],
  ["a conflict", state("conflict"), [], 2],
  ["a drift", state("drifted"), outcomes(done), 2],
  ["a block and a budget", state("blocked"), outcomes(notTried), 2],
  ["a file that is misnamed", problem("version-name-v", "error"), [], 2],
  ["a refused push", state("pending"), outcomes(failure("push-ruleset"), notTried), 2],
  ["an unreachable server beside a conflict", state("conflict"), outcomes(failure("forge-unreachable"), failure("push-ruleset")), 1],
  ["a bug", state("pending"), outcomes(failure("internal"), notTried), 1],
  ["a wrong configuration", problem("config-invalid", "error"), [], 1],
])("After %s the exit code is right", (_, of, results, code) => {
  expect(toExitCode(of, results)).toBe(code);
});
