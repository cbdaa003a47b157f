import fc from "fast-check";
import { expect, test } from "vitest";
import { renderVisible } from "../../src/manual/visible.ts";
import { INVISIBLE } from "../../src/model/invisible.ts";
import { foreign } from "./sample-plan.ts";

test.each([
  ["code_review 1.0.0", "code_review 1.0.0"],
  ["漢字 é", "漢字 é"],
  ["a\u001b[31m", "a\\x1b[31m"],
  ["a\r\n\tb", "a\\r\\n\\tb"],
  ["\u202egnp.yml", "\\u202egnp.yml"],
  ["\u{e0041}", "\\u{e0041}"],
  ["\ud800", "\\ud800"],
  ["::error::x", "\\x3a:error::x"],
  ["  ::error::x", "  \\x3a:error::x"],
  ["a ##[error]", "a ##\\x5berror]"],
])("%j is shown as %s", (text, shown) => {
  expect(renderVisible(text)).toBe(shown);
});

test("Whatever the text, the result is one line without commands and is shown the same again", () => {
  fc.assert(
    fc.property(foreign, (text) => {
      const shown = renderVisible(text);
      expect(shown).not.toMatch(INVISIBLE);
      expect(shown).not.toMatch(/^\s*::|##\[/);
      expect(renderVisible(shown)).toBe(shown);
    }),
  );
});
