import { expect, test } from "vitest";
import { findLatest, planLatest } from "../../src/plan/latest.ts";
import type { State } from "../../src/plan/state.ts";
import { fileAt, planOf, told, toSnapshot, type Scenario } from "./snapshot.ts";

const SCENARIO: Scenario = {
  landings: [
    { "chat/1.9.0.yml": "a", "chat/1.10.0.yml": "b", "chat/2.0.0-rc.1.yml": "c", "chat/3.0.0-orbit.yml": "d", "other/9.0.0.yml": "e" },
  ],
  config: { latest: "chat" },
};
const PUBLISHED = { "chat-v1.10.0": "published", "chat-v1.9.0": "published" } as const;
const RELEASED: State = { state: "released", code: null, reason: null, tag: false, release: false };

test("the badge belongs to the highest stable version of the flow that owns it", () => {
  expect(findLatest(toSnapshot(SCENARIO))?.version).toBe("1.10.0");
});

test("a yanked version never has it: it moves on to the next highest stable one", () => {
  const yank = (...versions: readonly string[]): Scenario => ({
    ...SCENARIO,
    config: { latest: "chat", yanked: versions.map((version) => ({ flow: "chat", version, root: null, reason: "Wrong" })) },
  });
  expect(findLatest(toSnapshot(yank("1.10.0")))?.version).toBe("1.9.0");
  expect(findLatest(toSnapshot(yank("1.10.0", "1.9.0")))).toBeUndefined();
  expect(
    told(
      planOf(
        { ...yank("1.10.0"), tags: { "chat-v1.10.0": 0, "chat-v1.9.0": 0 }, releases: PUBLISHED, latest: "chat-v1.10.0" },
        { flows: ["chat"] },
      ).actions.filter(({ type }) => type === "mark-latest"),
    ),
  ).toEqual(["mark-latest chat-v1.9.0"]);
});

test.each([
  ["nobody owns it", { ...SCENARIO, config: {} }],
  ["the flow has no stable version", { ...SCENARIO, landings: [{ "chat/2.0.0-rc.1.yml": "c" }] }],
])("it belongs to no version where %s", (_, scenario) => {
  expect(findLatest(toSnapshot(scenario))).toBeUndefined();
});

test.each<readonly [string, Partial<State>, boolean, Scenario["latest"], Scenario["releases"], number]>([
  ["released without it", {}, true, "chat-v1.9.0", { "chat-v1.10.0": "published" }, 1],
  ["released with it", {}, true, "chat-v1.10.0", { "chat-v1.10.0": "published" }, 0],
  ["not tagged", {}, false, null, { "chat-v1.10.0": "published" }, 0],
  ["released only now", { release: true }, true, null, {}, 0],
  ["a draft", {}, true, null, { "chat-v1.10.0": "draft" }, 0],
  ["in conflict", { state: "conflict" }, true, null, { "chat-v1.10.0": "published" }, 0],
  ["blocked", { state: "blocked" }, true, null, {}, 0],
])("a version that is %s is marked or left as it should be", (_, state, tagged, latest, releases, marks) => {
  const snapshot = toSnapshot({ ...SCENARIO, latest: latest ?? null, releases: releases ?? {} });
  expect(planLatest(fileAt(snapshot, "chat/1.10.0.yml"), { ...RELEASED, ...state }, tagged, snapshot)).toHaveLength(marks);
});
