import { expect, test } from "vitest";
import { renderMetrics } from "../../src/output/metrics-text.ts";

test("The cost of a run is one line; without a rate limit none is named", () => {
  expect(
    renderMetrics({
      gitProcesses: 1,
      requests: { reads: 1, writes: 0 },
      retries: 0,
      waitedMs: 0,
      elapsedMs: 12.4,
      rateLimitRemaining: null,
    }),
  ).toBe("1 read and 0 writes over HTTP · 0 retries · 0 ms waited · 1 git process · 12 ms in all");
});
