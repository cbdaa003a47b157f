import { describe, expect, test } from "vitest";
import type { ReleaseState } from "../../src/model/release.ts";
import type { Placement } from "../../src/plan/place.ts";
import { planState } from "../../src/plan/state.ts";
import { blobOf, fileAt, landing, toSnapshot } from "./snapshot.ts";

const PATH = "flows/chat/1.0.0.yml";
const TAG = "chat-v1.0.0";
const SNAPSHOT = toSnapshot({ landings: [{ [PATH]: "a: 1\n" }, { [PATH]: "a: 2\n" }], tags: { [TAG]: 0 } });
const FILE = fileAt(SNAPSHOT, PATH);

type Row = readonly [
  tag: Placement["tag"],
  release: ReleaseState,
  state: string,
  code: string | null,
  missing: readonly ("tag" | "release")[],
];

/** Every combination: what is done follows from tag and release, each on its own. */
const ROWS: readonly Row[] = [
  ["none", "missing", "pending", null, ["tag", "release"]],
  ["none", "unknown", "pending", null, ["tag", "release"]],
  ["none", "published", "partial", null, ["tag"]],
  ["none", "draft", "partial", null, ["tag"]],
  ["none", "unfinished", "pending", null, ["tag", "release"]],
  ["right", "unfinished", "partial", null, ["release"]],
  ["changed", "unfinished", "drifted", "file-changed", ["release"]],
  ["elsewhere", "unfinished", "conflict", "tag-elsewhere", []],
  ["right", "missing", "partial", null, ["release"]],
  ["right", "unknown", "released", null, []],
  ["right", "published", "released", null, []],
  ["right", "draft", "released", null, []],
  ["changed", "missing", "drifted", "file-changed", ["release"]],
  ["changed", "unknown", "drifted", "file-changed", []],
  ["changed", "published", "drifted", "file-changed", []],
  ["changed", "draft", "drifted", "file-changed", []],
  ["re-added", "missing", "conflict", "file-re-added", []],
  ["re-added", "published", "conflict", "file-re-added", []],
  ["elsewhere", "missing", "conflict", "tag-elsewhere", []],
  ["elsewhere", "published", "conflict", "tag-elsewhere", []],
];

function place(tag: Placement["tag"]): Placement {
  return { target: landing(1), introduced: landing(0), tag };
}

describe("planState", () => {
  test.each(ROWS)("tag %s, release %s: %s", (tag, release, state, code, missing) => {
    expect(planState(FILE, place(tag), release, SNAPSHOT, null)).toMatchObject({
      state,
      code,
      tag: missing.includes("tag"),
      release: missing.includes("release"),
    });
  });

  test.each(ROWS)("tag %s, release %s: nothing is done when the version is blocked", (tag, release) => {
    const block = { code: "version-link", message: "It is a link.", fix: "" } as const;
    expect(planState(FILE, place(tag), release, SNAPSHOT, block)).toEqual({
      state: "blocked",
      code: "version-link",
      reason: "It is a link.",
      tag: false,
      release: false,
    });
  });

  test("whatever needs a person, or is half done, has a reason", () => {
    for (const [tag, release, state] of ROWS) {
      const { reason } = planState(FILE, place(tag), release, SNAPSHOT, null);
      expect(reason !== null).toBe(!["pending", "released"].includes(state));
    }
  });

  test.each(["re-added", "elsewhere"] as const)("a tag that is %s: the reason names the tag and both commits", (tag) => {
    const { reason } = planState(FILE, place(tag), "missing", SNAPSHOT, null);
    for (const part of [TAG, landing(0), landing(1)]) expect(reason).toContain(part);
  });

  test("a drift's reason names both blobs and how they differ", () => {
    const reasons = (["format", "meaning", "unreadable"] as const).map(
      (drift) => planState(FILE, place("changed"), "published", { ...SNAPSHOT, drifts: new Map([[PATH, drift]]) }, null).reason,
    );
    for (const reason of reasons) for (const blob of [blobOf("a: 1\n"), blobOf("a: 2\n")]) expect(reason).toContain(blob);
    expect(new Set(reasons).size).toBe(3);
  });
});
