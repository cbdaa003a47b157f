import { flowYaml } from "../support/registry.ts";
import { describe, expect, test } from "vitest";
import { EVERYTHING, type Selection } from "../../src/config/config.ts";
import type { VersionState } from "../../src/model/plan.ts";
import { buildPlan } from "../../src/plan/build.ts";
import { NO_MARKS } from "../../src/model/marks.ts";
import { BESIDE, blobOf, digestOf, landing, planOf, told, toSnapshot, versionAt, type Scenario } from "./snapshot.ts";

const PATH = "flows/chat/1.0.0.yml";
const TAG = "chat-v1.0.0";

interface StateCase extends Scenario {
  readonly name: string;
  readonly state: VersionState;
  readonly code: string | null;
  /** Index of the landing. */
  readonly target: number;
  readonly actions: readonly string[];
}

const ADDED: Scenario = { landings: [{ "README.md": "" }, { [PATH]: "a: 1\n" }, { "README.md": "x" }] };
const CHANGED: Scenario = { landings: [{ [PATH]: "a: 1\n" }, { [PATH]: "a: 2\n" }] };
const BOTH = [`create-tag ${TAG}`, `create-release ${TAG}`];

const STATES: readonly StateCase[] = [
  { name: "without tag and release is pending", ...ADDED, state: "pending", code: null, target: 1, actions: BOTH },
  {
    name: "changed since it landed goes to the landing that settled it",
    ...CHANGED,
    state: "pending",
    code: null,
    target: 1,
    actions: BOTH,
  },
  {
    name: "with tag and release is released",
    ...ADDED,
    tags: { [TAG]: 1 },
    releases: { [TAG]: "published" },
    state: "released",
    code: null,
    target: 1,
    actions: [],
  },
  {
    name: "with tag and draft is released",
    ...ADDED,
    tags: { [TAG]: 1 },
    releases: { [TAG]: "draft" },
    state: "released",
    code: null,
    target: 1,
    actions: [],
  },
  {
    name: "with tag and a release nobody looked for is released",
    ...ADDED,
    tags: { [TAG]: 1 },
    releases: { [TAG]: "unknown" },
    state: "released",
    code: null,
    target: 1,
    actions: [],
  },
  {
    name: "with a tag alone is partial",
    ...ADDED,
    tags: { [TAG]: 1 },
    state: "partial",
    code: null,
    target: 1,
    actions: [`create-release ${TAG}`],
  },
  {
    name: "with a release alone is partial",
    ...ADDED,
    releases: { [TAG]: "published" },
    state: "partial",
    code: null,
    target: 1,
    actions: [`create-tag ${TAG}`],
  },
  {
    name: "with a draft alone is partial",
    ...ADDED,
    releases: { [TAG]: "draft" },
    state: "partial",
    code: null,
    target: 1,
    actions: [`create-tag ${TAG}`],
  },
  {
    name: "tagged on another landing is in conflict",
    ...ADDED,
    tags: { [TAG]: 2 },
    state: "conflict",
    code: "tag-elsewhere",
    target: 1,
    actions: [],
  },
  {
    name: "tagged beside the branch is in conflict",
    ...ADDED,
    tags: { [TAG]: "beside" },
    state: "conflict",
    code: "tag-elsewhere",
    target: 1,
    actions: [],
  },
  {
    name: "deleted and added again with other content is in conflict",
    landings: [{ [PATH]: "a: 1\n" }, { [PATH]: null }, { [PATH]: "a: 2\n" }],
    tags: { [TAG]: 0 },
    state: "conflict",
    code: "file-re-added",
    target: 2,
    actions: [],
  },
  {
    name: "changed after it was tagged is drifted",
    ...CHANGED,
    tags: { [TAG]: 0 },
    releases: { [TAG]: "published" },
    state: "drifted",
    code: "file-changed",
    target: 1,
    actions: [],
  },
  {
    name: "drifted without a release gets its release, on its tag",
    ...CHANGED,
    tags: { [TAG]: 0 },
    state: "drifted",
    code: "file-changed",
    target: 1,
    actions: [`create-release ${TAG}`],
  },
  {
    name: "changed and changed back keeps its tag",
    landings: [{ [PATH]: "a: 1\n" }, { [PATH]: "a: 2\n" }, { [PATH]: "a: 1\n" }],
    tags: { [TAG]: 0 },
    releases: { [TAG]: "published" },
    state: "released",
    code: null,
    target: 0,
    actions: [],
  },
  {
    name: "that is a link is blocked",
    landings: [{ [PATH]: { link: "x.yml" } }],
    state: "blocked",
    code: "version-link",
    target: 0,
    actions: [],
  },
  {
    name: "that became a file again is pending",
    landings: [{ [PATH]: "a: 1\n" }, { [PATH]: { link: "x.yml" } }, { [PATH]: "a: 1\n" }],
    state: "pending",
    code: null,
    target: 2,
    actions: BOTH,
  },
  {
    name: "blocked keeps its tag and release untouched",
    landings: [{ [PATH]: "a: 1\n" }, { [PATH]: { link: "x.yml" } }],
    tags: { [TAG]: 0 },
    state: "blocked",
    code: "version-link",
    target: 1,
    actions: [],
  },
  {
    name: "whose tag would lie inside an existing tag is blocked",
    landings: [{ [PATH]: "a: 1\n" }],
    config: { tag: "team/{flow}-v{version}" },
    tags: { team: "beside" },
    state: "blocked",
    code: "tag-nesting",
    target: 0,
    actions: [],
  },
  {
    name: "whose tag is the folder of an existing tag is blocked",
    landings: [{ [PATH]: "a: 1\n" }],
    tags: { [`${TAG}/old`]: "beside" },
    state: "blocked",
    code: "tag-nesting",
    target: 0,
    actions: [],
  },
  {
    name: "targeted where it was introduced, changed since, is pending there",
    ...CHANGED,
    config: { target: "introduced" },
    state: "pending",
    code: null,
    target: 0,
    actions: BOTH,
  },
  {
    name: "targeted where it was introduced, changed since, is drifted once tagged",
    ...CHANGED,
    config: { target: "introduced" },
    tags: { [TAG]: 0 },
    releases: { [TAG]: "published" },
    state: "drifted",
    code: "file-changed",
    target: 0,
    actions: [],
  },
  {
    name: "targeted where it was introduced, tagged where it settled, is in conflict",
    ...CHANGED,
    config: { target: "introduced" },
    tags: { [TAG]: 1 },
    state: "conflict",
    code: "tag-elsewhere",
    target: 0,
    actions: [],
  },
];

describe("a version", () => {
  test.each(STATES)("$name", (row) => {
    const { state, code, target, actions } = row;
    const plan = planOf(row);
    expect(versionAt(plan, PATH)).toMatchObject({ state, code, target: landing(target) });
    expect(told(plan.actions)).toEqual(actions);
  });

  test("that drifted is given with the number that admits to what changed, as a check would", () => {
    const landings = [["x"], ["x", "y"]].map((toolset) => ({ [PATH]: flowYaml({ name: "chat", toolset }) }));
    expect(versionAt(planOf({ landings, tags: { [TAG]: 0 } }), PATH)).toMatchObject({ state: "drifted", proposed: "1.1.0" });
    expect(versionAt(planOf({ ...CHANGED, tags: { [TAG]: 0 } }), PATH)).toMatchObject({ state: "drifted", proposed: "1.0.1" });
  });

  test("is given with everything that is known of it", () => {
    expect(planOf({ ...CHANGED, everything: true })).toEqual({
      schema: 1,
      branch: "main",
      head: landing(1),
      versions: [
        {
          flow: "chat",
          version: "1.0.0",
          path: PATH,
          tag: TAG,
          blob: blobOf("a: 2\n"),
          digest: digestOf("a: 2\n"),
          target: landing(1),
          introduced: landing(0),
          previous: null,
          kind: "stable",
          state: "pending",
          code: null,
          reason: null,
          tagged: null,
          marks: NO_MARKS,
          proposed: null,
        },
      ],
      actions: [
        {
          type: "create-tag",
          flow: "chat",
          version: "1.0.0",
          tag: TAG,
          target: landing(1),
          date: "2026-01-02T00:00:00Z",
          message: `chat 1.0.0\n\nFlow-Path: ${PATH}\nFlow-Digest: ${digestOf("a: 2\n")}\n`,
        },
        {
          type: "create-release",
          flow: "chat",
          version: "1.0.0",
          tag: TAG,
          target: landing(1),
          title: "chat 1.0.0",
          prerelease: false,
          draft: false,
          latest: false,
        },
      ],
      manual: [],
      problems: [],
    });
  });

  test("targeted where it was introduced gets the digest of the content there", () => {
    const [tag] = planOf({ ...CHANGED, config: { target: "introduced" } }).actions;
    expect(tag).toMatchObject({
      type: "create-tag",
      target: landing(0),
      message: `chat 1.0.0\n\nFlow-Path: ${PATH}\nFlow-Digest: ${digestOf("a: 1\n")}\n`,
    });
  });

  test("in conflict names both commits", () => {
    const { reason, tagged } = versionAt(planOf({ ...ADDED, tags: { [TAG]: "beside" } }), PATH);
    expect(tagged).toEqual({ commit: BESIDE, blob: null });
    for (const commit of [BESIDE, landing(1)]) expect(reason).toContain(commit);
  });

  test("that drifted names both blobs, and its release belongs on its tag", () => {
    const plan = planOf({ ...CHANGED, tags: { [TAG]: 0 } });
    for (const blob of [blobOf("a: 1\n"), blobOf("a: 2\n")]) expect(versionAt(plan, PATH).reason).toContain(blob);
    expect(plan.actions).toMatchObject([{ type: "create-release", target: landing(0) }]);
  });

  test("has its target and introduction also when it is blocked, but no digest of a link", () => {
    expect(versionAt(planOf({ landings: [{ [PATH]: "a: 1\n" }, { [PATH]: { link: "x.yml" } }] }), PATH)).toMatchObject({
      target: landing(1),
      introduced: landing(0),
      digest: null,
      state: "blocked",
    });
  });

  test.each([
    ["1.0.0", false],
    ["1.0.0-rc.1", true],
    ["1.0.0-orbit", false],
  ])("%s is marked as a prerelease: %s", (version, prerelease) => {
    expect(planOf({ landings: [{ [`flows/chat/${version}.yml`]: "a: 1\n" }] }).actions.at(-1)).toMatchObject({
      type: "create-release",
      prerelease,
    });
  });

  test("gets title and draft as configured", () => {
    expect(planOf({ ...ADDED, config: { title: "{tag} ({flow} {version})", draft: true } }).actions.at(-1)).toMatchObject({
      title: `${TAG} (chat 1.0.0)`,
      draft: true,
    });
  });
});

describe("a withdrawn version", () => {
  const WITHDRAWN: Scenario = {
    landings: [{ [PATH]: "a: 1\n", "flows/chat/1.1.0.yml": "a: 2\n", "flows/triage/1.0.0.yml": "t\n" }, { [PATH]: null }],
    tags: { [TAG]: 0 },
    releases: { [TAG]: "published" },
  };

  test("is told with what its tag holds, and needs nothing", () => {
    const plan = planOf(WITHDRAWN);
    expect(versionAt(plan, PATH)).toMatchObject({
      flow: "chat",
      version: "1.0.0",
      tag: TAG,
      state: "withdrawn",
      blob: null,
      digest: null,
      target: null,
      introduced: null,
      tagged: { commit: landing(0), blob: blobOf("a: 1\n") },
    });
    expect(plan.actions.filter(({ tag }) => tag === TAG)).toEqual([]);
  });

  test.each<[Partial<Selection>, number]>([
    [{ flows: ["chat"] }, 1],
    [{ flows: ["triage"] }, 0],
    [{ version: "1.1.0" }, 0],
  ])("is told when its flow is selected: %j", (selection, count) => {
    expect(planOf(WITHDRAWN, selection).versions.filter(({ state }) => state === "withdrawn")).toHaveLength(count);
  });

  test("is told in the order of names, whatever the order of the tags", () => {
    const scenario: Scenario = {
      landings: [
        { "flows/chat/1.9.0.yml": "a", "flows/chat/1.10.0.yml": "b", "flows/a/1.0.0.yml": "c", "flows/chat/2.0.0.yml": "d" },
        { "flows/chat/1.9.0.yml": null, "flows/chat/1.10.0.yml": null, "flows/a/1.0.0.yml": null },
      ],
      config: { roots: [{ path: "flows", tag: "{flow}-v{version}" }] },
      tags: { "chat-v1.10.0": 0, "chat-v1.9.0": 0, "a-v1.0.0": 0 },
    };
    for (const arrange of [undefined, <T>(items: readonly T[]): readonly T[] => items.toReversed()]) {
      const { versions } = planOf(arrange === undefined ? scenario : { ...scenario, arrange });
      expect(versions.map(({ tag }) => tag)).toEqual(["chat-v2.0.0", "a-v1.0.0", "chat-v1.9.0", "chat-v1.10.0"]);
    }
  });

  test("that was renamed is withdrawn under the old name and new under the new one", () => {
    const plan = planOf({ landings: [{ [PATH]: "a: 1\n" }, { [PATH]: null, "flows/chat/1.0.1.yml": "a: 1\n" }], tags: { [TAG]: 0 } });
    expect(plan.versions.map(({ version, state }) => `${version} ${state}`)).toEqual(["1.0.1 pending", "1.0.0 withdrawn"]);
    expect(told(plan.actions)).toEqual(["create-tag chat-v1.0.1", "create-release chat-v1.0.1"]);
  });
});

test.each([
  ["not ahead", false, []],
  ["ahead", true, ["warning branch-not-pushed"]],
])("with the clone's own branch %s, the problems are as they should be", (_, localAhead, problems) => {
  expect(buildPlan({ ...toSnapshot(ADDED), localAhead }, EVERYTHING).problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual(
    problems,
  );
});

test("two roots hold one flow and version when their templates differ", () => {
  const plan = planOf({
    landings: [{ "stable/chat/1.0.0.yml": "s", "lab/chat/1.0.0.yml": "l" }],
    config: {
      roots: [
        { path: "stable", tag: "{flow}-v{version}" },
        { path: "lab", tag: "lab-{flow}-v{version}" },
      ],
    },
  });
  expect(told(plan.actions)).toEqual([
    "create-tag lab-chat-v1.0.0",
    "create-tag chat-v1.0.0",
    "create-release lab-chat-v1.0.0",
    "create-release chat-v1.0.0",
  ]);
  expect(plan.versions.map(({ path, digest }) => [path, digest])).toEqual([
    ["lab/chat/1.0.0.yml", digestOf("l")],
    ["stable/chat/1.0.0.yml", digestOf("s")],
  ]);
});
