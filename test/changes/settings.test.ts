import { describe, expect, test } from "vitest";
import { settingsFor } from "../../src/changes/settings.ts";
import { DEFAULT_GUARD, type GuardConfig, type GuardRoot, type RuleSettings } from "../../src/config/guard.ts";
import { RULE_IDS, RULES } from "../../src/model/rules.ts";

function guard(rules: RuleSettings, root: RuleSettings = {}, flow: RuleSettings = {}): GuardConfig {
  const settings: GuardRoot = { rules: root, format: null, schema: null };
  return { ...DEFAULT_GUARD, rules, roots: new Map([["flows", settings]]), flows: new Map([["code_review", { rules: flow }]]) };
}

describe("settingsFor", () => {
  test("without a configuration, every rule is as the catalogue has it", () => {
    const settings = settingsFor(DEFAULT_GUARD, "", "code_review");
    for (const id of RULE_IDS) expect(settings(id)).toEqual({ level: RULES[id].level, bump: RULES[id].bump });
  });

  const all = { "tool-added": { level: "off", bump: "major" } } as const;
  const ofRoot = { "tool-added": { level: "warn" } } as const;
  const ofFlow = { "tool-added": { bump: "patch" } } as const;

  test.each([
    { name: "the registry's wins over the catalogue's", config: guard(all), expected: { level: "off", bump: "major" } },
    {
      name: "a root's over the registry's, and only in what it says",
      config: guard(all, ofRoot),
      expected: { level: "warn", bump: "major" },
    },
    { name: "a flow's over all, and only in what it says", config: guard(all, ofRoot, ofFlow), expected: { level: "warn", bump: "patch" } },
    { name: "a flow's over the catalogue's", config: guard({}, {}, ofFlow), expected: { level: "fail", bump: "patch" } },
  ])("$name", ({ config, expected }) => {
    expect(settingsFor(config, "flows", "code_review")("tool-added")).toEqual(expected);
  });

  test("settings of other roots, flows and rules say nothing", () => {
    const config = guard({}, ofRoot, ofFlow);
    expect(settingsFor(config, "other", "other")("tool-added")).toEqual({ level: "fail", bump: "minor" });
    expect(settingsFor(config, "flows", "code_review")("tool-removed")).toEqual({ level: "fail", bump: "major" });
  });
});
