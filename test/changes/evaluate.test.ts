import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Allowance } from "../../src/changes/allowances.ts";
import type { Change, ChangeKind, Meaning } from "../../src/changes/change.ts";
import { evaluateChanges, requiredBump, rulesFor, type Evaluation, type RuleHit } from "../../src/changes/evaluate.ts";
import { settingsFor, type Settings } from "../../src/changes/settings.ts";
import { DEFAULT_GUARD, type RuleSettings } from "../../src/config/guard.ts";
import { CHANGE_KINDS, SUBJECTS, TRAITS, type Subject, type Trait } from "../../src/model/rule.ts";

const PLACE = { line: 1, column: 1 };

function meaning(subject: Subject, traits: readonly Trait[] = [], name = "x", owner: string | null = null): Meaning {
  return { subject, name, owner, traits };
}

function change(kind: ChangeKind, what: Meaning, parts: readonly Change[] = []): Change {
  const common = { path: [], meaning: what, before: PLACE, after: PLACE };
  switch (kind) {
    case "added":
    case "removed":
      return { ...common, kind, value: { kind: "map", size: parts.length }, parts };
    case "renamed":
      return { ...common, kind, from: "w", to: "x" };
    case "moved":
      return { ...common, kind, from: 0, to: 1 };
    case "changed":
      return { ...common, kind, from: { kind: "scalar", value: 1 }, to: { kind: "scalar", value: 2 } };
  }
}

function settings(rules: RuleSettings): Settings {
  return settingsFor({ ...DEFAULT_GUARD, rules }, "", "code_review");
}

function evaluate(changes: readonly Change[], allowances: readonly Allowance[] = [], rules: RuleSettings = {}): Evaluation {
  return evaluateChanges({ changes }, { settings: settings(rules), allowances });
}

function rulesOf(hits: readonly RuleHit[]): readonly string[] {
  return hits.map(({ rule, change: { meaning: what } }) => `${what.name}: ${rule}`);
}

describe("rulesFor", () => {
  test.each<[why: string, kind: ChangeKind, what: Meaning, rules: readonly string[]]>([
    ["callers have to give it", "added", meaning("input", ["required"]), ["input-required-added"]],
    ["callers may give it", "added", meaning("input", ["optional"]), ["input-optional-added"]],
    ["what is not known to be optional is required", "added", meaning("input"), ["input-required-added"]],
    ["both rules say equally much", "changed", meaning("input", ["type", "required"]), ["input-type-changed", "input-became-required"]],
    ["no rule about inputs knows it", "changed", meaning("input"), ["setting-changed"]],
    ["the order of outputs is no more than a setting", "moved", meaning("output"), ["setting-changed"]],
    ["nobody sees the name", "renamed", meaning("component"), ["component-renamed"]],
    ["the rule with the trait says more", "renamed", meaning("component", ["visible"]), ["component-renamed-visibly"]],
    ["no rule asks for the trait", "removed", meaning("component", ["visible"]), ["component-removed"]],
    ["no new prompt can come", "changed", meaning("prompt-version", ["within"]), ["prompt-version-within"]],
    ["a new prompt can come", "changed", meaning("prompt-version"), ["prompt-version-beyond"]],
    ["a range that was not there is beyond everything", "added", meaning("prompt-version"), ["prompt-version-beyond"]],
    ["it is both", "changed", meaning("schema", ["narrowed", "widened"]), ["schema-narrowed", "schema-widened"]],
    ["neither is known", "changed", meaning("schema-field"), ["schema-changed"]],
    ["the old name is gone", "renamed", meaning("tool"), ["tool-removed"]],
    ["it may allow more", "changed", meaning("permission"), ["permission-added"]],
    ["nothing is known", "added", meaning("anything"), ["anything-changed"]],
  ])("%s: %s %o fires %j", (_, kind, what, rules) => {
    expect(rulesFor({ kind, meaning: what })).toEqual(rules);
  });

  test("no change is without a rule, and only of unknown formats is nothing known", () => {
    fc.assert(
      fc.property(fc.constantFrom(...CHANGE_KINDS), fc.constantFrom(...SUBJECTS), fc.subarray([...TRAITS]), (kind, subject, traits) => {
        const rules = rulesFor({ kind, meaning: meaning(subject, traits) });
        expect(rules.length).toBeGreaterThan(0);
        expect(rules.includes("anything-changed")).toBe(subject === "anything");
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("evaluateChanges", () => {
  test("nothing fires where nothing changed", () => {
    expect(evaluate([])).toEqual({ hits: [], used: new Set() });
    expect(requiredBump([])).toBe("none");
  });

  test("the parts of what was added or removed whole fire too, after it", () => {
    const tool = change("added", meaning("tool", [], "grep", "reviewer"));
    const reviewer = change("added", meaning("component", [], "reviewer"), [tool]);
    const group = change("removed", meaning("setting", [], "limits"), [change("removed", meaning("model", [], "fast"))]);
    const { hits } = evaluate([change("added", meaning("setting", [], "group"), [reviewer]), group]);
    expect(rulesOf(hits)).toEqual([
      "group: setting-changed",
      "reviewer: component-added",
      "grep: tool-added",
      "limits: setting-changed",
      "fast: model-changed",
    ]);
    expect(requiredBump(hits)).toBe("minor");
  });

  const gone = change("removed", meaning("tool", [], "grep", "reviewer"));
  const added = change("added", meaning("tool", [], "ls", "reviewer"));
  const allowance: Allowance = { line: 3, rule: "tool-removed", name: "reviewer/grep", reason: "it never worked" };

  test("what is allowed keeps its place, with the reason, and asks for nothing", () => {
    const { hits, used } = evaluate([gone, added], [allowance]);
    expect(hits.map(({ rule, allowed }) => [rule, allowed])).toEqual([
      ["tool-removed", { reason: "it never worked", line: 3 }],
      ["tool-added", null],
    ]);
    expect([...used]).toEqual([allowance]);
    expect(requiredBump(hits)).toBe("minor");
  });

  test("an allowance of another name, rule or owner is not used", () => {
    const others: readonly Allowance[] = [
      { ...allowance, name: "ls" },
      { ...allowance, rule: "tool-added" },
      { ...allowance, name: "other/grep" },
    ];
    const { hits, used } = evaluate([gone], others);
    expect(hits.map(({ allowed }) => allowed)).toEqual([null]);
    expect([...used]).toEqual([]);
    expect(requiredBump(hits)).toBe("major");
  });

  test("an allowance for the whole is none for its parts", () => {
    const whole = change("removed", meaning("component", [], "reviewer"), [gone]);
    const { hits } = evaluate([whole], [{ ...allowance, rule: "component-removed", name: null }]);
    expect(hits.map(({ rule, allowed }) => [rule, allowed === null])).toEqual([
      ["component-removed", false],
      ["tool-removed", true],
    ]);
  });

  test.each<[string, RuleSettings, string]>([
    ["its own bump", {}, "major"],
    ["the configured bump", { "tool-removed": { bump: "patch" } }, "minor"],
    ["nothing when it is off", { "tool-removed": { level: "off" } }, "minor"],
    ["as much when it only warns", { "tool-removed": { level: "warn" } }, "major"],
    ["nothing when no rule is left", { "tool-removed": { level: "off" }, "tool-added": { bump: "none" } }, "none"],
  ])("a rule asks for %s", (_, rules, bump) => {
    const { hits } = evaluate([gone, added], [], rules);
    expect(hits).toHaveLength(2);
    expect(requiredBump(hits)).toBe(bump);
  });
});
