import fc from "fast-check";
import { expect, test } from "vitest";
import type { Config } from "../../src/config/config.ts";
import type { Action } from "../../src/model/plan.ts";
import { NO_MARKS } from "../../src/model/marks.ts";
import { withBanner } from "../../src/notes/banner.ts";
import { renderMarker, toBodyDigest } from "../../src/notes/marker.ts";
import { planNotes } from "../../src/plan/notes-requests.ts";
import { carryOut, planOf, told, toSnapshot, type Content, type Scenario } from "./snapshot.ts";

const PATHS = [
  "flows/a/1.0.0.yml",
  "flows/a/1.0.0.yaml",
  "flows/a/1.1.0.yml",
  "flows/a/2.0.0-rc.1.yml",
  "flows/a/2.0.0-orbit.yml",
  "flows/a/1.0.0+b.yml",
  "flows/a/1.0.0/2.0.0.yml",
  "flows/A/3.0.0.yml",
  "flows/b c/1.0.0.yml",
  "flows/a.yml",
  "flows/1.0.0.yml",
  "flows/a/v3.0.0.yml",
  "lab/a/1.0.0.yml",
  "lab/a/1.1.0.yml",
  "lab/d/1.0.0.yml",
  "README.md",
] as const;
const TAGS = [
  "a-v1.0.0",
  "a-v1.1.0",
  "a-v2.0.0-rc.1",
  "a-v2.0.0-orbit",
  "a-v1.0.0+b",
  "d-v1.0.0",
  "lab-a-v1.0.0",
  "a/1.0.0",
  "a/1.1.0",
  "lab/a/1.0.0",
  // Tags of others, which may be in the way.
  "a",
  "lab/a",
  "a/1.0.0/x",
  "a-v1.0.0/x",
  "nightly",
] as const;
const FLOWS = "{flow}-v{version}";

const CONTENT: fc.Arbitrary<Content> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom("x: 1\n", "x: 2\n", "# 1\nx: 1\n") },
  fc.constantFrom(null, { link: "elsewhere" }),
);
const LANDINGS = fc.array(fc.dictionary(fc.constantFrom(...PATHS), CONTENT, { maxKeys: 6, noNullPrototype: true }), {
  minLength: 1,
  maxLength: 5,
});
const CONFIG: fc.Arbitrary<Partial<Config>> = fc.record({
  roots: fc.constantFrom(
    null,
    [
      { path: "flows", tag: FLOWS },
      { path: "lab", tag: FLOWS },
    ],
    [
      { path: "flows", tag: FLOWS },
      { path: "lab", tag: "lab-{flow}-v{version}" },
    ],
    [
      { path: "flows", tag: "{flow}/{version}" },
      { path: "lab", tag: "lab/{flow}/{version}" },
    ],
    [
      { path: "flows", tag: FLOWS },
      { path: "gone", tag: FLOWS },
    ],
  ),
  target: fc.constantFrom("content" as const, "introduced" as const),
  latest: fc.constantFrom(null, "a"),
  draft: fc.boolean(),
  yanked: fc.subarray([
    { flow: "a", version: "1.1.0", root: null, reason: "Wrong" },
    { flow: "a", version: "1.0.0", root: "lab", reason: "Wrong" },
  ]),
  deprecated: fc.subarray([{ flow: "a", versions: "<2", root: null, since: null, use: "d", reason: null }]),
});

const NOTES = `Notes\n\n${renderMarker({ flow: "a", version: "1.0.0", digest: "d", template: "default", body: toBodyDigest("Notes") })}\n`;
const TEXT = fc.constantFrom(NOTES, withBanner(NOTES, { ...NO_MARKS, yanked: { reason: "Wrong" }, backport: true }), `Mine. ${NOTES}`, "");

const SCENARIOS: fc.Arbitrary<Scenario> = LANDINGS.chain((landings) =>
  fc.record({
    landings: fc.constant(landings),
    config: CONFIG,
    tags: fc.dictionary(fc.constantFrom(...TAGS), fc.oneof(fc.nat({ max: landings.length - 1 }), fc.constant("beside" as const)), {
      maxKeys: 5,
      noNullPrototype: true,
    }),
    releases: fc.dictionary(fc.constantFrom(...TAGS), fc.constantFrom("published" as const, "draft" as const), {
      maxKeys: 5,
      noNullPrototype: true,
    }),
    latest: fc.constantFrom(null, "a-v1.0.0", "nightly"),
    texts: fc.dictionary(fc.constantFrom(...TAGS), TEXT, { maxKeys: 5, noNullPrototype: true }),
    everything: fc.boolean(),
  }),
).map((scenario) => ({
  ...scenario,
  texts: Object.fromEntries(Object.entries(scenario.texts).filter(([tag]) => scenario.releases[tag] !== undefined)),
}));

/** Sorts by keys that have nothing to do with the items. */
function arrangeBy(keys: readonly number[]): <T>(items: readonly T[]) => readonly T[] {
  return (items) =>
    items
      .map((item, index) => ({ item, key: keys[index % keys.length] ?? 0 }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item);
}

const RUNS = { numRuns: 400 };

test("the order in which tree entries and tags are read does not matter", () => {
  fc.assert(
    fc.property(SCENARIOS, fc.array(fc.nat(), { minLength: 20, maxLength: 20 }), (scenario, keys) => {
      expect(planOf({ ...scenario, arrange: arrangeBy(keys) })).toEqual(planOf(scenario));
    }),
    RUNS,
  );
});

test("once a plan is carried out nothing is left to do, and no version is worse off", () => {
  fc.assert(
    fc.property(SCENARIOS, (scenario) => {
      const before = planOf(scenario);
      const after = planOf(carryOut(scenario, before.actions));
      expect(told(after.actions)).toEqual([]);
      const drifting = scenario.config?.target === "introduced" ? ["released", "drifted"] : ["released"];
      for (const [index, { path, state }] of before.versions.entries()) {
        const now = after.versions[index];
        expect(now?.path).toBe(path);
        expect(["pending", "partial"].includes(state) ? drifting : [state]).toContain(now?.state);
      }
    }),
    RUNS,
  );
});

test("stopped after any action, the next run ends in the same state", () => {
  fc.assert(
    fc.property(SCENARIOS, fc.nat({ max: 12 }), (scenario, done) => {
      const { actions } = planOf(scenario);
      const whole = carryOut(scenario, actions);
      const half = carryOut(scenario, actions.slice(0, done));
      const resumed = carryOut(half, planOf(half).actions);
      expect(resumed).toEqual(whole);
    }),
    RUNS,
  );
});

test("no tag is made twice or over another, none moves, and a release comes after its tag", () => {
  fc.assert(
    fc.property(SCENARIOS, (scenario) => {
      const { actions } = planOf(scenario);
      const made = actions.filter(({ type }) => type === "create-tag").map(({ tag }) => tag);
      expect(new Set(made).size).toBe(made.length);
      expect(made.filter((tag) => scenario.tags?.[tag] !== undefined)).toEqual([]);
      const all = [...made, ...Object.keys(scenario.tags ?? {})];
      expect(made.filter((tag) => all.some((other) => tag.startsWith(`${other}/`) || other.startsWith(`${tag}/`)))).toEqual([]);
      expect(actions.findLastIndex(({ type }) => type === "create-tag")).toBe(made.length - 1);
    }),
    RUNS,
  );
});

test("every release of a plan gets its notes, in the order of the actions", () => {
  fc.assert(
    fc.property(SCENARIOS, (scenario) => {
      const { actions } = planOf(scenario);
      const releases = actions.flatMap((action) => (action.type === "create-release" ? [{ tag: action.tag, target: action.target }] : []));
      expect(planNotes(toSnapshot(scenario), { actions, manual: [] }).map(({ tag, target }) => ({ tag, target }))).toEqual(releases);
    }),
    RUNS,
  );
});

/** Actions by what they are for: a plan interleaves versions differently than what is left to a person. */
function byVersion(actions: readonly Action[]): ReadonlyMap<string, readonly Action[]> {
  return Map.groupBy(actions, ({ flow, version, tag }) => `${flow} ${version} ${tag}`);
}

test("with every new tag refused, a person gets exactly what the plan would have done for it", () => {
  fc.assert(
    fc.property(SCENARIOS, (scenario) => {
      const free = planOf(scenario);
      const tags = new Set(free.actions.filter(({ type }) => type === "create-tag").map(({ tag }) => tag));
      const refused = planOf({ ...scenario, obstacles: Object.fromEntries([...tags].map((tag) => [tag, {}])) });
      const own = (action: Action): boolean => tags.has(action.tag) && action.type !== "mark-latest" && action.type !== "edit-release";
      expect(byVersion(refused.manual)).toEqual(byVersion(free.actions.filter(own)));
      expect(refused.actions).toEqual(free.actions.filter(({ tag }) => !tags.has(tag)));
      const states = refused.versions.map(({ tag, state }) => (tag !== null && tags.has(tag) ? "refused" : state));
      expect(states).toEqual(free.versions.map(({ tag, state }) => (tag !== null && tags.has(tag) ? "refused" : state)));
      const blocked = refused.versions.filter(({ tag, code }) => tag !== null && tags.has(tag) && code === "push-workflow");
      expect(new Set(blocked.map(({ state }) => state))).toEqual(new Set(tags.size === 0 ? [] : ["blocked"]));
      expect(blocked).toHaveLength(tags.size);
    }),
    RUNS,
  );
});

test("with some new tags refused, the others are made as ever, within any limit", () => {
  fc.assert(
    fc.property(
      SCENARIOS,
      fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
      fc.option(fc.integer({ min: 1, max: 4 })),
      (scenario, picks, limit) => {
        const tags = planOf(scenario)
          .actions.filter(({ type }) => type === "create-tag")
          .map(({ tag }) => tag);
        const refused = tags.filter((_, index) => picks[index % picks.length]);
        const obstacles = Object.fromEntries(refused.map((tag) => [tag, {}]));
        const plan = planOf({ ...scenario, obstacles }, { limit });
        expect(plan.actions.filter(({ tag }) => refused.includes(tag))).toEqual([]);
        expect(new Set(plan.manual.map(({ tag }) => tag))).toEqual(new Set(refused));
        const made = new Set(plan.actions.filter(({ type }) => type === "create-tag" || type === "create-release").map(({ tag }) => tag));
        if (limit !== null) expect(made.size).toBeLessThanOrEqual(limit);
        const open = planOf(scenario).versions.filter(
          ({ tag, state }) => ["pending", "partial"].includes(state) && !refused.includes(tag ?? ""),
        );
        if (limit === null) for (const { tag } of open) expect(made).toContain(tag);
      },
    ),
    RUNS,
  );
});
