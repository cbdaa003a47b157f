import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { neutralise, neutraliseLines, toLink, toName, toPlainLine } from "../../src/notes/neutralise.ts";

const pieces = fc.constantFrom(
  "@",
  "#",
  "1",
  "a",
  "Z",
  "`",
  "```",
  "<!--",
  "-->",
  "<",
  ">",
  "|",
  "*",
  "_",
  "[",
  "](",
  ")",
  "\\",
  "&",
  ";",
  "&#64;",
  "GH-",
  "gh-9",
  "https://",
  "http:",
  "//",
  "www.",
  "\n",
  "\r",
  "\t",
  " ",
  "- ",
  "+ ",
  "1. ",
  "1) ",
  "# ",
  "=",
  "~~~",
  "::error::",
  "\u202e",
  "\u200b",
  "\u0000",
  "\ud800",
  "!",
  "$",
  "😀",
);
const foreign = fc.oneof(
  fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary" }),
);

/** What a browser shows for the Markdown: entities and backslash escapes resolved, zero width spaces invisible. */
function shown(markdown: string): string {
  return markdown
    .replaceAll("&#8203;", "")
    .replace(/\\([!-/:-@[-`{-~])/gu, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

describe("neutralise", () => {
  it.each([
    ["@team look", "@&#8203;team look"],
    ["by @org/team", "by @&#8203;org/team"],
    ["fixes #123", "fixes #&#8203;123"],
    ["see owner/repo#1", "see owner/repo#&#8203;1"],
    ["GH-1 and gh-22", "GH-&#8203;1 and gh-&#8203;22"],
    ["https://github.com/o/r/issues/1", "https:&#8203;//github.com/o/r/issues/1"],
    ["www.example.test", "www&#8203;.example.test"],
    ["a <!-- b --> c", "a &lt;!-- b --&gt; c"],
    ["a code_review_2 of _all_ __init__ a__b é_é", "a code_review_2 of \\_all\\_ \\_\\_init\\_\\_ a\\_\\_b é\\_é"],
    ["```sh", "\\`\\`\\`sh"],
    ["a | b", "a \\| b"],
    ["- item", "\\- item"],
    ["1. item", "1\\. item"],
    ["1.2.0 is out", "1.2.0 is out"],
    ["# title", "\\# title"],
    ["&#64;team", "&amp;#&#8203;64;team"],
    ["two\nlines\r\n\tand more", "two lines and more"],
    ["ab\u202edc\u0007", "abdc"],
    ["plain words, C# and 50%", "plain words, C# and 50%"],
  ])("turns %j into %j", (text, expected) => {
    expect(neutralise(text)).toBe(expected);
  });

  it("leaves nothing that mentions, refers, opens markup or breaks a line", () => {
    fc.assert(
      fc.property(foreign, (text) => {
        const result = neutralise(text);
        expect(result).not.toMatch(/@[\w-]/u);
        expect(result).not.toMatch(/#\d(?!\d*;)/u);
        expect(result).not.toMatch(/GH-\d/iu);
        expect(result).not.toMatch(/:\/\/|www\./iu);
        expect(result).not.toMatch(/[<>\n\r\u2028\u2029\u0085]/u);
        expect(result).not.toMatch(/(?<!\\)(?:\\\\)*(?:[`|*[\]~]|(?<![a-z\d])_|_(?![a-z\d]))/iu);
        expect(result).not.toMatch(/^(?:[-+=#:]|\d+[.)](?:\s|$))/u);
        // eslint-disable-next-line no-control-regex -- control characters are what must not be there
        expect(result).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
        expect(result.isWellFormed()).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it("reads the same to a person", () => {
    fc.assert(
      fc.property(foreign, (text) => {
        expect(shown(neutralise(text))).toBe(toPlainLine(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it("cuts long text between characters", () => {
    const result = toPlainLine("😀".repeat(2_000), 100);
    expect(result.length).toBeLessThanOrEqual(100);
    expect(result).toMatch(/^(?:😀)+…$/u);
  });
});

describe("neutraliseLines", () => {
  it("keeps lines apart and each harmless", () => {
    expect(neutraliseLines("\n- a @b\r\n\n# c\n", 100)).toBe("\\- a @&#8203;b\n\n\\# c");
  });
});

describe("toName", () => {
  it.each([
    ["code_review-v1.2.0+build.5", "code_review-v1.2.0+build.5"],
    ["flows/_base_/1.0.0.yml", "flows/_base_/1.0.0.yml"],
    ["a|b", "a\\|b"],
    ["@scope/flow_x", "@&#8203;scope/flow_x"],
  ])("gives %j as %j", (text, expected) => {
    expect(toName(text)).toBe(expected);
  });
});

describe("toLink", () => {
  it.each([
    ["https://forge.test/o/r/compare/a...b", "https://forge.test/o/r/compare/a...b"],
    ["https://forge.test/a b)(`<x>\n", "https://forge.test/a%20b%29%28%60%3Cx%3E%0A"],
    ["javascript:alert(1)", null],
    [null, null],
  ])("gives %j as %j", (url, expected) => {
    expect(toLink(url)).toBe(expected);
  });
});
