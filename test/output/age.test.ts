import { expect, test } from "vitest";
import { renderAge } from "../../src/output/age.ts";

test.each([
  [-5000, "just now"],
  [59_999, "just now"],
  [60_000, "1 minute ago"],
  [3_599_999, "59 minutes ago"],
  [7_200_000, "2 hours ago"],
  [86_400_000, "1 day ago"],
  [100 * 86_400_000, "100 days ago"],
])("%i milliseconds are %s", (milliseconds, text) => {
  expect(renderAge(milliseconds)).toBe(text);
});
