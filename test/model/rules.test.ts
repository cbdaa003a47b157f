import { describe, expect, test } from "vitest";
import type { Rule } from "../../src/model/rule.ts";
import { isRuleId, RULE_IDS, RULES, ruleDocsUrl } from "../../src/model/rules.ts";

const ALL: readonly Rule[] = RULE_IDS.map((id) => RULES[id]);

/** Starts like a sentence and ends like one, on one line, with as many backticks as it needs. */
function isSentences(text: string): boolean {
  return /^[A-Z][^\n]{20,}[.:?]$/.test(text) && text.split("`").length % 2 === 1 && !/ {2}|undefined/.test(text);
}

describe("every rule", () => {
  test.each(ALL)("$id has a title, a reason and a fix for people who see it for the first time", ({ title, why, fix }) => {
    expect(title).toMatch(/^[A-Z][^!\n]{10,70}[^.!\s]$/);
    expect([why, fix].filter((text) => !isSentences(text))).toEqual([]);
    expect(fix).not.toBe(why);
  });

  test.each(["", "Too short.", "No end of the whole long sentence", "An open `quote in a long sentence."])("%j would not do", (text) => {
    expect(isSentences(text)).toBe(false);
  });

  test("has a title of its own, so that an annotation's title tells rules apart", () => {
    const titles = ALL.map(({ title }) => title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  test.each(ALL)("$id asks for a bump and has a condition if it is about changes, and only then", ({ topic, bump, when }) => {
    expect(bump !== "none").toBe(topic === "change");
    expect(when !== null).toBe(topic === "change");
  });

  test("that is about changes fails, and one is off: what it is about is listed in any case", () => {
    expect(ALL.filter(({ topic, level }) => topic === "change" && level !== "fail")).toEqual([]);
    expect(ALL.filter(({ level }) => level === "off").map(({ id }) => id)).toEqual(["dependency-floating"]);
  });
});

describe("isRuleId", () => {
  test.each(["tool-added", "not-compared"])("%s is one", (text) => {
    expect(isRuleId(text)).toBe(true);
  });
  test.each(["", "tool-removed ", "Tool-added", "__proto__", "toString", "file-changed"])("%j is none", (text) => {
    expect(isRuleId(text)).toBe(false);
  });
});

test("a rule is explained under its id", () => {
  expect(ruleDocsUrl("tool-added")).toMatch(/^https:\/\/github\.com\/.+\/docs\/rules\.md#tool-added$/);
});
