import { describe, expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../../src/config/config.ts";
import { mergeConfig } from "../../src/config/merge.ts";

const FILE = {
  roots: [{ path: "a" }, { path: "b", tag: "b-{flow}-{version}" }],
  tag: "{flow}/{version}",
  latest: "chat",
  draft: true,
  "tags-per-push": 5,
} as const;
const file = { ...FILE, roots: [...FILE.roots] };

describe("mergeConfig", () => {
  test("nothing given leaves the defaults", () => {
    expect(mergeConfig(DEFAULT_CONFIG, {}, {})).toEqual(DEFAULT_CONFIG);
  });
  test("the file replaces defaults and gives its tag template to its roots", () => {
    expect(mergeConfig(DEFAULT_CONFIG, file, {})).toEqual({
      ...DEFAULT_CONFIG,
      tag: "{flow}/{version}",
      latest: "chat",
      draft: true,
      tagsPerPush: 5,
      roots: [
        { path: "a", tag: "{flow}/{version}" },
        { path: "b", tag: "b-{flow}-{version}" },
      ],
    });
  });
  test("overrides replace the file, switches turned off too", () => {
    expect(mergeConfig(DEFAULT_CONFIG, file, { draft: false, latest: "none", "tags-per-push": 1, branch: "main" })).toMatchObject({
      draft: false,
      latest: null,
      tagsPerPush: 1,
      branch: "main",
    });
  });
  test("an overridden tag template is for roots without one of their own", () => {
    expect(mergeConfig(DEFAULT_CONFIG, file, { tag: "{flow}_{version}" }).roots).toEqual([
      { path: "a", tag: "{flow}_{version}" },
      { path: "b", tag: "b-{flow}-{version}" },
    ]);
  });
  test("a root chosen by path keeps the tag template that the file gives it", () => {
    expect(mergeConfig(DEFAULT_CONFIG, file, { roots: [{ path: "b" }, { path: "new" }] }).roots).toEqual([
      { path: "b", tag: "b-{flow}-{version}" },
      { path: "new", tag: "{flow}/{version}" },
    ]);
  });
});

describe("the parts of the check", () => {
  test("roots and flows keep their own rules, formats and schemas apart from the registry's", () => {
    const { guard } = mergeConfig(
      DEFAULT_CONFIG,
      {
        rules: { "tool-added": { level: "warn" } },
        format: "auto",
        schema: "all.json",
        roots: [{ path: "a", rules: { "tool-added": { level: "off" } }, format: "conductor", schema: { v1: "v1.json" } }, { path: "b" }],
        flows: { chat: { rules: { "tool-added": { bump: "major" } } }, talk: {} },
      },
      { comment: true },
    );
    expect(guard).toEqual({
      rules: { "tool-added": { level: "warn" } },
      roots: new Map([
        [
          "a",
          {
            rules: { "tool-added": { level: "off" } },
            format: "conductor",
            schema: { kind: "by-version", paths: new Map([["v1", "v1.json"]]) },
          },
        ],
      ]),
      flows: new Map([
        ["chat", { rules: { "tool-added": { bump: "major" } } }],
        ["talk", { rules: {} }],
      ]),
      format: null,
      schema: { kind: "one", path: "all.json" },
      prompts: null,
      responseSchemas: null,
      comment: true,
    });
  });

  test("ignored labels add to the built-in ones unless they replace them", () => {
    const { ignore } = DEFAULT_CONFIG;
    expect(mergeConfig(DEFAULT_CONFIG, { ignore: { labels: ["chore"] } }, {}).ignore).toEqual({
      labels: [...ignore.labels, "chore"],
      authors: [],
      paths: [],
    });
    expect(mergeConfig(DEFAULT_CONFIG, { ignore: { replace: true, labels: ["chore"], paths: ["docs"] } }, {}).ignore).toEqual({
      labels: ["chore"],
      authors: [],
      paths: ["docs"],
    });
  });

  test("what a mark does not say is null", () => {
    const { yanked, deprecated } = mergeConfig(
      DEFAULT_CONFIG,
      { yanked: [{ flow: "chat", version: "1.0.0", reason: "Broken." }], deprecated: [{ flow: "chat", use: "talk" }] },
      {},
    );
    expect(yanked).toEqual([{ flow: "chat", version: "1.0.0", reason: "Broken.", root: null }]);
    expect(deprecated).toEqual([{ flow: "chat", versions: null, since: null, use: "talk", reason: null, root: null }]);
  });
});
