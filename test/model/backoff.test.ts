import { expect, test } from "vitest";
import { backoff } from "../../src/model/backoff.ts";

test.each([
  [1, 1, 1.5],
  [2, 4, 6],
  [3, 9, 13.5],
])("after attempt %i it takes between %d and %d seconds, not always the same", (attempt, least, most) => {
  const some = Array.from({ length: 50 }, () => backoff(attempt));
  expect(Math.min(...some)).toBeGreaterThanOrEqual(least);
  expect(Math.max(...some)).toBeLessThanOrEqual(most);
  expect(new Set(some).size).toBeGreaterThan(1);
});
