import { expect, test } from "vitest";
import { createTime } from "../../src/entry/time.ts";

test("clock and waiting agree, however long a second is", async () => {
  const time = createTime(1);
  expect(time.secondMs).toBe(1);
  const before = time.now();
  await time.wait(20);
  // Timers may fire a millisecond early, which is a second here.
  expect(time.now() - before).toBeGreaterThanOrEqual(19_000);
});

test("the clock is the machine's own", () => {
  const before = Date.now();
  const time = createTime();
  expect(time.now()).toBeGreaterThanOrEqual(before);
  expect(time.now()).toBeLessThanOrEqual(Date.now());
  expect(time.secondMs).toBe(1000);
});
