import { expect, test } from "vitest";
import { firedRules, renderAllowedLines, renderNeed, renderRuleLine } from "../../src/output/rule-line.ts";
import { hits } from "./sample-comparison.ts";

test("Rules stand once each, largest bump first, allowed ones apart, and none that is off", () => {
  expect(renderRuleLine(hits, String)).toBe("environment-changed (major), tool-added ×2 (minor); allowed: tool-removed");
  expect(renderRuleLine(hits.slice(3), String)).toBe("allowed: tool-removed");
  expect(renderRuleLine([], String)).toBe("");
});

test("What the file allows is told with the reason", () => {
  expect(renderAllowedLines(hits)).toEqual(["component planner lost the tool read_file: nobody used it (tool-removed, line 2)"]);
});

test("How often a rule fired is told", () => {
  expect(firedRules(hits).asking).toContainEqual({ rule: "tool-added", bump: "minor", times: 2 });
});

test.each([
  ["none", "needs no new version"],
  ["major", "needs a major version"],
] as const)("What %s asks for reads as %j", (bump, text) => {
  expect(renderNeed(bump)).toBe(text);
});
