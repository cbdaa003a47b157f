import { describe, expect, test } from "vitest";
import { needsHistory, placeVersion, provesItself } from "../../src/plan/place.ts";
import { fileAt, landing, toSnapshot, type Scenario } from "./snapshot.ts";

const PATH = "flows/chat/1.0.0.yml";
const TAG = "chat-v1.0.0";
const CHANGED: Scenario["landings"] = [{ [PATH]: "1" }, { [PATH]: "2" }, {}];
const INTRODUCED = { target: "introduced" } as const;

interface Case extends Scenario {
  readonly name: string;
  readonly proves: boolean;
  /** Whether the history is needed for the target, and for the introduction too. */
  readonly needs: readonly [target: boolean, introduction: boolean];
}

const CASES: readonly Case[] = [
  { name: "on the landing that added the file", landings: [{ [PATH]: "1" }], tags: { [TAG]: 0 }, proves: true, needs: [false, false] },
  { name: "on the landing that settled it", landings: CHANGED, tags: { [TAG]: 1 }, proves: true, needs: [false, true] },
  { name: "on older content", landings: CHANGED, tags: { [TAG]: 0 }, proves: false, needs: [true, true] },
  { name: "on a landing that did not touch it", landings: CHANGED, tags: { [TAG]: 2 }, proves: false, needs: [true, true] },
  { name: "beside the branch", landings: CHANGED, tags: { [TAG]: "beside" }, proves: false, needs: [true, true] },
  { name: "of a link", landings: [{ [PATH]: { link: "x" } }], tags: { [TAG]: 0 }, proves: true, needs: [true, true] },
  {
    name: "on the landing that added it, where that is the target",
    landings: [{ [PATH]: "1" }],
    config: INTRODUCED,
    tags: { [TAG]: 0 },
    proves: true,
    needs: [false, false],
  },
  {
    name: "on the landing that settled it, where introductions are targets",
    landings: CHANGED,
    config: INTRODUCED,
    tags: { [TAG]: 1 },
    proves: false,
    needs: [true, true],
  },
];

describe("a tag", () => {
  test.each(CASES)("$name", (row) => {
    const snapshot = toSnapshot(row);
    const file = fileAt(snapshot, PATH);
    const view = snapshot.views.get(TAG);
    if (view === undefined) throw new Error("no tag");
    expect(provesItself(file, view, snapshot)).toBe(row.proves);
    expect([false, true].map((introduction) => needsHistory(file, view, snapshot, introduction))).toEqual(row.needs);
  });

  test("that is missing leaves everything to the history", () => {
    const snapshot = toSnapshot({ landings: CHANGED });
    expect(needsHistory(fileAt(snapshot, PATH), undefined, snapshot, false)).toBe(true);
  });
});

describe("placeVersion", () => {
  test.each<[string, Scenario, number | null, number | null, string]>([
    ["without a tag", { landings: CHANGED }, 1, 0, "none"],
    ["without a tag, by introduction", { landings: CHANGED, config: INTRODUCED }, 0, 0, "none"],
    ["with a tag that proves itself", { landings: CHANGED, tags: { [TAG]: 1 }, everything: true }, 1, 0, "right"],
    ["with a tag that proves itself, when the history is not read for it", { landings: CHANGED, tags: { [TAG]: 1 } }, 1, null, "right"],
    ["with a tag that proves the introduction too", { landings: [{ [PATH]: "1" }, {}], tags: { [TAG]: 0 } }, 0, 0, "right"],
    ["changed and changed back, with its first tag", { landings: [...CHANGED, { [PATH]: "1" }], tags: { [TAG]: 0 } }, 0, 0, "right"],
    ["changed and changed back, without a tag", { landings: [...CHANGED, { [PATH]: "1" }] }, 3, 0, "none"],
    ["changed since it was tagged", { landings: CHANGED, tags: { [TAG]: 0 } }, 1, 0, "changed"],
    ["with a tag elsewhere", { landings: CHANGED, tags: { [TAG]: 2 } }, 1, 0, "elsewhere"],
    ["added again with other content", { landings: [...CHANGED, { [PATH]: null }, { [PATH]: "3" }], tags: { [TAG]: 1 } }, 4, 4, "re-added"],
  ])("a version %s", (_, scenario, target, introduced, tag) => {
    const snapshot = toSnapshot(scenario);
    const commit = (index: number | null): string | null => (index === null ? null : landing(index));
    expect(placeVersion(fileAt(snapshot, PATH), snapshot)).toEqual({ target: commit(target), introduced: commit(introduced), tag });
  });

  test("a version without a tag name still has its place", () => {
    const snapshot = toSnapshot({ landings: [{}, { "flows/a b/1.0.0.yml": "1" }] });
    expect(placeVersion(fileAt(snapshot, "flows/a b/1.0.0.yml"), snapshot)).toEqual({
      target: landing(1),
      introduced: landing(1),
      tag: "none",
    });
  });
});
