import { describe, expect, test } from "vitest";
import type { CreateDigest, Plan } from "../../src/model/plan.ts";
import { planDigests } from "../../src/plan/digest.ts";
import { carryOut, landing, planOf, told, toSnapshot, versionAt, type Scenario } from "./snapshot.ts";

const SAMPLE: Scenario = {
  landings: [{ "a/1.0.0.yml": "1", "b/1.0.0.yml": "2" }, { "a/1.1.0.yml": "3" }],
  config: { release: "digest", latest: "a" },
};
const NAME = "20260102-00000000";

function digestsOf({ actions }: Plan): readonly CreateDigest[] {
  return actions.filter((action) => action.type === "create-digest");
}

describe("one release for all versions", () => {
  test("comes after all tags, on the head, and then there is nothing to do", () => {
    const plan = planOf(SAMPLE);
    expect(told(plan.actions)).toEqual([
      "create-tag a-v1.0.0",
      "create-tag b-v1.0.0",
      "create-tag a-v1.1.0",
      `create-digest digest-${NAME}`,
    ]);
    expect(digestsOf(plan)).toEqual([
      {
        type: "create-digest",
        flow: "digest",
        version: NAME,
        tag: `digest-${NAME}`,
        target: landing(1),
        date: "2026-01-02T00:00:00Z",
        title: "Versions of 2026-01-02 (main at 00000000)",
        draft: false,
        tagged: false,
        versions: ["a-v1.0.0", "b-v1.0.0", "a-v1.1.0"],
      },
    ]);
    const after = planOf(carryOut(SAMPLE, plan.actions));
    expect(after.actions).toEqual([]);
    expect(after.versions.map(({ state }) => state)).toEqual(["released", "released", "released"]);
  });

  test("goes on from wherever a run was killed", () => {
    const { actions } = planOf(SAMPLE);
    for (let done = 0; done <= actions.length; done += 1) {
      const killed = carryOut(SAMPLE, actions.slice(0, done));
      const next = carryOut(killed, planOf(killed).actions);
      expect(planOf(next).actions).toEqual([]);
      expect(next.announcements?.flatMap(({ versions }) => versions).toSorted()).toEqual(["a-v1.0.0", "a-v1.1.0", "b-v1.0.0"]);
    }
  });

  test("is made for a tag that has none, with what the tag names", () => {
    const { tag, target, date, title } = { ...digestsOf(planOf(SAMPLE))[0] };
    if (tag === undefined || target === undefined || date === undefined || title === undefined) throw new Error("no digest");
    const announcements = [{ tag, commit: target, date, title, versions: ["a-v1.0.0"] }];
    const tags = { "a-v1.0.0": 0, "b-v1.0.0": 0, "a-v1.1.0": 1, [tag]: 1 };
    const plan = planOf({ ...SAMPLE, tags, announcements });
    // Another one on the same head gets a name of its own.
    expect(digestsOf(plan).map((digest) => [digest.tag, digest.tagged, digest.versions])).toEqual([
      [tag, true, ["a-v1.0.0"]],
      [`${tag}-2`, false, ["b-v1.0.0", "a-v1.1.0"]],
    ]);
    expect(versionAt(plan, "b/1.0.0.yml")).toMatchObject({ state: "partial" });
  });

  test("leaves out what has a release of its own, what was not looked up, what is blocked and what is withdrawn", () => {
    const landings = [
      { "a/1.0.0.yml": "1", "a/1.1.0.yml": "2", "a/1.2.0.yml": { link: "1.0.0.yml" }, "a/1.3.0.yml": "3", "a/1.4.0.yml": "4" },
      { "a/1.3.0.yml": null },
    ];
    const tags = { "a-v1.0.0": 0, "a-v1.1.0": 0, "a-v1.3.0": 0 };
    const plan = planOf({ landings, config: { release: "digest" }, tags, releases: { "a-v1.0.0": "published", "a-v1.1.0": "unknown" } });
    expect(digestsOf(plan).flatMap(({ versions }) => versions)).toEqual(["a-v1.4.0"]);
  });

  test("tells of no more than a limited run tags", () => {
    expect(digestsOf(planOf(SAMPLE, { limit: 1 })).flatMap(({ versions }) => versions)).toEqual(["a-v1.0.0"]);
  });
});

test("without releases a version with its tag is complete, and nothing but tags is made", () => {
  const none = { ...SAMPLE, config: { release: "none", latest: null } } as const;
  const plan = planOf({ ...none, tags: { "a-v1.0.0": 0 }, releases: { "a-v1.0.0": "unknown" } });
  expect(told(plan.actions)).toEqual(["create-tag b-v1.0.0", "create-tag a-v1.1.0"]);
  expect(versionAt(plan, "a/1.0.0.yml")).toMatchObject({ state: "released" });
  expect(planOf({ ...none, tags: { "a-v1.0.0": 0 } }).versions.map(({ state }) => state)).toEqual(["released", "pending", "pending"]);
});

test("with a release for each version there is no digest, whatever tags are there", () => {
  expect(planDigests(toSnapshot({ ...SAMPLE, config: {} }), ["a-v1.0.0"])).toEqual([]);
});
