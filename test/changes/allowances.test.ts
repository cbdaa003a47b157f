import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findAllowance, isAllowable, parseAllowances, type Allowance } from "../../src/changes/allowances.ts";
import { RULE_IDS, RULES } from "../../src/model/rules.ts";

function parse(...texts: readonly string[]): ReturnType<typeof parseAllowances> {
  return parseAllowances(texts.map((text, index) => ({ line: index + 1, text })));
}

const reason = "nobody called it";

describe("parseAllowances", () => {
  test.each<[text: string, rule: string, name: string | null, reason: string]>([
    [`flow-tagbot: allow tool-removed run_command: ${reason}`, "tool-removed", "run_command", reason],
    [`flow-tagbot: allow tool-removed: ${reason}`, "tool-removed", null, reason],
    [`flow-tagbot: allow tool-removed reviewer/run_command: ${reason}`, "tool-removed", "reviewer/run_command", reason],
    [`flow-tagbot: allow tool-removed "run command": ${reason}`, "tool-removed", "run command", reason],
    [`flow-tagbot: allow tool-removed 'say "hi"': ${reason}`, "tool-removed", 'say "hi"', reason],
    [`flow-tagbot: allow tool-removed mcp:git: ${reason}`, "tool-removed", "mcp:git", reason],
    [`flow-tagbot: allow tool-removed x: it was: dead`, "tool-removed", "x", "it was: dead"],
    [`  Flow-Tagbot :  allow   tool-removed   x :   ${reason}  `, "tool-removed", "x", reason],
    [`flow-tagbot: allow capability-gained run_command: ${reason}`, "capability-gained", "run_command", reason],
  ])("%s", (text, rule, name, expected) => {
    expect(parse("", text)).toEqual({ allowances: [{ line: 2, rule, name, reason: expected }], faults: [] });
  });

  test("every other comment is left alone", () => {
    expect(parse("Copyright", "allow tool-removed: no", "see flow-tagbot: allow tool-removed: no", "flow-tagbot")).toEqual({
      allowances: [],
      faults: [],
    });
  });

  test.each<[text: string, message: string | RegExp, fix: string | RegExp]>([
    ["flow-tagbot: allow tool-removed", "The allowance for tool-removed has no reason.", /^Write `# flow-tagbot: allow/],
    ["flow-tagbot: allow tool-removed x:", "The allowance for tool-removed has no reason.", /^Write/],
    ["flow-tagbot: allow tool-removed x:   ", "The allowance for tool-removed has no reason.", /^Write/],
    ["flow-tagbot: allow tool-removed x", "The allowance for tool-removed has no reason.", /^Write/],
    ['flow-tagbot: allow tool-removed "": because', "The allowance for tool-removed has an empty name.", /leave it out/],
    ["flow-tagbot: allow tool-remove: because", 'There is no rule "tool-remove".', "Did you mean tool-removed?"],
    ["flow-tagbot: allow tool_removed: because", 'There is no rule "tool_removed".', "Did you mean tool-removed?"],
    ["flow-tagbot: allow everything: because", 'There is no rule "everything".', "Take a rule's id from docs/rules.md."],
    ["flow-tagbot: allow __proto__: because", 'There is no rule "__proto__".', /docs\/rules\.md/],
    ["flow-tagbot: allow published-edited: because", /^The rule published-edited is not about a change/, /under `rules`/],
    ["flow-tagbot: allow tool-removed run command: because", /is not an allowance\.$/, /quote a name with spaces/],
    ["flow-tagbot: ignore tool-removed: because", /is not an allowance\.$/, /^Write/],
    ["flow-tagbot: allow", /is not an allowance\.$/, /^Write/],
    [`flow-tagbot: allow tool-removed: ${"x".repeat(2000)}`, "The line has 2033 characters; an allowance has 2000 at most.", /sentence/],
    [`flow-tagbot: ${"x".repeat(200)}`, /^"flow-tagbot: x{67}…" is not an allowance\.$/, /^Write/],
  ])("%s is told with its line", (text, message, fix) => {
    const { allowances, faults } = parse("first", "second", text);
    const like = (expected: string | RegExp): unknown => (typeof expected === "string" ? expected : expect.stringMatching(expected));
    expect(allowances).toEqual([]);
    expect(faults).toEqual([{ line: 3, message: like(message), fix: like(fix) }]);
  });

  test("whatever follows the mark is read or told, in a sentence of one line", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (rest) => {
        const { allowances, faults } = parse(`flow-tagbot: ${rest}`);
        expect(allowances.length + faults.length).toBe(1);
        for (const { message } of faults) expect(message).not.toMatch(/\n/);
      }),
    );
  });

  test("a long line of spaces takes no time", () => {
    expect(parse(`flow-tagbot: allow x${" ".repeat(1_000_000)}`).faults).toHaveLength(1);
    expect(parse(`flow-tagbot: allow tool-added ${":".repeat(1_900)}`, `flow-tagbot: allow${" ".repeat(1_900)}`).faults).toHaveLength(2);
  });
});

describe("findAllowance", () => {
  const one = (line: number, name: string | null): Allowance => ({ line, rule: "tool-removed", name, reason });

  test.each<[string, readonly Allowance[], readonly string[], number | null]>([
    ["none for another name", [one(1, "y")], [], null],
    ["the name", [one(1, "y"), one(2, "x")], [], 2],
    ["the owner and the name", [one(1, "a/x")], ["a"], 1],
    ["any of several owners", [one(1, "b/x")], ["a", "b"], 1],
    ["not another owner's", [one(1, "b/x")], ["a"], null],
    ["the one without a name", [one(1, null)], ["a"], 1],
    ["the one with the name first", [one(1, null), one(2, "x")], [], 2],
    ["the first of two alike", [one(1, "x"), one(2, "x")], [], 1],
  ])("takes %s", (_, allowances, owners, line) => {
    expect(findAllowance(allowances, "tool-removed", "x", owners)?.line ?? null).toBe(line);
    expect(findAllowance(allowances, "tool-added", "x", owners)).toBeNull();
  });
});

test("changes and capabilities can be allowed, nothing else", () => {
  expect(new Set(RULE_IDS.filter(isAllowable).map((id) => RULES[id].topic))).toEqual(new Set(["change", "capability"]));
});
