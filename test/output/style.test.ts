import { styleText } from "node:util";
import { expect, test } from "vitest";
import { paint } from "../../src/output/style.ts";

test.each(["bold", "dim", "red", "green", "yellow", "cyan"] as const)("%s is what Node makes of it", (style) => {
  expect(paint(true, style, "x")).toBe(styleText(style, "x", { validateStream: false }));
});

test.each([
  [true, "red", "x", "\u001b[31mx\u001b[39m"],
  [false, "red", "x", "x"],
  [true, null, "x", "x"],
  [true, "red", "", ""],
] as const)("Colour %s and style %s paint %j as %j", (colour, style, text, painted) => {
  expect(paint(colour, style, text)).toBe(painted);
});
