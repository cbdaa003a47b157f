import fc from "fast-check";
import { expect, test } from "vitest";
import { cutText, excerptOf, isLongText } from "../../src/output/text-excerpt.ts";
import { foreign } from "../manual/sample-plan.ts";

const shown = (before: string, after: string): readonly string[] =>
  excerptOf(before, after).lines.map(({ sign, text }) => `${sign}${text}`);
const LONG = "word ".repeat(40);

test.each<[string, string, string, readonly string[]]>([
  ["a line that changed", "a\nb\nc", "a\nB\nc", ["-b", "+B"]],
  ["a line that came", "a\nc", "a\nb\nc", ["+b"]],
  ["a line that went, at the end", "a\nb", "a", ["-b"]],
  ["two places", "a\nb\nc\nd\ne", "A\nb\nc\nd\nE", ["-a", "+A", " …", "-e", "+E"]],
  ["only the line ends", "a\r\nb", "a\nb", []],
  ["nothing", "a", "a", []],
])("An excerpt shows %s", (_, before, after, lines) => {
  expect(shown(before, after)).toEqual(lines);
});

test("Of a long line, the part around the first difference is shown, on both sides", () => {
  const [before, after] = shown(`${LONG}old ${LONG}`, `${LONG}new ${LONG}`);
  expect(before).toMatch(/^-….{30}old .*…$/);
  expect(after).toMatch(/^\+….{30}new .*…$/);
  expect(before?.length).toBeLessThanOrEqual(101);
});

test("Lines that are not shown are counted, also where the texts have nothing in common", () => {
  const lines = (word: string): string => Array.from({ length: 2_000 }, (_, index) => `${word} ${index}`).join("\n");
  const { lines: some, more } = excerptOf(lines("a"), lines("b"));
  expect(some).toHaveLength(8);
  expect(more).toBe(3_992);
});

test("An excerpt is small and well-formed whatever the texts are, and empty only for the same lines", () => {
  const text = fc.array(foreign, { maxLength: 20 }).map((lines) => lines.join("\n"));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { lines, more } = excerptOf(before, after);
      expect(lines.length).toBeLessThanOrEqual(8);
      for (const line of lines) expect(line.text.length).toBeLessThanOrEqual(100);
      const same = before.replaceAll("\r\n", "\n") === after.replaceAll("\r\n", "\n");
      expect(lines.length + more === 0).toBe(same);
    }),
  );
});

test.each([
  ["short", false],
  ["short\n", false],
  ["two\nlines", true],
  ["x".repeat(61), true],
])("%j is a long text: %j", (text, long) => {
  expect(isLongText(text)).toBe(long);
});

test("A text is cut between characters", () => {
  expect(cutText("ab😀cd", 4)).toBe("ab…");
  expect(cutText("abcd", 4)).toBe("abcd");
});
