import { describe, expect, test } from "vitest";
import { readTagRules } from "../../../src/forge/github/tag-rules.ts";
import type { TagRule } from "../../../src/model/tag-rule.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import type { GithubOptions, GithubStandIn } from "../../support/github/start-github.ts";
import type { Ruleset } from "../../support/github/state.ts";
import { openClient, requestsOf } from "./open-github.ts";

const JSON_TYPE = { "content-type": "application/json" };
const ONE = /\/rulesets\/\d+$/;

function ruleset(id: number, changes: Partial<Ruleset> = {}): Ruleset {
  return {
    id,
    name: `ruleset ${id}`,
    target: "tag",
    enforcement: "active",
    include: ["refs/tags/v*"],
    exclude: ["refs/tags/v0.*"],
    rules: [{ type: "creation" }],
    ...changes,
  };
}

function read(github: GithubStandIn, token: string = github.tokens.write): Promise<readonly TagRule[] | null> {
  const { client, place } = openClient(github, { token });
  return readTagRules(client, place);
}

async function readFrom(options: GithubOptions): Promise<readonly TagRule[] | null> {
  return read(await startForTest(options));
}

test("a repository without rulesets has no rules", async () => {
  expect(await readFrom({})).toEqual([]);
});

test("a rule against new tags is read with its patterns", async () => {
  const github = await startForTest({ rulesets: [ruleset(7)] });
  expect(await read(github)).toMatchObject([
    { ruleset: "ruleset 7", include: ["refs/tags/v*"], exclude: ["refs/tags/v0.*"], rule: { type: "creation" }, bypass: false },
  ]);
  expect(requestsOf(github)).toEqual([
    "GET rulesets?targets=tag&includes_parents=true&per_page=100&page=1",
    "GET rulesets/7?includes_parents=true",
  ]);
});

test.each<[string, Partial<Ruleset>]>([
  ["is for branches", { target: "branch" }],
  ["is off", { enforcement: "disabled" }],
  ["only watches", { enforcement: "evaluate" }],
  ["is about other things", { rules: [{ type: "deletion" }, { type: "update" }] }],
])("a ruleset that %s has no say", async (_name, changes) => {
  expect(await readFrom({ rulesets: [ruleset(1, changes), ruleset(2)] })).toMatchObject([{ ruleset: "ruleset 2" }]);
});

test("rulesets of all pages are read", async () => {
  const rulesets = Array.from({ length: 101 }, (_, index) => ruleset(index + 1, index < 100 ? { enforcement: "disabled" } : {}));
  expect(await readFrom({ rulesets })).toMatchObject([{ ruleset: "ruleset 101" }]);
});

describe("a single ruleset", () => {
  async function readOne(body: Readonly<Record<string, unknown>>): Promise<readonly TagRule[] | null> {
    const github = await startForTest({ rulesets: [ruleset(1)] });
    github.fail({ path: ONE }, { answer: { status: 200, headers: JSON_TYPE, body: { name: "tags", ...body } } });
    return read(github);
  }

  test.each([
    ["always", true],
    ["exempt", true],
    ["never", false],
    ["pull_requests_only", false],
    [undefined, null],
  ])("that may be bypassed %s is bypassed: %s", async (said, bypass) => {
    const rules = [{ type: "creation" }];
    expect(await readOne({ rules, current_user_can_bypass: said })).toMatchObject([{ bypass }]);
  });

  test("has its page, and rules about names", async () => {
    const pattern = (operator: string, negate?: boolean): unknown => ({
      type: "tag_name_pattern",
      parameters: { name: "x", operator, pattern: "v", ...(negate === undefined ? {} : { negate }) },
    });
    const found = await readOne({
      conditions: { ref_name: { include: ["~ALL"], exclude: [] }, repository_name: { include: ["*"] } },
      rules: [pattern("starts_with"), pattern("regex", true), pattern("sounds_like"), { type: "tag_name_pattern" }, { type: "new" }],
      _links: { self: { href: "x" }, html: { href: "https://github.com/o/r/rules/1" } },
    });
    const common = { ruleset: "tags", url: "https://github.com/o/r/rules/1", include: ["~ALL"], exclude: [], bypass: null };
    expect(found).toEqual([
      { ...common, rule: { type: "name", operator: "starts_with", pattern: "v", negate: false } },
      { ...common, rule: { type: "name", operator: "regex", pattern: "v", negate: true } },
    ]);
  });

  test.each([[null], [{}], [{ ref_name: {} }]])("without conditions (%j) is for no tag", async (conditions) => {
    expect(await readOne({ conditions, rules: [{ type: "creation" }] })).toMatchObject([{ include: [], exclude: [], url: null }]);
  });

  test.each([{ name: 1 }, { rules: "creation" }, { conditions: { ref_name: { include: "~ALL" } } }])(
    "that is %j cannot be understood",
    async (body) => {
      await expect(readOne(body)).rejects.toMatchObject({ code: "forge-unreadable" });
    },
  );
});

describe("rules that cannot be read", () => {
  test.each([
    [/\/rulesets$/, { status: 404, body: { message: "Not Found" } }],
    [/\/rulesets$/, { status: 403, body: { message: "Upgrade to GitHub Pro or make this repository public to enable this feature." } }],
    [ONE, { status: 404, body: { message: "Not Found" } }],
  ])("are not known: %s %j", async (path, answer) => {
    const github = await startForTest({ rulesets: [ruleset(1)] });
    github.fail({ path }, { answer });
    expect(await read(github)).toBeNull();
  });

  test.each([
    ["forge-unreachable", { status: 502, body: "" }],
    ["forge-auth", { status: 401, body: { message: "Bad credentials" } }],
    ["forge-unreadable", { status: 200, headers: { "content-type": "text/html" }, body: "<html>" }],
  ])("because of something else are a failure: %s", async (code, answer) => {
    const github = await startForTest();
    github.fail({ path: /\/rulesets$/ }, { times: 9, answer });
    await expect(read(github)).rejects.toMatchObject({ code });
  });
});
