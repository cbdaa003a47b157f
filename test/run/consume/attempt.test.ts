import { expect, test } from "vitest";
import { failure, Failure } from "../../../src/model/failure.ts";
import { attempt, attemptAll } from "../../../src/run/consume/attempt.ts";

test("a Failure is a result, and a bug is not", async () => {
  expect(await attempt(() => Promise.resolve(1))).toBe(1);
  expect(await attempt(() => Promise.reject(failure("internal", "a", "b")))).toBeInstanceOf(Failure);
  await expect(attempt(() => Promise.reject(new TypeError("bug")))).rejects.toBeInstanceOf(TypeError);
});

test("many go on when one fails, so many at a time, in their order", async () => {
  let [now, most] = [0, 0];
  const results = await attemptAll([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    now += 1;
    most = Math.max(most, now);
    await Promise.resolve();
    now -= 1;
    if (item === 2) throw failure("internal", "two", "");
    return item * 10;
  });
  expect(most).toBe(3);
  expect(results.map(({ item, result }) => [item, result instanceof Failure ? result.code : result])).toEqual([
    [1, 10],
    [2, "internal"],
    [3, 30],
    [4, 40],
    [5, 50],
    [6, 60],
    [7, 70],
  ]);
});
