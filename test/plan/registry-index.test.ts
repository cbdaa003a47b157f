import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Outcome, Result } from "../../src/model/outcome.ts";
import type { Plan } from "../../src/model/plan.ts";
import type { RegistryIndex } from "../../src/plan/index-schema.ts";
import { parseIndex } from "../../src/plan/parse-index.ts";
import { findPublished, renderIndex, toIndex, type Held, type Published } from "../../src/plan/registry-index.ts";
import { BESIDE, digestOf, landing, planOf, type Scenario } from "./snapshot.ts";

const HELD: Held = { date: "2026-01-01T00:00:00Z", digest: digestOf("x"), contentDigest: digestOf("y"), files: [] };

function indexOf(plan: Plan, published: readonly Published[]): RegistryIndex {
  return toIndex(plan, published, new Map(published.map(({ version: { path } }) => [path, HELD])));
}

function outcomesOf({ actions }: Plan, result: Result): readonly Outcome[] {
  return actions.map((action) => ({ action, result }));
}

function told(published: readonly Published[]): readonly string[] {
  return published.map(({ tag, commit }) => `${tag} ${commit === BESIDE ? "beside" : String(Number.parseInt(commit, 16) - 1)}`);
}

const SAMPLE: Scenario = {
  landings: [
    { "chat/1.0.0.yml": "1", "chat/1.1.0.yml": "2", "chat/2.0.0-rc.1.yml": "3" },
    { "chat/1.2.0.yml": "4", "chat/0.9.0.yml": "5" },
    { "chat/1.1.0.yml": null, "chat/1.0.0.yml": "edited" },
  ],
  tags: { "chat-v1.0.0": 0, "chat-v1.1.0": 0, "chat-v2.0.0-rc.1": 0 },
};

describe("published is", () => {
  const plan = planOf(SAMPLE);

  test.each<[Result["kind"], Result, readonly string[]]>([
    ["done", { kind: "done", url: null }, ["chat-v0.9.0 1", "chat-v1.0.0 0", "chat-v1.1.0 0", "chat-v1.2.0 1", "chat-v2.0.0-rc.1 0"]],
    [
      "already-right",
      { kind: "already-right", url: null },
      ["chat-v0.9.0 1", "chat-v1.0.0 0", "chat-v1.1.0 0", "chat-v1.2.0 1", "chat-v2.0.0-rc.1 0"],
    ],
    ["not-tried", { kind: "not-tried", why: "" }, ["chat-v1.0.0 0", "chat-v1.1.0 0", "chat-v2.0.0-rc.1 0"]],
    [
      "failed",
      { kind: "failed", failure: { code: "push-refused", message: "", serverWords: null, fix: "" } },
      ["chat-v1.0.0 0", "chat-v1.1.0 0", "chat-v2.0.0-rc.1 0"],
    ],
  ])("what has a tag, with new tags that are %s: edited and withdrawn versions as the tag has them", (_, result, expected) => {
    expect(told(findPublished(plan, outcomesOf(plan, result))).toSorted()).toEqual(expected);
  });

  test("not what a tag beside the branch claims, and no tag without the file", () => {
    const landings = [{ "chat/1.0.0.yml": "1" }, { "chat/1.1.0.yml": "2" }];
    expect(findPublished(planOf({ landings, tags: { "chat-v1.0.0": "beside", "chat-v1.1.0": 0 } }), [])).toEqual([]);
  });

  test("not a tag that two versions lay claim to", () => {
    const landings = [{ "chat/1.0.0.yml": "1", "chat/1.1.0.yml": "2" }, { "chat/1.0.0.yaml": "3" }];
    expect(told(findPublished(planOf({ landings, tags: { "chat-v1.0.0": 0, "chat-v1.1.0": 0 } }), []))).toEqual(["chat-v1.1.0 0"]);
  });
});

test("the index tells of each version what a consumer has to know, lowest first", () => {
  const plan = planOf({
    ...SAMPLE,
    config: {
      yanked: [{ flow: "chat", version: "1.0.0", root: null, reason: "leaks" }],
      deprecated: [{ flow: "chat", root: null, versions: "<1.1.0", since: "2026-02-01", use: "chat@^1.2.0", reason: null }],
    },
  });
  const index = indexOf(plan, findPublished(plan, outcomesOf(plan, { kind: "done", url: null })));
  expect(index).toMatchObject({ schema: 1, branch: "main", head: landing(2) });
  expect(index.flows.map(({ flow, folder, latest }) => ({ flow, folder, latest }))).toEqual([
    { flow: "chat", folder: "chat", latest: "1.2.0" },
  ]);
  const { versions = [] } = index.flows[0] ?? {};
  expect(versions.map(({ version }) => version)).toEqual(["0.9.0", "1.0.0", "1.1.0", "1.2.0", "2.0.0-rc.1"]);
  expect(versions[0]).toEqual({
    version: "0.9.0",
    kind: "stable",
    path: "chat/0.9.0.yml",
    tag: "chat-v0.9.0",
    commit: landing(1),
    date: HELD.date,
    digest: HELD.digest,
    content_digest: HELD.contentDigest,
    files: [],
    previous: null,
    yanked: null,
    deprecated: { since: "2026-02-01", use: "chat@^1.2.0", reason: null },
    withdrawn: false,
    backport: false,
  });
  expect(versions.find(({ version }) => version === "1.0.0")).toMatchObject({ yanked: { reason: "leaks" } });
  expect(versions.find(({ version }) => version === "1.1.0")).toMatchObject({ withdrawn: true, previous: null });
});

test("the latest version is no prerelease, not yanked and not withdrawn; a flow may have none", () => {
  const landings = [{ "a/1.0.0.yml": "1", "a/1.1.0.yml": "2", "a/2.0.0.yml": "3", "b/1.0.0-rc.1.yml": "4" }, { "a/2.0.0.yml": null }];
  const config = { yanked: [{ flow: "a", version: "1.1.0", root: null, reason: "" }] };
  const tags = { "a-v1.0.0": 0, "a-v1.1.0": 0, "a-v2.0.0": 0, "b-v1.0.0-rc.1": 0 };
  const plan = planOf({ landings, config, tags });
  expect(indexOf(plan, findPublished(plan, [])).flows.map(({ flow, latest }) => [flow, latest])).toEqual([
    ["a", "1.0.0"],
    ["b", null],
  ]);
});

test("flows of one name in two roots are two", () => {
  const landings = [{ "stable/chat/1.0.0.yml": "1", "next/chat/1.0.0.yml": "2" }];
  const roots = [
    { path: "stable", tag: "{flow}-v{version}" },
    { path: "next", tag: "next-{flow}-v{version}" },
  ];
  const plan = planOf({ landings, config: { roots }, tags: { "chat-v1.0.0": 0, "next-chat-v1.0.0": 0 } });
  const { flows } = indexOf(plan, findPublished(plan, []));
  expect(flows.map(({ flow, folder }) => `${flow} in ${folder}`)).toEqual(["chat in next/chat", "chat in stable/chat"]);
});

test("the text depends on nothing but what is published, and is read back as it was", () => {
  const plan = planOf(SAMPLE);
  const published = findPublished(plan, outcomesOf(plan, { kind: "done", url: null }));
  const text = renderIndex(indexOf(plan, published));
  expect(text.startsWith('{\n  "schema": 1,\n  "branch": "main",\n')).toBe(true);
  expect(text.endsWith("]\n}\n")).toBe(true);
  expect(renderIndex(parseIndex(text))).toBe(text);
  fc.assert(
    fc.property(fc.shuffledSubarray([...published], { minLength: published.length }), (shuffled) => {
      expect(renderIndex(indexOf(plan, shuffled))).toBe(text);
    }),
  );
});
