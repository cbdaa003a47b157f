import { describe, expect, test } from "vitest";
import { createStreak } from "../../src/apply/streak.ts";
import type { Code } from "../../src/model/codes.ts";
import type { ActionFailure } from "../../src/model/outcome.ts";

function failed(code: Code): ActionFailure {
  return { code, message: "message", serverWords: null, fix: "fix" };
}

describe("a server that refuses everything", () => {
  test("is given up after five refusals for one reason", () => {
    const streak = createStreak();
    for (let count = 0; count < 4; count += 1) streak.fail(failed("push-ruleset"));
    expect(streak.stopped()).toBeNull();
    streak.fail(failed("push-ruleset"));
    expect(streak.stopped()).toMatchObject({ code: "push-ruleset", fix: "fix" });
  });

  test("is not one that accepted anything before", () => {
    const streak = createStreak();
    streak.succeed();
    for (let count = 0; count < 50; count += 1) streak.fail(failed("push-ruleset"));
    expect(streak.stopped()).toBeNull();
  });

  test("is not one with different reasons", () => {
    const streak = createStreak();
    for (let count = 0; count < 50; count += 1) streak.fail(failed(count % 2 === 0 ? "push-ruleset" : "push-workflow"));
    expect(streak.stopped()).toBeNull();
  });
});

test("stopping is at once, and with that very failure", () => {
  const streak = createStreak();
  streak.succeed();
  const failure = failed("forge-auth");
  streak.stop(failure);
  expect(streak.stopped()).toBe(failure);
});
