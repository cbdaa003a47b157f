import { expect, test } from "vitest";
import { embedFault, fault, faultFailure, showText } from "../../src/resolve/fault.ts";

test("a fault of a part becomes one of the whole", () => {
  const whole = embedFault(
    fault(2, "it is wrong", () => "right", "Do it."),
    "flow@",
    "#1",
  );
  const { code, message, problems } = faultFailure("flow@wrong#1", whole);
  expect([code, message, problems[0].fix]).toEqual([
    "reference-invalid",
    '"flow@wrong#1" cannot be read, column 8: it is wrong.',
    "Write `flow@right#1`.",
  ]);
});

test("without a corrected text the advice is the fix, also of the whole", () => {
  expect(faultFailure("#wrong", embedFault(fault(0, "it is wrong", null, "Do it."), "#", "")).problems[0].fix).toBe("Do it.");
});

test("columns count characters", () => {
  expect(faultFailure("😀é-", fault(3, "a hyphen", null, "")).message).toContain("column 3: a hyphen.");
});

test.each([
  ["qa", '"qa"'],
  ["a\u0000b\u202ec\ud800", String.raw`"a\u{0}b\u{202e}c\u{d800}"`],
  ["x".repeat(80), `"${"x".repeat(80)}"`],
  ["x".repeat(81), `"${"x".repeat(80)}…"`],
  ["\u200b".repeat(1_000_000), `"${String.raw`\u{200b}`.repeat(10)}…"`],
])("a text is shown in one short and visible line", (text, shown) => {
  expect(showText(text)).toBe(shown);
});
