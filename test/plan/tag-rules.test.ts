import { describe, expect, test } from "vitest";
import type { TagRule } from "../../src/model/tag-rule.ts";
import { refusingRule } from "../../src/plan/tag-rules.ts";

function rule(changes: Partial<TagRule> = {}): TagRule {
  return { ruleset: "tags", url: null, include: ["~ALL"], exclude: [], rule: { type: "creation" }, bypass: false, ...changes };
}

function named(operator: "starts_with" | "ends_with" | "contains" | "regex", pattern: string, negate = false): TagRule {
  return rule({ rule: { type: "name", operator, pattern, negate } });
}

describe("a rule against new tags", () => {
  test.each([
    ["is for all tags", ["~ALL"], [], true],
    ["is for nothing without a pattern", [], [], false],
    ["is for tags that match one of its patterns", ["refs/tags/x", "refs/tags/v*"], [], true],
    ["is not for tags that match an exclusion", ["~ALL"], ["refs/tags/v1.*"], false],
    ["is for nothing when it excludes all", ["refs/tags/v*"], ["~ALL"], false],
    ["of the default branch is for no tag", ["~DEFAULT_BRANCH"], [], false],
    ["takes full names, not short ones", ["v*"], [], false],
  ])("%s", (_name, include, exclude, refused) => {
    const one = rule({ include, exclude });
    expect(refusingRule("v1.0.0", [one])).toBe(refused ? one : null);
  });

  test.each([
    [true, null],
    [null, null],
  ])("refuses nobody who bypasses it or might (%s)", (bypass, refusing) => {
    expect(refusingRule("v1", [rule({ bypass })])).toBe(refusing);
  });
});

test("the first rule that refuses is told", () => {
  const second = rule({ ruleset: "second" });
  expect(refusingRule("v1", [named("starts_with", "v"), rule({ bypass: null }), second, rule({ ruleset: "third" })])).toBe(second);
  expect(refusingRule("v1", [])).toBeNull();
});

describe("a rule about names", () => {
  test.each([
    ["starts_with", "v", "v1.0.0", false],
    ["starts_with", "v", "a-v1.0.0", true],
    ["ends_with", ".0", "v1.0", false],
    ["ends_with", ".0", "v1.1", true],
    ["contains", "-v", "a-v1", false],
    ["contains", "-v", "a.v1", true],
    ["regex", "^v\\d+$", "v12", false],
    ["regex", "^v\\d+$", "v12x", true],
    ["regex", "\\d", "v12x", false],
  ] as const)("%s %s: the tag %s is refused: %s", (operator, pattern, tag, refused) => {
    expect(refusingRule(tag, [named(operator, pattern)]) !== null).toBe(refused);
    expect(refusingRule(tag, [named(operator, pattern, true)]) !== null).toBe(!refused);
  });

  test.each([
    ["that JavaScript cannot compile", "(?i)^v"],
    ["with signs that mean something else in RE2", "\\Av1\\z"],
    ["with a class that only RE2 knows", "^[[:digit:]]+$"],
    ["that is unclosed", "("],
    ["that is too long", `^${"x".repeat(200)}$`],
    ["that would take for ever", "^(([a-z])+.)+[A-Z]([a-z])+$"],
  ])("refuses nothing by a pattern %s", (_name, pattern) => {
    for (const negate of [false, true]) {
      const rules = [named("regex", pattern, negate)];
      for (let repeat = 0; repeat < 100; repeat += 1) expect(refusingRule("a".repeat(200), rules)).toBeNull();
    }
  });
});
