import { describe, expect, test } from "vitest";
import type { Config } from "../../src/config/config.ts";
import { toMarkWords } from "../../src/model/marks.ts";
import { configuredMarks, latestOfFlow, marksReader } from "../../src/plan/marks.ts";
import { toSnapshot, type Scenario } from "./snapshot.ts";

const YANK = { root: null, reason: "Wrong" };
const DEPRECATION = { root: null, versions: null, since: null, use: null, reason: null };

function config(part: Partial<Config>): Pick<Config, "roots" | "yanked" | "deprecated"> {
  return { roots: null, yanked: [], deprecated: [], ...part };
}

/** Marks by path, of the versions that have any. */
function marked(scenario: Scenario): Readonly<Record<string, readonly string[]>> {
  const snapshot = toSnapshot(scenario);
  const marksOf = marksReader(snapshot);
  const all = [...snapshot.registry.files, ...snapshot.withdrawn].map((version) => [version.path, toMarkWords(marksOf(version))] as const);
  return Object.fromEntries(all.filter(([, words]) => words.length > 0));
}

describe("what the configuration says", () => {
  const chat = (version: string, path = `chat/${version}.yml`): Parameters<ReturnType<typeof configuredMarks>>[0] => ({
    flow: "chat",
    version,
    path,
  });

  test.each([
    ["1.0.0", true],
    ["1.0.0+b", false],
    ["1.0.0-rc.1", false],
    ["1.0.1", false],
  ])("a yank of 1.0.0 is exactly of it: %s", (version, yanked) => {
    const marks = configuredMarks(config({ yanked: [{ ...YANK, flow: "chat", version: "1.0.0" }] }))(chat(version));
    expect(marks.yanked).toEqual(yanked ? { reason: "Wrong" } : null);
  });

  test.each([
    [null, "2.0.0-orbit", true],
    ["<2", "1.9.0", true],
    ["<2", "2.0.0", false],
    ["<2", "2.0.0-rc.1", false],
    ["<2", "1.9.0-orbit", false],
    [">=2.0.0-rc.1 <2.0.0", "2.0.0-rc.2", true],
    ["2.0.0-orbit", "2.0.0-orbit", true],
  ])("a deprecation of %s covers %s: %s", (versions, version, covered) => {
    const marks = configuredMarks(config({ deprecated: [{ ...DEPRECATION, flow: "chat", versions, use: "talk@^2" }] }))(chat(version));
    expect(marks.deprecated).toEqual(covered ? { since: null, use: "talk@^2", reason: null } : null);
  });

  test("the first entry that covers a version tells", () => {
    const deprecated = [
      { ...DEPRECATION, flow: "chat", versions: "<2", reason: "first" },
      { ...DEPRECATION, flow: "chat", reason: "second" },
    ];
    const marksOf = configuredMarks(config({ deprecated }));
    expect([marksOf(chat("1.0.0")).deprecated?.reason, marksOf(chat("2.0.0")).deprecated?.reason]).toEqual(["first", "second"]);
  });

  test("an entry with a root is about that root alone", () => {
    const yanked = [{ ...YANK, flow: "chat", version: "1.0.0", root: "flows/x" }];
    const roots = ["flows", "flows/x"].map((path) => ({ path, tag: "{flow}-v{version}" }));
    const isYanked = (path: string, part: Partial<Config>): boolean =>
      configuredMarks(config({ yanked, ...part }))(chat("1.0.0", path)).yanked !== null;
    expect([isYanked("flows/x/chat/1.0.0.yml", { roots }), isYanked("flows/chat/1.0.0.yml", { roots })]).toEqual([true, false]);
    expect([isYanked("flows/x/y/chat/1.0.0.yml", {}), isYanked("flows/chat/1.0.0.yml", {})]).toEqual([true, false]);
  });
});

describe("a backport", () => {
  const two = { "chat/2.0.0.yml": "2" };
  test.each<readonly [string, Scenario, readonly string[]]>([
    [
      "is lower than what landed before it",
      { landings: [{ "chat/1.0.0.yml": "1", ...two }, { "chat/1.0.1.yml": "1b" }] },
      ["chat/1.0.1.yml"],
    ],
    ["is none beside what landed with it", { landings: [{ "chat/1.0.0.yml": "1", ...two }] }, []],
    ["is none where the higher one landed later", { landings: [{ "chat/1.0.0.yml": "1" }, two] }, []],
    [
      "is none below a prerelease or a variant",
      { landings: [{ "chat/2.0.0-rc.1.yml": "2", "chat/3.0.0-orbit.yml": "3" }, { "chat/1.0.0.yml": "1" }] },
      [],
    ],
    ["is stable itself", { landings: [two, { "chat/1.0.0-rc.1.yml": "1" }] }, []],
    ["is of the same flow", { landings: [two, { "other/1.0.0.yml": "1" }] }, []],
    ["is no other build of the same version", { landings: [{ "chat/2.0.0+b.yml": "2b" }, two] }, []],
    [
      "is none below a yanked one, after which it is the way on",
      { landings: [two, { "chat/1.0.1.yml": "1" }], config: { yanked: [{ ...YANK, flow: "chat", version: "2.0.0" }] } },
      [],
    ],
    [
      "is what was published late, also if it was edited since",
      { landings: [two, { "chat/1.0.1.yml": "1" }, { "chat/2.0.0.yml": "2b" }], tags: { "chat-v2.0.0": 0, "chat-v1.0.1": 1 } },
      ["chat/1.0.1.yml"],
    ],
  ])("%s", (_name, scenario, paths) => {
    expect(Object.entries(marked(scenario)).flatMap(([path, words]) => (words.includes("backport") ? [path] : []))).toEqual(paths);
  });
});

test("a version whose file is gone is withdrawn, and may be yanked as well", () => {
  const scenario: Scenario = {
    landings: [{ "chat/1.0.0.yml": "1", "chat/2.0.0.yml": "2" }, { "chat/1.0.0.yml": null }],
    tags: { "chat-v1.0.0": 0 },
    config: { yanked: [{ ...YANK, flow: "chat", version: "1.0.0" }] },
  };
  expect(marked(scenario)).toEqual({ "chat/1.0.0.yml": ["yanked", "withdrawn"] });
});

test("a flow's latest is its highest stable version that is neither yanked nor blocked", () => {
  const { registry, config: rules } = toSnapshot({
    landings: [
      {
        "chat/1.9.0.yml": "1",
        "chat/1.10.0.yml": "2",
        "chat/2.0.0.yml": "3",
        "chat/3.0.0-rc.1.yml": "4",
        "chat/4.0.0.yml": { link: "x" },
      },
    ],
    config: { yanked: [{ ...YANK, flow: "chat", version: "2.0.0" }] },
  });
  expect(latestOfFlow(registry.files, configuredMarks(rules))?.version).toBe("1.10.0");
  expect(latestOfFlow([], configuredMarks(rules))).toBeUndefined();
});
