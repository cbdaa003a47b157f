import { expect, test } from "vitest";
import { encodePath, escapeMarkdown, renderFence, renderLink } from "../../src/manual/markdown.ts";

test.each([
  ["code review 1.0.0", "code review 1.0.0"],
  ["a|b", "a&#124;b"],
  ["<b>&amp;", "&#60;b&#62;&#38;amp;"],
  ["@team", "&#64;<!-- -->team"],
  ["flow@1.0.0", "flow&#64;1.0.0"],
  ["https://x.org www.x.org", "https&#58;//x.org www&#46;x.org"],
  ["-->", "--&#62;"],
  ["a\nb", "a&#92;nb"],
])("%j is written as %s", (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});

test("Very long text is cut", () => {
  expect(escapeMarkdown("x".repeat(5000))).toBe(`${"x".repeat(1000)}…`);
});

test.each([
  ["https://x.org/a?b", '<a href="https://x.org/a?b">t</a>'],
  ['https://x.org/"|', '<a href="https://x.org/&#34;&#124;">t</a>'],
  ["javascript:alert(1)", "t"],
  [null, "t"],
])("A link to %s is %s", (url, html) => {
  expect(renderLink("t", url)).toBe(html);
});

test("A fence is longer than any in its text", () => {
  expect(renderFence("sh", ["a ```` b"])).toBe("`````sh\na ```` b\n`````");
});

test("A ref keeps its slashes in a URL", () => {
  expect(encodePath("chat/a b#1")).toBe("chat/a%20b%231");
});
