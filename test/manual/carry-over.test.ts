import { expect, test } from "vitest";
import { carryOver, withTicks, type ReportedRun } from "../../src/manual/carry-over.ts";
import { keysOf, toBlocks } from "../../src/manual/issue-blocks.ts";
import type { Outcome } from "../../src/model/outcome.ts";
import type { PlannedVersion } from "../../src/model/plan.ts";
import { createTag, failure, plan, version } from "./sample-plan.ts";
import { refused } from "./sample-steps.ts";

const old = toBlocks([refused("1.0.0")]);
const key = "push-ruleset flows/code_review/1.0.0.yml";

const run = (
  part: Partial<ReportedRun> & { readonly version?: Partial<PlannedVersion> | null },
  result?: Outcome["result"],
): ReportedRun => {
  const planned = part.version === null ? [] : [version(part.version ?? {})];
  const outcomes = result === undefined ? [] : planned.map((one) => ({ action: createTag(one), result }));
  return { steps: [], plan: plan({ versions: planned }), outcomes, narrowed: false, complete: true, ...part };
};

test.each<[string, ReportedRun, boolean]>([
  ["was left for a later run by a limit", run({}), true],
  ["was not tried because the time was up", run({}, { kind: "not-tried", why: "The time is up." }), true],
  ["failed in passing", run({}, failure("git-network")), true],
  ["lacks only its release, which was not tried", run({ version: { state: "partial" } }), true],
  ["was not looked at by a narrowed run", run({ version: null, narrowed: true }), true],
  ["was made", run({}, { kind: "done", url: null }), false],
  ["was made by somebody else", run({ version: { state: "released" } }), false],
  ["was made meanwhile", run({}, { kind: "already-right", url: null }), false],
  ["is gone from the branch", run({ version: null }), false],
  ["is right, and the run was narrowed to it", run({ version: { state: "released" }, narrowed: true }), false],
  ["has another step now", run({ steps: [refused("1.0.0", { code: "push-denied" })] }, failure("push-denied")), false],
])("The step of a version that %s", (_, reported, stays) => {
  expect(keysOf(carryOver(old, reported))).toEqual(stays ? [key] : []);
});

test.each([
  ["release-workflow", false, true],
  ["release-workflow", true, false],
  ["push-workflow", false, false],
] as const)("A step about %s stays where releases were looked up: %s, %s", (code, complete, stays) => {
  const about = toBlocks([refused("1.0.0", { code })]);
  expect(carryOver(about, run({ version: { state: "released" }, complete }))).toHaveLength(stays ? 1 : 0);
});

test("Ticks are taken over by key", () => {
  const blocks = toBlocks([refused("1.0.0"), refused("1.1.0")]);
  const ticked = old.map((block) => ({ ...block, members: block.members.map((member) => ({ ...member, ticked: true })) }));
  expect(withTicks(blocks, ticked).flatMap(({ members }) => members.map((member) => member.ticked))).toEqual([true, false]);
});
