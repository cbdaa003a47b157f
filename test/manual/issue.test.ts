import fc from "fast-check";
import { expect, test } from "vitest";
import {
  ISSUE_MARKER,
  MAX_ISSUE,
  planIssue,
  renderIssue,
  renderSteps,
  type FoundIssue,
  type IssueChange,
  type ReportedRun,
} from "../../src/manual/issue.ts";
import { digestOf, keysOf, parseBlocks, toBlocks } from "../../src/manual/issue-blocks.ts";
import { stepKey, type Step } from "../../src/manual/steps.ts";
import { plan, version } from "./sample-plan.ts";
import { foreignSteps, misnamed, refused } from "./sample-steps.ts";

const run = (steps: readonly Step[], part: Partial<ReportedRun> = {}): ReportedRun => ({
  ...{ steps, plan: plan({}), outcomes: [], narrowed: false, complete: true },
  ...part,
});
const found = (steps: readonly Step[], part: Partial<FoundIssue> = {}): FoundIssue => ({
  ...{ number: 7, body: renderIssue(toBlocks(steps)), state: "open", unwanted: false },
  ...part,
});
const [one, two] = [refused("1.0.0"), misnamed("b")];

test.each<[string, FoundIssue | null, ReportedRun, IssueChange["kind"]]>([
  ["nothing is wrong and there is no issue", null, run([]), "none"],
  ["the first step comes up", null, run([one]), "create"],
  ["everything is as it was", found([one]), run([one]), "none"],
  [
    "it was only saved in a browser",
    found([one], {
      body: renderIssue(toBlocks([one]))
        .trimEnd()
        .replaceAll("\n", "\r\n"),
    }),
    run([one]),
    "none",
  ],
  ["a step is new", found([one]), run([one, two]), "edit"],
  ["all is right", found([one]), run([]), "close"],
  ["a closed one's step comes back", found([one], { state: "closed" }), run([one]), "edit"],
  ["nothing came back", found([one], { state: "closed" }), run([]), "none"],
  ["a person closed it as not wanted", found([one, two], { state: "closed", unwanted: true }), run([two, one]), "none"],
  ["a part of what nobody wanted is left", found([one, two], { state: "closed", unwanted: true }), run([two]), "none"],
  ["something else comes up after it was not wanted", found([one], { state: "closed", unwanted: true }), run([one, two]), "edit"],
  ["somebody emptied it", found([], { body: `${ISSUE_MARKER}\n` }), run([one]), "edit"],
])("When %s", (_, issue, reported, kind) => {
  expect(planIssue(issue, reported).kind).toBe(kind);
});

test("A comment tells what is new and what is no longer needed, and there is none when only the text changes", () => {
  expect(planIssue(found([one]), run([two]))).toMatchObject({
    kind: "edit",
    comment: [
      "New:\n\n- **b v1** <code>flows/b/v1.yml</code>: The name starts with v.",
      "No longer needed:\n\n- **code&#95;review 1.0.0** <code>flows/code&#95;review/1.0.0.yml</code>: The tag was refused.",
    ].join("\n\n"),
  });
  expect(planIssue(found([one]), run([{ ...one, what: "The tag was refused again." }]))).toMatchObject({ kind: "edit", comment: null });
});

test("Ticks and steps that a run did not come to stay; a reopened issue begins without ticks", () => {
  const issue = found([one, two]);
  const ticked = { ...issue, body: issue.body.replaceAll("- [ ]", "- [x]") };
  const ticksOf = (change: IssueChange): readonly (readonly [string, boolean])[] =>
    "body" in change
      ? parseBlocks(change.body).flatMap(({ members }) => members.map((member) => [member.key, member.ticked] as const))
      : [];
  const narrowed = planIssue(ticked, run([misnamed("c")], { narrowed: true }));
  expect(ticksOf(narrowed)).toEqual([
    [stepKey(misnamed("c")), false],
    [stepKey(two), true],
    [stepKey(one), true],
  ]);
  expect(ticksOf(planIssue({ ...ticked, state: "closed" }, run([one])))).toEqual([[stepKey(one), false]]);
  expect(planIssue(ticked, run([one, two]))).toEqual({ kind: "none" });
});

test("A narrowed run never closes what it did not look at", () => {
  const looked = plan({ versions: [version({ flow: "chat", state: "released" })] });
  expect(planIssue(found([one]), run([], { narrowed: true, plan: looked }))).toEqual({ kind: "none" });
});

test("A list that is too long says so, in comments too, and is not touched by a narrowed run", () => {
  const many = Array.from({ length: 1000 }, (_, index) => misnamed(`flow_${index}`));
  const change = planIssue(found(many), run([...many, one]));
  expect(change).toMatchObject({ kind: "edit", comment: "The list has changed; it has 1001 entries now." });
  expect(planIssue(found(many), run(many))).toEqual({ kind: "none" });
  expect(planIssue(found(many), run([], { narrowed: true }))).toEqual({ kind: "none" });
});

test("Any number and size of steps gives an issue and comments that GitHub takes", () => {
  fc.assert(
    fc.property(foreignSteps, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (steps, copies, length) => {
      const many = Array.from({ length: copies }, (_, copy) =>
        steps.map((step) => ({ ...step, path: `${step.path}${copy}`, flow: step.flow.repeat(length), what: step.what.repeat(length) })),
      ).flat();
      const before = run(many.slice(many.length / 2));
      const change = planIssue(found(before.steps), run(many));
      const texts = [renderIssue(toBlocks(many)), ...(change.kind === "edit" ? [change.body, change.comment ?? ""] : [])];
      for (const text of texts) expect(text.length).toBeLessThanOrEqual(MAX_ISSUE);
    }),
    { numRuns: 30 },
  );
});

test("The issue tells which set it is for, and lists it", () => {
  const body = renderIssue(toBlocks([one, two]));
  expect(body).toMatch(new RegExp(`^${ISSUE_MARKER}\n<!-- flow-tagbot:set ${digestOf([stepKey(two), stepKey(one)])} -->\n`));
  expect(keysOf(parseBlocks(body))).toEqual([stepKey(one), stepKey(two)]);
});

test("The file has everything, however long it is", () => {
  const notes = "long\n".repeat(2000);
  const steps = Array.from({ length: 40 }, (_, minor) => refused(`1.${minor}.0`, {}, notes));
  expect(renderSteps(steps).split(notes)).toHaveLength(41);
});
