import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closeBlocks } from "../../src/notes/fit.ts";
import { neutraliseMarkdown } from "../../src/notes/neutralise-markdown.ts";
import { textLines } from "./text-lines.ts";

const GAP = "\u200b";

describe("what Markdown is made of stays", () => {
  test.each([
    "# Title\n\n- one\n  - two\n1. three\n\n> quoted **bold** _it_ `code`\n\n| a | b |\n| --- | --- |\n| 1 | 2 |",
    "[link](https://forge.test) and <https://forge.test/a?b=1> and #12 and a < b && c > d",
    '```sh\nnpm install @scope/name # <tag> &#64; <!-- kept -->\necho "$HOME"\n```\n\nafter',
    "~~~\n```\n~~~".replace("```", "``"),
    "{{ flow }} {% if x %} ${{ secrets.TOKEN }}",
  ])("%j", (text) => {
    expect(neutraliseMarkdown(text, 1_000)).toBe(text);
  });
});

describe("what it does beyond its place goes", () => {
  test.each([
    ["thanks @ada and @org/team", `thanks @${GAP}ada and @${GAP}org/team`],
    ["&#64;ada &#x40;ada &commat;ada", "&amp;#64;ada &amp;#x40;ada &amp;commat;ada"],
    ["<!-- hidden", `<${GAP}!-- hidden`],
    ["<details><summary>x</summary>", `<${GAP}details><${GAP}summary>x<${GAP}/summary>`],
    ["<script>alert(1)</script>", `<${GAP}script>alert(1)<${GAP}/script>`],
    ["<https://forge.test/<!--", `<${GAP}https://forge.test/<${GAP}!--`],
    ["```\nnever closed", "```\nnever closed\n```"],
    ["   ````md\n```\n   ````", `\`\`\`\`md\n${GAP}\`\`\`\n\`\`\`\``],
    ["> ```\nstill text @ada", `> ${GAP}\`\`\`\nstill text @${GAP}ada`],
    ["- ```\n  @ada", `- ${GAP}\`\`\`\n  @${GAP}ada`],
    ["a\u202eb\u0007c\u200b@ada", `abc@${GAP}ada`],
    ["\n\n text \r\n", " text "],
  ])("%j", (text, expected) => {
    expect(neutraliseMarkdown(text, 1_000)).toBe(expected);
  });
});

test("too much is cut at a line, and code that is cut is closed", () => {
  expect(neutraliseMarkdown(`one\n${"two ".repeat(50)}\nthree`, 100)).toBe("one\n\n…");
  expect(neutraliseMarkdown(`\`\`\`\n${"line\n".repeat(100)}\`\`\``, 60)).toMatch(/^```\n(line\n)+\n…\n```$/u);
});

test("no text mentions anybody, opens HTML or leaves anything open", () => {
  const part = fc.constantFrom(
    "@a",
    "@",
    "&#64;",
    "<!--",
    "-->",
    "<a>",
    "</details>",
    "```",
    "~~~",
    "````",
    "`",
    "> ",
    "- ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "\r",
    "x",
    "1. ",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), fc.integer({ min: 5, max: 80 }), (parts, max) => {
      const markdown = neutraliseMarkdown(parts.join(""), max);
      const { lines, open } = textLines(markdown);
      expect(open).toBe(false);
      expect(closeBlocks(markdown)).toBe(markdown);
      expect(lines.join("\n")).not.toMatch(/@[\w-]|<[a-z/!?]|&#64;/u);
    }),
    { numRuns: 2_000 },
  );
});
