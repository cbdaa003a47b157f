import { describe, expect, test } from "vitest";
import type { Selection } from "../../src/config/config.ts";
import { Failure } from "../../src/model/failure.ts";
import type { VersionState } from "../../src/model/plan.ts";
import { BESIDE, blobOf, digestOf, landing, planOf, told, versionAt, type Scenario } from "./snapshot.ts";

const PATH = "flows/chat/1.0.0.yml";
const TAG = "chat-v1.0.0";

interface StateCase extends Scenario {
  readonly name: string;
  readonly state: VersionState;
  readonly code: string | null;
  /** Index of the landing; null: none. */
  readonly target: number | null;
  readonly actions: readonly string[];
}

const ADDED: Scenario = { landings: [{ "README.md": "" }, { [PATH]: "a: 1\n" }, { "README.md": "x" }] };
const CHANGED: Scenario = { landings: [{ [PATH]: "a: 1\n" }, { [PATH]: "a: 2\n" }] };
const BOTH = [`create-tag ${TAG}`, `create-release ${TAG}`];

const STATES: readonly StateCase[] = [
  { name: "without tag and release is pending", ...ADDED, state: "pending", code: null, target: 1, actions: BOTH },
  { name: "changed since it landed goes to the landing that settled it", ...CHANGED, state: "pending", code: null, target: 1, actions: BOTH },
  { name: "with tag and release is released", ...ADDED, tags: { [TAG]: 1 }, releases: { [TAG]: "published" }, state: "released", code: null, target: 1, actions: [] },
  { name: "with tag and draft is released", ...ADDED, tags: { [TAG]: 1 }, releases: { [TAG]: "draft" }, state: "released", code: null, target: 1, actions: [] },
  { name: "with tag and a release nobody looked for is released", ...ADDED, tags: { [TAG]: 1 }, releases: { [TAG]: "unknown" }, state: "released", code: null, target: 1, actions: [] },
  { name: "with a tag alone is partial", ...ADDED, tags: { [TAG]: 1 }, state: "partial", code: null, target: 1, actions: [`create-release ${TAG}`] },
  { name: "with a release alone is partial", ...ADDED, releases: { [TAG]: "published" }, state: "partial", code: null, target: 1, actions: [`create-tag ${TAG}`] },
  { name: "with a draft alone is partial", ...ADDED, releases: { [TAG]: "draft" }, state: "partial", code: null, target: 1, actions: [`create-tag ${TAG}`] },
  { name: "tagged on another landing is in conflict", ...ADDED, tags: { [TAG]: 2 }, state: "conflict", code: "tag-elsewhere", target: 1, actions: [] },
  { name: "tagged beside the branch is in conflict", ...ADDED, tags: { [TAG]: "beside" }, state: "conflict", code: "tag-elsewhere", target: 1, actions: [] },
  { name: "deleted and added again with other content is in conflict", landings: [{ [PATH]: "a: 1\n" }, { [PATH]: null }, { [PATH]: "a: 2\n" }], tags: { [TAG]: 0 }, state: "conflict", code: "file-re-added", target: 2, actions: [] },
  { name: "changed after it was tagged is drifted", ...CHANGED, tags: { [TAG]: 0 }, releases: { [TAG]: "published" }, state: "drifted", code: "file-changed", target: 1, actions: [] },
  { name: "drifted without a release gets its release, on its tag", ...CHANGED, tags: { [TAG]: 0 }, state: "drifted", code: "file-changed", target: 1, actions: [`create-release ${TAG}`] },
  { name: "changed and changed back keeps its tag", landings: [{ [PATH]: "a: 1\n" }, { [PATH]: "a: 2\n" }, { [PATH]: "a: 1\n" }], tags: { [TAG]: 0 }, releases: { [TAG]: "published" }, state: "released", code: null, target: 0, actions: [] },
  { name: "that is a link is blocked", landings: [{ [PATH]: { link: "x.yml" } }], state: "blocked", code: "version-link", target: 0, actions: [] },
  { name: "that became a file again is pending", landings: [{ [PATH]: "a: 1\n" }, { [PATH]: { link: "x.yml" } }, { [PATH]: "a: 1\n" }], state: "pending", code: null, target: 2, actions: BOTH },
  { name: "blocked keeps its tag and release untouched", landings: [{ [PATH]: "a: 1\n" }, { [PATH]: { link: "x.yml" } }], tags: { [TAG]: 0 }, state: "blocked", code: "version-link", target: 1, actions: [] },
  { name: "whose tag would lie inside an existing tag is blocked", landings: [{ "flows/team/chat/1.0.0.yml": "a: 1\n" }].map(() => ({ [PATH]: "a: 1\n" })), config: { tag: "team/{flow}-v{version}" }, tags: { team: "beside" }, state: "blocked", code: "tag-nesting", target: 0, actions: [] },
  { name: "whose tag is the folder of an existing tag is blocked", landings: [{ [PATH]: "a: 1\n" }], tags: { [`${TAG}/old`]: "beside" }, state: "blocked", code: "tag-nesting", target: 0, actions: [] },
  { name: "targeted where it was introduced, changed since, is pending there", ...CHANGED, config: { target: "introduced" }, state: "pending", code: null, target: 0, actions: BOTH },
  { name: "targeted where it was introduced, changed since, is drifted once tagged", ...CHANGED, config: { target: "introduced" }, tags: { [TAG]: 0 }, releases: { [TAG]: "published" }, state: "drifted", code: "file-changed", target: 0, actions: [] },
  { name: "targeted where it was introduced, tagged where it settled, is in conflict", ...CHANGED, config: { target: "introduced" }, tags: { [TAG]: 1 }, state: "conflict", code: "tag-elsewhere", target: 0, actions: [] },
];

describe("a version", () => {
  test.each(STATES)("$name", ({ name: _, state, code, target, actions, ...scenario }) => {
    const plan = planOf(scenario);
    expect(versionAt(plan, PATH)).toMatchObject({ state, code, target: target === null ? null : landing(target) });
    expect(told(plan.actions)).toEqual(actions);
  });

  test("is given with everything that is known of it", () => {
    expect(planOf({ ...CHANGED, everything: true })).toEqual({
      schema: 1,
      branch: "main",
      head: landing(1),
      versions: [
        { flow: "chat", version: "1.0.0", path: PATH, tag: TAG, blob: blobOf("a: 2\n"), digest: digestOf("a: 2\n"), target: landing(1), introduced: landing(0), previous: null, kind: "stable", state: "pending", code: null, reason: null, tagged: null },
      ],
      actions: [
        { type: "create-tag", flow: "chat", version: "1.0.0", tag: TAG, target: landing(1), date: "2026-01-02T00:00:00Z", message: `chat 1.0.0\n\nFlow-Path: ${PATH}\nFlow-Digest: ${digestOf("a: 2\n")}\n` },
        { type: "create-release", flow: "chat", version: "1.0.0", tag: TAG, target: landing(1), title: "chat 1.0.0", prerelease: false, draft: false, latest: false },
      ],
      problems: [],
    });
  });

  test("targeted where it was introduced gets the digest of the content there", () => {
    const [tag] = planOf({ ...CHANGED, config: { target: "introduced" } }).actions;
    expect(tag).toMatchObject({ type: "create-tag", target: landing(0), message: `chat 1.0.0\n\nFlow-Path: ${PATH}\nFlow-Digest: ${digestOf("a: 1\n")}\n` });
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
    expect(versionAt(planOf({ landings: [{ [PATH]: "a: 1\n" }, { [PATH]: { link: "x.yml" } }] }), PATH)).toMatchObject({ target: landing(1), introduced: landing(0), digest: null, state: "blocked" });
  });

  test.each([
    ["1.0.0", false],
    ["1.0.0-rc.1", true],
    ["1.0.0-orbit", false],
  ])("%s is marked as a prerelease: %s", (version, prerelease) => {
    expect(planOf({ landings: [{ [`flows/chat/${version}.yml`]: "a: 1\n" }] }).actions.at(-1)).toMatchObject({ type: "create-release", prerelease });
  });

  test("gets title and draft as configured", () => {
    expect(planOf({ ...ADDED, config: { title: "{tag} ({flow} {version})", draft: true } }).actions.at(-1)).toMatchObject({ title: `${TAG} (chat 1.0.0)`, draft: true });
  });
});

describe("a withdrawn version", () => {
  const WITHDRAWN: Scenario = { landings: [{ [PATH]: "a: 1\n", "flows/chat/1.1.0.yml": "a: 2\n", "flows/triage/1.0.0.yml": "t\n" }, { [PATH]: null }], tags: { [TAG]: 0 }, releases: { [TAG]: "published" } };

  test("is told with what its tag holds, and needs nothing", () => {
    const plan = planOf(WITHDRAWN);
    expect(versionAt(plan, PATH)).toMatchObject({ flow: "chat", version: "1.0.0", tag: TAG, state: "withdrawn", blob: null, digest: null, target: null, introduced: null, tagged: { commit: landing(0), blob: blobOf("a: 1\n") } });
    expect(told(plan.actions)).not.toContain(expect.stringContaining(TAG));
  });

  test.each<[Partial<Selection>, number]>([
    [{ flows: ["chat"] }, 1],
    [{ flows: ["triage"] }, 0],
    [{ version: "1.1.0" }, 0],
  ])("is told when its flow is selected: %j", (selection, count) => {
    expect(planOf(WITHDRAWN, selection).versions.filter(({ state }) => state === "withdrawn")).toHaveLength(count);
  });

  test("that was renamed is withdrawn under the old name and new under the new one", () => {
    const plan = planOf({ landings: [{ [PATH]: "a: 1\n" }, { [PATH]: null, "flows/chat/1.0.1.yml": "a: 1\n" }], tags: { [TAG]: 0 } });
    expect(plan.versions.map(({ version, state }) => `${version} ${state}`)).toEqual(["1.0.1 pending", "1.0.0 withdrawn"]);
    expect(told(plan.actions)).toEqual(["create-tag chat-v1.0.1", "create-release chat-v1.0.1"]);
  });
});

const SEVERAL: Scenario = {
  landings: [
    { "flows/triage/1.0.0.yml": "t1" },
    { "flows/chat/1.10.0.yml": "c110", "flows/chat/1.9.0.yml": "c19", "flows/chat/1.10.0-rc.1.yml": "rc", "flows/a/1.0.0.yml": "a" },
    { "flows/chat/1.0.0.yml": "c1" },
  ],
};
const tagsOf = (scenario: Scenario, selection: Partial<Selection> = {}): readonly string[] => planOf(scenario, selection).actions.filter(({ type }) => type === "create-tag").map(({ tag }) => tag);

describe("the order and choice of actions", () => {
  test("tags come first, oldest landing first, then by flow and version; releases follow in the same order", () => {
    const tags = ["triage-v1.0.0", "a-v1.0.0", "chat-v1.9.0", "chat-v1.10.0-rc.1", "chat-v1.10.0", "chat-v1.0.0"];
    expect(told(planOf(SEVERAL).actions)).toEqual([...tags.map((tag) => `create-tag ${tag}`), ...tags.map((tag) => `create-release ${tag}`)]);
  });

  test("versions are listed by flow and version", () => {
    expect(planOf(SEVERAL).versions.map(({ tag }) => tag)).toEqual(["a-v1.0.0", "chat-v1.0.0", "chat-v1.9.0", "chat-v1.10.0-rc.1", "chat-v1.10.0", "triage-v1.0.0"]);
  });

  test.each<[Partial<Selection>, readonly string[]]>([
    [{ flows: ["triage", "a"] }, ["triage-v1.0.0", "a-v1.0.0"]],
    [{ version: "1.0.0" }, ["triage-v1.0.0", "a-v1.0.0", "chat-v1.0.0"]],
    [{ flows: ["chat"], version: "1.9.0" }, ["chat-v1.9.0"]],
    [{ limit: 2 }, ["triage-v1.0.0", "a-v1.0.0"]],
    [{ limit: 0 }, []],
    [{ since: "2026-01-03" }, ["chat-v1.0.0"]],
    [{ since: "2026-01-02T00:00:00Z", flows: ["chat"], limit: 1 }, ["chat-v1.9.0"]],
    [{ since: "2026-01-02T00:00:01Z" }, ["chat-v1.0.0"]],
    [{ since: "2027-01-01" }, []],
  ])("%j chooses its versions only", (selection, tags) => {
    expect(tagsOf(SEVERAL, selection)).toEqual(tags);
  });

  test("what is released does not count against the limit, and a version's tag and release are not parted", () => {
    const scenario: Scenario = { ...SEVERAL, tags: { "triage-v1.0.0": 0 }, releases: { "triage-v1.0.0": "published" } };
    expect(told(planOf(scenario, { limit: 1 }).actions)).toEqual(["create-tag a-v1.0.0", "create-release a-v1.0.0"]);
  });

  test("versions beyond a limit or a date are still listed as they are", () => {
    expect(planOf(SEVERAL, { limit: 1, since: "2026-01-02" }).versions.every(({ state }) => state === "pending")).toBe(true);
  });

  test.each<[Partial<Selection>, string]>([
    [{ flows: ["chatt"] }, "chat"],
    [{ flows: ["chat"], version: "1.9" }, "1.9.0"],
  ])("an unknown name in %j is refused, with the likeliest one", (selection, suggestion) => {
    expect(() => planOf(SEVERAL, selection)).toThrow(Failure);
    try {
      planOf(SEVERAL, selection);
    } catch (error) {
      expect(error instanceof Failure ? [error.code, error.problems[0].fix] : error).toEqual(["version-unknown", expect.stringContaining(suggestion)]);
    }
  });

  test("one blocked version never stops its siblings", () => {
    const plan = planOf({ landings: [{ [PATH]: { link: "x" }, "flows/chat/1.1.0.yml": "a", "flows/a b/1.0.0.yml": "a" }] });
    expect(told(plan.actions)).toEqual(["create-tag chat-v1.1.0", "create-release chat-v1.1.0"]);
    expect(plan.problems.map(({ code }) => code)).toEqual(["flow-name-unsafe", "version-link"]);
  });

  test("with a selection, problems of other files are left out", () => {
    const landings = [{ [PATH]: { link: "x" }, "flows/triage/1.0.0.yml": "a", "flows/a b/1.0.0.yml": "a" }];
    expect(planOf({ landings }, { flows: ["chat"] }).problems.map(({ code }) => code)).toEqual(["version-link"]);
    expect(planOf({ landings }, { flows: ["triage"] }).problems).toEqual([]);
  });

  test("an empty registry has an empty plan", () => {
    expect(planOf({ landings: [{ "README.md": "" }] })).toMatchObject({ versions: [], actions: [], problems: [] });
  });
});

describe("the latest badge", () => {
  const landings: Scenario["landings"] = [{ "flows/chat/1.0.0.yml": "1", "flows/triage/9.0.0.yml": "t" }, { "flows/chat/1.10.0.yml": "2", "flows/chat/1.9.0.yml": "3", "flows/chat/2.0.0-rc.1.yml": "4", "flows/chat/3.0.0-orbit.yml": "5" }];
  const badge = (scenario: Partial<Scenario>, selection: Partial<Selection> = {}): readonly string[] =>
    planOf({ landings, config: { latest: "chat" }, ...scenario }, selection).actions.flatMap((action) => (action.type === "mark-latest" || (action.type === "create-release" && action.latest) ? [`${action.type} ${action.tag}`] : []));
  const everything = ["chat-v1.0.0", "triage-v9.0.0", "chat-v1.9.0", "chat-v1.10.0", "chat-v2.0.0-rc.1", "chat-v3.0.0-orbit"];
  const done: Partial<Scenario> = {
    tags: Object.fromEntries(everything.map((tag) => [tag, ["chat-v1.0.0", "triage-v9.0.0"].includes(tag) ? 0 : 1])),
    releases: Object.fromEntries(everything.map((tag) => [tag, "published"])),
  };

  test("belongs to the highest stable version of the flow that owns it", () => {
    expect(badge({})).toEqual(["create-release chat-v1.10.0"]);
  });

  test("belongs to nobody unless configured", () => {
    expect(badge({ config: { latest: null } })).toEqual([]);
  });

  test("is no draft's", () => {
    expect(badge({ config: { latest: "chat", draft: true } })).toEqual([]);
    expect(badge({ ...done, releases: { ...done.releases, "chat-v1.10.0": "draft" } })).toEqual([]);
  });

  test("is given back to the release that lost it", () => {
    expect(badge({ ...done, latest: "chat-v1.9.0" })).toEqual(["mark-latest chat-v1.10.0"]);
    expect(badge({ ...done, latest: null })).toEqual(["mark-latest chat-v1.10.0"]);
    expect(badge({ ...done, latest: "chat-v1.10.0" })).toEqual([]);
  });

  test("is left alone when the run is about other versions", () => {
    expect(badge({ ...done, latest: "triage-v9.0.0" }, { flows: ["triage"] })).toEqual([]);
  });

  test("skips blocked versions", () => {
    expect(badge({ landings: [{ "flows/chat/1.0.0.yml": "1", "flows/chat/2.0.0.yml": { link: "x" } }] })).toEqual(["create-release chat-v1.0.0"]);
  });

  test("of versions that differ in build metadata belongs to the highest", () => {
    expect(badge({ landings: [{ "flows/chat/1.0.0+a.yml": "1", "flows/chat/1.0.0+b.yml": "2" }] })).toEqual(["create-release chat-v1.0.0+b"]);
  });
});

test("two roots hold one flow and version when their templates differ", () => {
  const plan = planOf({
    landings: [{ "stable/chat/1.0.0.yml": "s", "lab/chat/1.0.0.yml": "l" }],
    config: { roots: [{ path: "stable", tag: "{flow}-v{version}" }, { path: "lab", tag: "lab-{flow}-v{version}" }] },
  });
  expect(told(plan.actions)).toEqual(["create-tag lab-chat-v1.0.0", "create-tag chat-v1.0.0", "create-release lab-chat-v1.0.0", "create-release chat-v1.0.0"]);
  expect(plan.versions.map(({ path, digest }) => [path, digest])).toEqual([["lab/chat/1.0.0.yml", digestOf("l")], ["stable/chat/1.0.0.yml", digestOf("s")]]);
});
