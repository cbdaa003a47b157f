import { expect, test } from "vitest";
import { stepKey, toSteps, type Step } from "../../src/manual/steps.ts";
import type { Code } from "../../src/model/codes.ts";
import type { Outcome } from "../../src/model/outcome.ts";
import { context, createRelease, createTag, failure, mixed, plan, version } from "./sample-plan.ts";

const pending = version({});
const [tag, release] = [createTag(pending), createRelease(pending)];
const pendingPlan = plan({ versions: [pending], actions: [tag, release] });
const notTried: Outcome["result"] = { kind: "not-tried", why: "Its tag is not there." };
const done: Outcome["result"] = { kind: "done", url: null };

const words = (steps: readonly Step[]): readonly (readonly string[])[] =>
  steps.map(({ ways }) =>
    ways.flatMap(({ commands }) => commands.flatMap((command) => /git tag|git push|gh release create/.exec(command) ?? [])),
  );

test("Versions in conflict, drifted or blocked are steps, in the order of the plan; others are none", () => {
  expect(toSteps(mixed, [], context).map(({ flow, code, what }) => [flow, code, what])).toEqual([
    ["triage", "file-changed", "flows/triage/1.2.0.yml was changed after triage-v1.2.0 was tagged."],
    ["fix_pipeline", "version-link", "flows/fix_pipeline/0.1.0.yml is a symbolic link."],
  ]);
});

test("The line of a file that is at fault is named", () => {
  const broken = version({ state: "blocked", code: "version-yaml-invalid", reason: "It is not valid YAML" });
  const problem = { code: "version-yaml-invalid", severity: "error", path: broken.path, line: 3, message: "", fix: "" } as const;
  expect(toSteps(plan({ versions: [broken], problems: [problem] }), [], context).map(({ what }) => what)).toEqual([
    "It is not valid YAML. See line 3.",
  ]);
});

test("A refused version is one step, with the server's words and commands for all that is left of it", () => {
  const [step, ...others] = toSteps(
    pendingPlan,
    [
      { action: tag, result: failure("push-ruleset") },
      { action: release, result: notTried },
    ],
    context,
  );
  expect(others).toEqual([]);
  expect(step).toMatchObject({
    code: "push-ruleset",
    path: pending.path,
    what: "The tag was refused.",
    serverWords: "remote: GH013 Repository rule violations",
  });
  expect(words(step === undefined ? [] : [step])).toEqual([["git tag", "git push", "gh release create"]]);
});

test("When only the release is refused, only that is left", () => {
  const steps = toSteps(
    pendingPlan,
    [
      { action: tag, result: done },
      { action: release, result: failure("release-workflow") },
    ],
    context,
  );
  expect(words(steps)).toEqual([["gh release create"]]);
});

test.each<[string, Outcome["result"]]>([
  ["passing failures", failure("git-network")],
  ["our own bugs", failure("internal")],
  ["what was not tried", notTried],
  ["what is done", done],
])("%s are no steps", (_, result) => {
  expect(toSteps(pendingPlan, [{ action: tag, result }], context)).toEqual([]);
});

test("Given notes go into the commands", () => {
  const notes = new Map([[tag.tag, "## Notes\n"]]);
  const [step] = toSteps(pendingPlan, [{ action: release, result: failure("forge-denied") }], { ...context, notes });
  expect(step?.ways[0]?.commands.join("\n")).toContain("<<'END_OF_NOTES'\n## Notes\nEND_OF_NOTES");
});

test("A step is known again by its code and path", () => {
  const key = (code: Code): string => stepKey({ code, path: "flows/a/1.0.0.yml" });
  expect(key("push-denied")).toBe(key("push-denied"));
  expect(key("push-denied")).not.toBe(key("push-ruleset"));
});
