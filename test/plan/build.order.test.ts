import { describe, expect, test } from "vitest";
import type { Selection } from "../../src/config/config.ts";
import { Failure } from "../../src/model/failure.ts";
import { planOf, told, type Scenario } from "./snapshot.ts";

const SEVERAL: Scenario = {
  landings: [
    { "flows/triage/1.0.0.yml": "t1" },
    { "flows/chat/1.10.0.yml": "c110", "flows/chat/1.9.0.yml": "c19", "flows/chat/1.10.0-rc.1.yml": "rc", "flows/a/1.0.0.yml": "a" },
    { "flows/chat/1.0.0.yml": "c1" },
  ],
};
const tagsOf = (scenario: Scenario, selection: Partial<Selection> = {}): readonly string[] =>
  planOf(scenario, selection)
    .actions.filter(({ type }) => type === "create-tag")
    .map(({ tag }) => tag);

describe("the order and choice of actions", () => {
  test("tags come first, oldest landing first, then by flow and version; releases follow in the same order", () => {
    const tags = ["triage-v1.0.0", "a-v1.0.0", "chat-v1.9.0", "chat-v1.10.0-rc.1", "chat-v1.10.0", "chat-v1.0.0"];
    expect(told(planOf(SEVERAL).actions)).toEqual([
      ...tags.map((tag) => `create-tag ${tag}`),
      ...tags.map((tag) => `create-release ${tag}`),
    ]);
  });

  test("versions are listed by flow and version", () => {
    expect(planOf(SEVERAL).versions.map(({ tag }) => tag)).toEqual([
      "a-v1.0.0",
      "chat-v1.0.0",
      "chat-v1.9.0",
      "chat-v1.10.0-rc.1",
      "chat-v1.10.0",
      "triage-v1.0.0",
    ]);
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
      expect(error instanceof Failure ? [error.code, error.problems[0].fix] : error).toEqual([
        "version-unknown",
        expect.stringContaining(suggestion),
      ]);
    }
  });

  test("one blocked version never stops its siblings", () => {
    const plan = planOf({ landings: [{ "flows/chat/1.0.0.yml": { link: "x" }, "flows/chat/1.1.0.yml": "a", "flows/a b/1.0.0.yml": "a" }] });
    expect(told(plan.actions)).toEqual(["create-tag chat-v1.1.0", "create-release chat-v1.1.0"]);
    expect(plan.problems.map(({ code }) => code)).toEqual(["flow-name-unsafe", "version-link"]);
  });

  test("with a selection, problems of other files are left out", () => {
    const landings = [{ "flows/chat/1.0.0.yml": { link: "x" }, "flows/triage/1.0.0.yml": "a", "flows/a b/1.0.0.yml": "a" }];
    expect(planOf({ landings }, { flows: ["chat"] }).problems.map(({ code }) => code)).toEqual(["version-link"]);
    expect(planOf({ landings }, { flows: ["triage"] }).problems).toEqual([]);
  });

  test("an empty registry has an empty plan", () => {
    expect(planOf({ landings: [{ "README.md": "" }] })).toMatchObject({ versions: [], actions: [], problems: [] });
  });
});

describe("the latest badge", () => {
  const landings: Scenario["landings"] = [
    { "flows/chat/1.0.0.yml": "1", "flows/triage/9.0.0.yml": "t" },
    { "flows/chat/1.10.0.yml": "2", "flows/chat/1.9.0.yml": "3", "flows/chat/2.0.0-rc.1.yml": "4", "flows/chat/3.0.0-orbit.yml": "5" },
  ];
  const badge = (scenario: Partial<Scenario>, selection: Partial<Selection> = {}): readonly string[] =>
    planOf({ landings, config: { latest: "chat" }, ...scenario }, selection).actions.flatMap((action) =>
      action.type === "mark-latest" || (action.type === "create-release" && action.latest) ? [`${action.type} ${action.tag}`] : [],
    );
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

  test("is given to a release whose tag is made now", () => {
    const tags = Object.fromEntries(Object.entries(done.tags ?? {}).filter(([tag]) => tag !== "chat-v1.10.0"));
    expect(badge({ ...done, tags, latest: null })).toEqual(["mark-latest chat-v1.10.0"]);
    expect(badge({ ...done, tags, latest: null }, { limit: 0 })).toEqual([]);
  });

  test("is given to a drifted version's release too, but never to one in conflict", () => {
    const changed = [...landings, { "flows/chat/1.10.0.yml": "2b" }];
    expect(badge({ ...done, landings: changed, latest: null })).toEqual(["mark-latest chat-v1.10.0"]);
    expect(badge({ ...done, tags: { ...done.tags, "chat-v1.10.0": 0 }, latest: null })).toEqual([]);
  });

  test("is left alone when the run is about other versions", () => {
    expect(badge({ ...done, latest: "triage-v9.0.0" }, { flows: ["triage"] })).toEqual([]);
  });

  test("skips blocked versions", () => {
    expect(badge({ landings: [{ "flows/chat/1.0.0.yml": "1", "flows/chat/2.0.0.yml": { link: "x" } }] })).toEqual([
      "create-release chat-v1.0.0",
    ]);
  });

  test("of versions that differ in build metadata belongs to the highest", () => {
    expect(badge({ landings: [{ "flows/chat/1.0.0+a.yml": "1", "flows/chat/1.0.0+b.yml": "2" }] })).toEqual([
      "create-release chat-v1.0.0+b",
    ]);
  });
});
