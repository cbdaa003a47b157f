import { describe, expect, test } from "vitest";
import { Failure } from "../../src/model/failure.ts";
import { EDIT_REASONS, type Plan } from "../../src/model/plan.ts";
import { NO_MARKS } from "../../src/model/marks.ts";
import { parsePlan } from "../../src/plan/parse-plan.ts";
import { mixed } from "../manual/sample-plan.ts";
import { landing, planOf } from "./snapshot.ts";

const PLAN = planOf({
  landings: [
    { "flows/chat/1.0.0.yml": "1", "flows/chat/1.1.0.yml": "2", "flows/chat/2.0.0-orbit.yml": "3" },
    { "flows/chat/1.0.0.yml": "1b", "flows/chat/1.2.0.yml": { link: "x" }, "flows/chat/1.1.0.yml": null },
  ],
  tags: { "chat-v1.0.0": 0, "chat-v1.1.0": 0 },
  config: { latest: "chat" },
});

const marked = planOf({
  landings: [{ "flows/chat/1.0.0.yml": "1" }],
  config: {
    yanked: [{ flow: "chat", version: "1.0.0", root: null, reason: "Wrong" }],
    deprecated: [{ flow: "chat", versions: null, root: null, since: "2026-01-01", use: "talk", reason: null }],
  },
});

/** What is left of a plan: codes and problems are made anew when it is checked. */
function bare(plan: Plan): Plan {
  return { ...plan, versions: plan.versions.map((version) => ({ ...version, code: null })), problems: [] };
}

function code(text: string): string {
  try {
    parsePlan(text);
    return "taken";
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}

describe("parsePlan", () => {
  test.each([
    ["a plan of every state that needs no forge", PLAN],
    ["a mixed plan", mixed],
    ["an empty plan", { ...PLAN, versions: [], actions: [], problems: [] }],
  ])("reads back %s", (_, plan) => {
    expect(parsePlan(JSON.stringify(plan))).toEqual(bare(plan));
  });

  test("reads every type of action back", () => {
    const named = { flow: "chat", version: "1.0.0", tag: "chat-v1.0.0" };
    const edits = EDIT_REASONS.map((why) => ({ type: "edit-release", ...named, why }) as const);
    const actions: Plan["actions"] = [...mixed.actions, { type: "mark-latest", ...named }, ...edits];
    expect(parsePlan(JSON.stringify({ ...mixed, actions })).actions).toEqual(actions);
  });

  test("reads back what is left to a person, and takes plans of a time that knew nothing of it", () => {
    const refused = planOf({ landings: [{ "flows/chat/1.0.0.yml": "1" }], obstacles: { "chat-v1.0.0": {} } });
    expect(refused.manual).toHaveLength(2);
    expect(parsePlan(JSON.stringify(refused))).toEqual(bare(refused));
    expect(parsePlan(JSON.stringify({ ...refused, manual: undefined }))).toEqual({ ...bare(refused), manual: [] });
  });

  test("reads marks back, and takes plans of a time that knew none", () => {
    const [version] = marked.versions;
    expect(version?.marks).toMatchObject({ yanked: { reason: "Wrong" }, deprecated: { use: "talk" } });
    expect(parsePlan(JSON.stringify(marked))).toEqual(bare(marked));
    const older = { ...PLAN, versions: PLAN.versions.map((known) => ({ ...known, marks: undefined })) };
    expect(parsePlan(JSON.stringify(older))).toEqual(
      bare({ ...PLAN, versions: PLAN.versions.map((known) => ({ ...known, marks: NO_MARKS })) }),
    );
    expect(code(JSON.stringify({ ...marked, versions: [{ ...version, marks: { ...version?.marks, backport: "no" } }] }))).toBe(
      "plan-invalid",
    );
  });

  test("takes commits of repositories that use SHA-256", () => {
    expect(code(JSON.stringify({ ...PLAN, head: "a".repeat(64) }))).toBe("taken");
  });

  const [first] = PLAN.versions;
  const [action] = PLAN.actions;
  test.each<[string, unknown]>([
    ["nothing", ""],
    ["text that is not JSON", "{"],
    ["null", null],
    ["a list", []],
    ["another schema", { ...PLAN, schema: 2 }],
    ["a plan without its branch", { ...PLAN, branch: undefined }],
    ["a short commit", { ...PLAN, head: "abc" }],
    ["an unknown field", { ...PLAN, extra: true }],
    ["an unknown state", { ...PLAN, versions: [{ ...first, state: "done" }] }],
    ["a version without a path", { ...PLAN, versions: [{ ...first, path: undefined }] }],
    ["an unknown action", { ...PLAN, actions: [{ ...action, type: "delete-tag" }] }],
    ["an action with a field too many", { ...PLAN, actions: [{ ...action, force: true }] }],
    ["an unknown action for a person", { ...PLAN, manual: [{ ...action, type: "delete-tag" }] }],
    ["a target for a person that is no commit", { ...PLAN, manual: [{ ...action, target: "--upload-pack=x" }] }],
    ["a target that is no commit", { ...PLAN, actions: [{ ...action, target: "--upload-pack=x" }] }],
    ["outcomes in place of a plan", { plan: PLAN, outcomes: [] }],
  ])("refuses %s", (_, value) => {
    expect(code(typeof value === "string" ? value : JSON.stringify(value))).toBe("plan-invalid");
  });

  test("says where the plan is wrong", () => {
    expect(() => parsePlan(JSON.stringify({ ...PLAN, actions: [{ ...action, target: landing(1).slice(1) }] }))).toThrow(
      /actions\W+0\W+target/,
    );
  });
});
