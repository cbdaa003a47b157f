import { describe, expect, test } from "vitest";
import { Failure } from "../../src/model/failure.ts";
import type { Plan } from "../../src/model/plan.ts";
import { checkPlan } from "../../src/plan/check-plan.ts";
import { parsePlan } from "../../src/plan/parse-plan.ts";
import { BESIDE, carryOut, planOf, type Scenario } from "./snapshot.ts";

const SCENARIO: Scenario = {
  landings: [
    { "flows/chat/1.0.0.yml": "1", "flows/chat/1.1.0.yml": "2", "flows/triage/1.0.0.yml": "t" },
    { "flows/chat/1.0.0.yml": "1b", "flows/chat/1.2.0.yml": { link: "x" }, "flows/triage/2.0.0.yml": { link: "x" } },
  ],
  tags: { "chat-v1.0.0": 0 },
  config: { latest: "triage" },
};
const PLAN = planOf(SCENARIO);

/** What `plan --json` wrote, read again. */
const reread = (plan: Plan): Plan => parsePlan(JSON.stringify(plan));

function check(earlier: Plan, current: Plan): string {
  try {
    checkPlan(earlier, current);
    return "holds";
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}

describe("checkPlan", () => {
  test("a plan that still holds is given back whole, with codes and problems", () => {
    const [first = {}, ...others] = SCENARIO.landings;
    const plan = planOf({ ...SCENARIO, landings: [{ ...first, "flows/chat/v2.0.0.yml": "misnamed" }, ...others] });
    expect(plan.problems.map(({ code }) => code)).toEqual(["version-name-v", "version-link", "version-link"]);
    expect(checkPlan(reread(plan), plan)).toEqual(plan);
  });

  test("a plan for some of the versions stays one for some of them", () => {
    const some = planOf(SCENARIO, { flows: ["chat"] });
    expect(checkPlan(reread(some), PLAN)).toEqual(some);
  });

  test("what is left to a person is narrowed like the versions", () => {
    const refused: Scenario = { ...SCENARIO, obstacles: { "chat-v1.1.0": {}, "triage-v1.0.0": {} } };
    const whole = planOf(refused);
    expect(new Set(whole.manual.map(({ tag }) => tag))).toEqual(new Set(["chat-v1.1.0", "triage-v1.0.0"]));
    const some = checkPlan(reread(planOf(refused, { flows: ["triage"] })), whole);
    expect(some.manual).toEqual(whole.manual.filter(({ flow }) => flow === "triage"));
    expect(some.manual).not.toEqual([]);
    expect(checkPlan({ ...reread(whole), manual: [] }, whole).manual).toEqual(whole.manual);
  });

  test("actions may be left out", () => {
    const [first] = PLAN.actions;
    const actions = first === undefined ? [] : [first];
    expect(checkPlan({ ...reread(PLAN), actions }, PLAN).actions).toEqual(actions);
  });

  const [tag, release] = [
    PLAN.actions.find(({ type }) => type === "create-tag"),
    PLAN.actions.find(({ type }) => type === "create-release"),
  ];
  test.each<[string, Plan]>([
    ["the branch has another name", { ...PLAN, branch: "release" }],
    ["the branch moved", { ...PLAN, head: BESIDE }],
    [
      "a tag's target was changed",
      { ...PLAN, actions: PLAN.actions.map((action) => (action.type === "mark-latest" ? action : { ...action, target: BESIDE })) },
    ],
    ["a version is not there", { ...PLAN, versions: PLAN.versions.map((version) => ({ ...version, path: `x${version.path}` })) }],
    ["a version's state was changed", { ...PLAN, versions: PLAN.versions.map((version) => ({ ...version, state: "pending" })) }],
    [
      "an action is for a version that needs none",
      { ...PLAN, actions: [{ type: "mark-latest", flow: "chat", version: "1.0.0", tag: "chat-v1.0.0" }] },
    ],
    ["a tag's message was changed", { ...PLAN, actions: tag?.type === "create-tag" ? [{ ...tag, message: "other\n" }] : [] }],
    ["a release's draft state was changed", { ...PLAN, actions: release?.type === "create-release" ? [{ ...release, draft: true }] : [] }],
  ])("a plan is refused when %s", (_, earlier) => {
    expect(check(reread(earlier), PLAN)).toBe("plan-outdated");
  });

  test("a plan is refused when a tag in conflict moved to another wrong commit", () => {
    const conflicting = (place: number | "beside"): Plan =>
      planOf({ landings: [...SCENARIO.landings, {}], tags: { "chat-v1.1.0": place } });
    expect(check(reread(conflicting("beside")), conflicting("beside"))).toBe("holds");
    expect(check(reread(conflicting("beside")), conflicting(2))).toBe("plan-outdated");
  });

  test.each<[string, Scenario]>([
    ["a tag was made", { ...SCENARIO, tags: { ...SCENARIO.tags, "chat-v1.1.0": 0 } }],
    ["a tag was made elsewhere", { ...SCENARIO, tags: { ...SCENARIO.tags, "chat-v1.1.0": "beside" } }],
    ["a tag was deleted", { ...SCENARIO, tags: {} }],
    ["a tag moved", { ...SCENARIO, tags: { "chat-v1.0.0": "beside" } }],
    ["a release was made", { ...SCENARIO, releases: { "chat-v1.1.0": "published" } }],
    ["the plan was carried out", carryOut(SCENARIO, PLAN.actions)],
    ["a tag is refused", { ...SCENARIO, obstacles: { "chat-v1.1.0": {} } }],
    ["something landed", { ...SCENARIO, landings: [...SCENARIO.landings, {}] }],
    ["the configuration changed", { ...SCENARIO, config: { ...SCENARIO.config, title: "{tag}" } }],
  ])("a plan is refused when meanwhile %s", (_, now) => {
    expect(check(reread(PLAN), planOf(now))).toBe("plan-outdated");
  });
});
