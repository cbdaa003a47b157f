import { expect, test } from "vitest";
import { toIsoDate } from "../../src/model/date.ts";

test.each([
  [0, "1970-01-01T00:00:00Z"],
  [1_767_225_661, "2026-01-01T00:01:01Z"],
])("%i seconds are %s", (seconds, date) => {
  expect(toIsoDate(seconds)).toBe(date);
});
