import { describe, expect, test } from "vitest";
import type { Selection } from "../../src/config/config.ts";
import { planNotes } from "../../src/plan/notes-requests.ts";
import { planOf, told, toSnapshot, versionAt, type Scenario } from "./snapshot.ts";

const PATH = "flows/chat/1.0.0.yml";
const TAG = "chat-v1.0.0";
const SCENARIO: Scenario = {
  landings: [{ [PATH]: "1" }, { "flows/chat/1.1.0.yml": "2" }, { "flows/triage/1.0.0.yml": "3" }],
};
const BOTH = [`create-tag ${TAG}`, `create-release ${TAG}`];

describe("a version whose tag would be refused", () => {
  test("is blocked with the obstacle's code, and what it lacks is left to a person", () => {
    const plan = planOf({ ...SCENARIO, obstacles: { [TAG]: { message: "It is refused." } } });
    expect(versionAt(plan, PATH)).toMatchObject({ state: "blocked", code: "push-workflow", reason: "It is refused." });
    expect(told(plan.actions)).toEqual([
      "create-tag chat-v1.1.0",
      "create-tag triage-v1.0.0",
      "create-release chat-v1.1.0",
      "create-release triage-v1.0.0",
    ]);
    expect(plan.manual).toEqual(planOf(SCENARIO).actions.filter(({ tag }) => tag === TAG));
    expect(told(plan.manual)).toEqual(BOTH);
  });

  test("is a problem of its file and line", () => {
    const plan = planOf({ ...SCENARIO, obstacles: { [TAG]: { code: "version-yaml-invalid", path: PATH, line: 3, byHand: false } } });
    expect(plan.problems).toEqual([
      { code: "version-yaml-invalid", severity: "error", path: PATH, line: 3, message: `${TAG} is refused`, fix: "Push it." },
    ]);
  });

  test("whom no other credential helps leaves nothing to do by hand", () => {
    const plan = planOf({ ...SCENARIO, obstacles: { [TAG]: { code: "version-yaml-invalid", byHand: false } } });
    expect(versionAt(plan, PATH)).toMatchObject({ state: "blocked", code: "version-yaml-invalid" });
    expect(plan.manual).toEqual([]);
    expect(plan.actions.filter(({ tag }) => tag === TAG)).toEqual([]);
  });

  test("that the registry blocks keeps the registry's reason, and cannot be done by hand", () => {
    const plan = planOf({ landings: [{ [PATH]: { link: "x" } }], obstacles: { [TAG]: {} } });
    expect(versionAt(plan, PATH)).toMatchObject({ state: "blocked", code: "version-link" });
    expect(plan.manual).toEqual([]);
  });

  test("leaves only its tag to a person when its release exists", () => {
    const plan = planOf({ ...SCENARIO, releases: { [TAG]: "published" }, obstacles: { [TAG]: {} } });
    expect(told(plan.manual)).toEqual([`create-tag ${TAG}`]);
  });

  test("does not take part in the limit", () => {
    const plan = planOf({ ...SCENARIO, obstacles: { [TAG]: {} } }, { limit: 1 });
    expect(told(plan.actions)).toEqual(["create-tag chat-v1.1.0", "create-release chat-v1.1.0"]);
    expect(told(plan.manual)).toEqual(BOTH);
  });

  test("does not get the latest badge by the way", () => {
    const only: Scenario = { landings: [{ [PATH]: "1" }], config: { latest: "chat" } };
    const plan = planOf({ ...only, obstacles: { [TAG]: {} } });
    expect(told(plan.actions)).toEqual([]);
    expect(plan.manual.at(-1)).toMatchObject({ type: "create-release", latest: true });
    expect(plan.manual).toEqual(planOf(only).actions);
  });

  test.each<[Partial<Selection>, readonly string[]]>([
    [{ flows: ["chat"] }, BOTH],
    [{ flows: ["triage"] }, []],
    [{ version: "1.0.0" }, BOTH],
    [{ version: "1.1.0" }, []],
  ])("is part of a plan that selects it: %j", (selection, manual) => {
    expect(told(planOf({ ...SCENARIO, obstacles: { [TAG]: {} } }, selection).manual)).toEqual(manual);
  });

  test("has its notes rendered all the same", () => {
    const snapshot = toSnapshot({ ...SCENARIO, obstacles: { [TAG]: {} } });
    const plan = planOf({ ...SCENARIO, obstacles: { [TAG]: {} } });
    expect(planNotes(snapshot, plan).map(({ tag }) => tag)).toEqual(["chat-v1.1.0", "triage-v1.0.0", TAG]);
  });
});

test("manual actions come oldest landing first, each version's tag before its release", () => {
  const obstacles = { [TAG]: {}, "chat-v1.1.0": {}, "triage-v1.0.0": {} };
  const plan = planOf({ ...SCENARIO, obstacles });
  expect(plan.actions).toEqual([]);
  expect(told(plan.manual)).toEqual([TAG, "chat-v1.1.0", "triage-v1.0.0"].flatMap((tag) => [`create-tag ${tag}`, `create-release ${tag}`]));
});

test("an obstacle for a tag that nobody would make changes no version", () => {
  const done: Scenario = { ...SCENARIO, tags: { [TAG]: 0 }, releases: { [TAG]: "published" } };
  expect(planOf({ ...done, obstacles: { other: {} } }).versions).toEqual(planOf(done).versions);
});
