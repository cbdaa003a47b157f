import fc from "fast-check";
import { expect, test } from "vitest";
import type { Outcome } from "../../src/model/outcome.ts";
import type { Plan } from "../../src/model/plan.ts";
import { toOutputs } from "../../src/output/outputs.ts";
import { createRelease, createTag, failure, foreignOutcomes, foreignPlan, mixed, plan, sha, version } from "../manual/sample-plan.ts";

const LISTS = ["releases", "tags", "conflicts", "blocked", "remaining"] as const;

function read(of: Plan, outcomes: readonly Outcome[]): Record<string, unknown> {
  const { released, plan: planText, "issue-url": issueUrl, ...lists } = toOutputs(of, outcomes, { issueUrl: null });
  const parsed = Object.entries(lists).map(([name, text]): [string, unknown] => [name, JSON.parse(text)]);
  return { released, issueUrl, plan: JSON.parse(planText), ...Object.fromEntries(parsed) };
}

test("With nothing done every output is there, in the same shape", () => {
  expect(read(plan({}), [])).toEqual({
    released: "false",
    issueUrl: "",
    plan: plan({}),
    releases: [],
    tags: [],
    conflicts: [],
    blocked: [],
    remaining: [],
  });
});

test("Tags and releases of this run are listed with what later steps need", () => {
  const one = version({});
  const outcomes: readonly Outcome[] = [
    { action: createTag(one), result: { kind: "done", url: null } },
    { action: { ...createRelease(one), draft: true }, result: { kind: "done", url: "https://example.org/r" } },
    { action: createTag(version({ flow: "other" })), result: { kind: "already-right", url: null } },
  ];
  expect(read(plan({ versions: [one] }), outcomes)).toMatchObject({
    released: "true",
    tags: ["code_review-v1.0.0"],
    releases: [
      {
        flow: "code_review",
        version: "1.0.0",
        tag: "code_review-v1.0.0",
        target: sha("a"),
        digest: one.digest,
        url: "https://example.org/r",
        prerelease: false,
        draft: true,
        latest: false,
      },
    ],
  });
});

test("What needs a person and what a later run does are told apart", () => {
  const refused = version({ flow: "refused" });
  const flaky = version({ flow: "flaky" });
  const late = version({ flow: "late" });
  const outcomes: readonly Outcome[] = [
    { action: createTag(refused), result: failure("push-ruleset") },
    { action: createRelease(refused), result: { kind: "not-tried", why: "no tag" } },
    { action: createTag(flaky), result: failure("push-failed") },
    { action: createRelease(flaky), result: { kind: "not-tried", why: "no tag" } },
    { action: createTag(late), result: { kind: "not-tried", why: "budget" } },
  ];
  const outputs = read({ ...mixed, versions: [...mixed.versions, refused, flaky, late] }, outcomes);
  expect(outputs).toMatchObject({
    conflicts: [{ flow: "triage", code: "file-changed", path: "flows/triage/1.2.0.yml", tag: "triage-v1.2.0" }],
    blocked: [
      { flow: "fix_pipeline", code: "version-link" },
      { flow: "refused", code: "push-ruleset", path: "flows/refused/1.0.0.yml" },
    ],
    remaining: [
      { flow: "flaky", version: "1.0.0", tag: "flaky-v1.0.0" },
      { flow: "late", version: "1.0.0", tag: "late-v1.0.0" },
    ],
  });
});

test("Whatever the names are, outputs are single lines of valid JSON that give the very plan back", () => {
  fc.assert(
    fc.property(
      foreignPlan.chain((of) => fc.tuple(fc.constant(of), foreignOutcomes(of))),
      ([of, outcomes]) => {
        const outputs = toOutputs(of, outcomes, { issueUrl: null });
        expect(JSON.parse(outputs.plan)).toEqual(of);
        for (const name of LISTS) expect(JSON.parse(outputs[name])).toBeInstanceOf(Array);
        for (const text of Object.values(outputs)) expect(text).not.toMatch(/[\p{C}]|^\s*::/u);
      },
    ),
  );
});

test("A version that is known to be refused is blocked, and the plan has what a person can do for it", () => {
  const refused = version({ state: "blocked", code: "push-workflow", reason: "The token may not push it." });
  const of = plan({ versions: [refused], manual: [createTag(refused), createRelease(refused)] });
  expect(read(of, [])).toMatchObject({
    released: "false",
    blocked: [
      { flow: "code_review", version: "1.0.0", tag: "code_review-v1.0.0", code: "push-workflow", reason: "The token may not push it." },
    ],
    remaining: [],
    plan: { actions: [], manual: [{ type: "create-tag" }, { type: "create-release" }] },
  });
});

test("The address of the issue is passed on", () => {
  expect(toOutputs(plan({}), [], { issueUrl: "https://example.org/issues/1" })["issue-url"]).toBe("https://example.org/issues/1");
});
