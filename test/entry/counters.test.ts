import { expect, test } from "vitest";
import { createCounters } from "../../src/entry/counters.ts";

test("nothing done counts as nothing", () => {
  expect(createCounters(() => 5).read()).toEqual({
    gitProcesses: 0,
    requests: { reads: 0, writes: 0 },
    retries: 0,
    waitedMs: 0,
    elapsedMs: 0,
    rateLimitRemaining: null,
  });
});

test("processes, requests by kind, repeats and waits add up, and the rate limit is the last one told", () => {
  let clock = 100;
  const counters = createCounters(() => clock);
  counters.onProcess();
  counters.onProcess();
  counters.onExchange({ method: "GET", status: 200, rateLimitRemaining: 9 });
  counters.onExchange({ method: "HEAD", status: 404, rateLimitRemaining: 8 });
  counters.onExchange({ method: "POST", status: 502, rateLimitRemaining: null });
  counters.onExchange({ method: "PATCH", status: null, rateLimitRemaining: null });
  counters.onWait(2);
  clock = 350.4;
  expect(counters.read()).toEqual({
    gitProcesses: 2,
    requests: { reads: 2, writes: 2 },
    retries: 3,
    waitedMs: 2000,
    elapsedMs: 250,
    rateLimitRemaining: 8,
  });
});
