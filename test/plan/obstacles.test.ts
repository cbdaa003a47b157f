import { expect, test } from "vitest";
import type { TagRule } from "../../src/model/tag-rule.ts";
import { findObstacles, NOTHING_FOUND, type Preflight } from "../../src/plan/obstacles.ts";
import { landing, planOf } from "./snapshot.ts";

const PATH = "flows/chat/1.0.0.yml";
const TAG = "chat-v1.0.0";
const { actions } = planOf({ landings: [{ [PATH]: "1", "flows/chat/1.1.0.yml": "2" }] });
const PATHS = new Map([
  [TAG, PATH],
  ["chat-v1.1.0", "flows/chat/1.1.0.yml"],
]);

const RULE: TagRule = {
  ruleset: "Only releases",
  url: "https://github.com/octo-org/flows/rules/5",
  include: [`refs/tags/${TAG}`],
  exclude: [],
  rule: { type: "creation" },
  bypass: false,
};
const YAML = new Map([[PATH, { line: 7, message: "line 7: Tabs are not allowed", earlier: false }]]);
const OLD_YAML = new Map([[PATH, { line: 7, message: "line 7: Tabs are not allowed", earlier: true }]]);
const EVERY_TAG = { code: "push-denied", message: "Nothing can be pushed.", fix: "Give it the permission." } as const;
const WORKFLOWS = new Map([[landing(0), [".github/workflows/old.yml"]]]);

test("nothing that was found is nothing in the way", () => {
  expect(findObstacles(actions, PATHS, NOTHING_FOUND)).toEqual(new Map());
});

interface Row {
  readonly name: string;
  readonly found: Partial<Preflight>;
  readonly code: string;
  readonly tags: readonly string[];
  readonly line: number | null;
  readonly byHand: boolean;
  readonly says: readonly string[];
}

const BOTH = [TAG, "chat-v1.1.0"];
const ROWS: readonly Row[] = [
  {
    name: "a YAML fault of an earlier content",
    found: { yaml: OLD_YAML },
    code: "version-yaml-was-invalid",
    tags: [TAG],
    line: null,
    byHand: false,
    says: [PATH, "was added"],
  },
  { name: "a YAML fault", found: { yaml: YAML }, code: "version-yaml-invalid", tags: [TAG], line: 7, byHand: false, says: [PATH, "Tabs"] },
  {
    name: "a credential that may not push",
    found: { everyTag: EVERY_TAG },
    code: "push-denied",
    tags: BOTH,
    line: null,
    byHand: true,
    says: ["Nothing can be pushed."],
  },
  {
    name: "a rule about creation",
    found: { tagRules: [RULE] },
    code: "push-ruleset",
    tags: [TAG],
    line: null,
    byHand: true,
    says: [TAG, '"Only releases"', "rules/5"],
  },
  {
    name: "a rule about names",
    found: {
      tagRules: [{ ...RULE, url: null, include: ["~ALL"], rule: { type: "name", operator: "starts_with", pattern: "v", negate: false } }],
    },
    code: "push-ruleset",
    tags: BOTH,
    line: null,
    byHand: true,
    says: ['"v"'],
  },
  {
    name: "a workflow file of no branch",
    found: { workflows: WORKFLOWS },
    code: "push-workflow",
    tags: BOTH,
    line: null,
    byHand: true,
    says: [".github/workflows/old.yml is not", landing(0)],
  },
  {
    name: "several workflow files",
    found: { workflows: new Map([[landing(0), ["a.yml", "b.yml"]]]) },
    code: "push-workflow",
    tags: BOTH,
    line: null,
    byHand: true,
    says: ["a.yml, b.yml are not"],
  },
];

test.each(ROWS)("$name keeps $tags from being made", ({ found, code, tags, line, byHand, says }) => {
  const obstacles = findObstacles(actions, PATHS, { ...NOTHING_FOUND, ...found });
  expect([...obstacles.keys()]).toEqual(tags);
  for (const [tag, obstacle] of obstacles) expect(obstacle).toMatchObject({ code, line, byHand, path: PATHS.get(tag) });
  for (const part of says) expect(obstacles.get(TAG)?.message).toContain(part);
  expect(obstacles.get(TAG)?.fix).not.toBe("");
});

test.each<[string, Partial<Preflight>]>([
  ["a rule that lets the token through", { tagRules: [{ ...RULE, bypass: true }] }],
  ["a rule that may let it through", { tagRules: [{ ...RULE, bypass: null }] }],
  ["a rule for other tags", { tagRules: [{ ...RULE, include: ["refs/tags/v*"] }] }],
  ["workflow files of another commit", { workflows: new Map([[landing(3), ["a.yml"]]]) }],
  ["a commit without foreign workflow files", { workflows: new Map([[landing(0), []]]) }],
  ["YAML faults of another file", { yaml: new Map([["other.yml", { line: 1, message: "m", earlier: false }]]) }],
])("%s is in nobody's way", (_, found) => {
  expect(findObstacles(actions, PATHS, { ...NOTHING_FOUND, ...found })).toEqual(new Map());
});

test("only tags that would be made have obstacles", () => {
  const releases = actions.filter(({ type }) => type === "create-release");
  expect(releases).toHaveLength(2);
  expect(findObstacles(releases, PATHS, { ...NOTHING_FOUND, everyTag: EVERY_TAG })).toEqual(new Map());
});

test("the registry's own faults come first, then the credential, the rulesets, and the workflow files", () => {
  const all: Preflight = { everyTag: EVERY_TAG, tagRules: [RULE], workflows: WORKFLOWS, yaml: YAML };
  const order = [all, { ...all, yaml: new Map() }, { ...all, yaml: new Map(), everyTag: null }, { ...NOTHING_FOUND, workflows: WORKFLOWS }];
  expect(order.map((found) => findObstacles(actions, PATHS, found).get(TAG)?.code)).toEqual([
    "version-yaml-invalid",
    "push-denied",
    "push-ruleset",
    "push-workflow",
  ]);
});
