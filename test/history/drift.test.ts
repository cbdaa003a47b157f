import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { toDrift, type Drift } from "../../src/history/drift.ts";

const FLOW = "name: chat\ncomponents:\n  - name: reader\n    model: claude\n";

/** Nine lists of nine aliases each: a few lines that would unfold to millions of values. */
const ALIAS_BOMB = [
  "a: &a [x, x, x, x, x, x, x, x, x]",
  ..."bcdefghij"
    .split("")
    .map((name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${"abcdefghi"[index] ?? ""}`).join(", ")}]`),
].join("\n");

const DEEP = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;

const CASES: readonly (readonly [name: string, before: string, after: string, drift: Drift])[] = [
  ["a comment", FLOW, `# reviewed\n${FLOW}`, "format"],
  ["line ends", FLOW, FLOW.replaceAll("\n", "\r\n"), "format"],
  ["quotes", FLOW, FLOW.replace("chat", '"chat"'), "format"],
  ["block and flow style", FLOW, "{name: chat, components: [{name: reader, model: claude}]}", "format"],
  ["the order of keys", FLOW, "components:\n  - model: claude\n    name: reader\nname: chat\n", "format"],
  ["an anchor in place of a copy", "a: [1]\nb: [1]\n", "a: &x [1]\nb: *x\n", "format"],
  ["a value", FLOW, FLOW.replace("claude", "other"), "meaning"],
  ["a key", FLOW, FLOW.replace("model", "models"), "meaning"],
  ["the order of a list", "a: [1, 2]", "a: [2, 1]", "meaning"],
  ["a number in place of a text", "a: 1", 'a: "1"', "meaning"],
  ["a null in place of nothing", "a: null", "{}", "meaning"],
  ["nothing left", FLOW, "", "meaning"],
  ["a document more, which is no flow", FLOW, `${FLOW}---\nname: two\n`, "unreadable"],
  ["a merge key in place of copies", "a: { b: 1 }\nc: { b: 1, d: 2 }\n", "a: &a { b: 1 }\nc:\n  <<: *a\n  d: 2\n", "format"],
  ["a tag", "a: x", "a: !file x", "meaning"],
  ["another tag", "a: !text x", "a: !file x", "meaning"],
  ["a comment beside a tag", "a: !file x", "a: !file x # y", "format"],
  ["a tag that YAML defines", 'a: "1"', "a: !!str 1", "format"],
  ["a byte order mark", FLOW, `\ufeff${FLOW}`, "format"],
  ["two empty files", "", "# empty\n", "format"],
  ["broken YAML", FLOW, "a: [", "unreadable"],
  ["broken YAML before", "\t- a: b: c", FLOW, "unreadable"],
  ["a repeated key", "a: 1", "a: 1\na: 1", "unreadable"],
  ["an alias without an anchor", "a: 1", "a: *missing", "unreadable"],
  ["an alias bomb", FLOW, ALIAS_BOMB, "unreadable"],
  ["lists nested beyond the stack", FLOW, DEEP, "unreadable"],
  ["a huge file", FLOW, `a: ${"x".repeat(2_000_001)}`, "unreadable"],
];

describe("toDrift", () => {
  test.each(CASES)("%s", (_, before, after, drift) => {
    expect(toDrift(before, after)).toBe(drift);
    expect(toDrift(after, before)).toBe(drift);
  });

  test("a value that holds itself is not followed for ever", () => {
    expect(toDrift("&a [*a]", "# comment\n&a [*a]")).toBe("unreadable");
  });

  test("two spellings of one value differ in format only, of two values in meaning", () => {
    const value = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string())), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(value, fc.string(), (flow, other) => {
        expect(toDrift(stringify(flow), JSON.stringify(flow))).toBe("format");
        expect(toDrift(stringify({ flow }), stringify({ flow, other: { [other]: other } }))).toBe("meaning");
      }),
    );
  });

  test("any text at all gives an answer", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from("-:[]{}&*!|>'\"%@ \n\tab?,#")) }), (text) => {
        expect(["format", "unreadable"]).toContain(toDrift(text, text));
      }),
      { numRuns: 500 },
    );
  });
});
