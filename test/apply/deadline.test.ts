import { expect, test } from "vitest";
import { isLate } from "../../src/apply/deadline.ts";
import { createFakeTime } from "../support/fake-time.ts";

test.each([
  [null, 1e9, false],
  [10, 9.999, false],
  [10, 10, true],
  [10, 11, true],
])("a deadline of %j seconds is reached after a wait of %d: %s", (seconds, wait, late) => {
  const time = createFakeTime();
  expect(isLate(seconds === null ? null : time.now() + seconds * 1000, time, wait)).toBe(late);
  time.pass(wait);
  expect(isLate(seconds === null ? null : time.now() + (seconds - wait) * 1000, time)).toBe(late);
});
