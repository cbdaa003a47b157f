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
