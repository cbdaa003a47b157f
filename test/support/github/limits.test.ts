import { expect, test } from "vitest";
import { call } from "./client.ts";
import { startForTest } from "./start-for-test.ts";
import type { GithubStandIn } from "./start-github.ts";

/** A stand-in whose clock the test sets, in seconds from the start. */
async function startAt(perMinute: number, perHour: number): Promise<{ github: GithubStandIn; at: (seconds: number) => Promise<Outcome> }> {
  let seconds = 0;
  const clock = (): Date => new Date(Date.UTC(2026, 0, 1) + seconds * 1000);
  const github = await startForTest({ clock, rateLimit: 20, secondaryLimits: { perMinute, perHour } });
  const at = async (now: number): Promise<Outcome> => {
    seconds = now;
    const { status, headers } = await call(github, "POST", "/issues", { title: "x" });
    return [status, headers.get("retry-after")];
  };
  return { github, at };
}

type Outcome = readonly [number, string | null];

test("writes beyond the minute's limit are refused until the oldest is a minute old", async () => {
  const { github, at } = await startAt(2, 100);
  expect([await at(0), await at(10), await at(59.9), await at(60), await at(61), await at(70)]).toEqual([
    [201, null],
    [201, null],
    [403, "60"],
    [201, null],
    [403, "60"],
    [201, null],
  ]);
  expect((await call(github, "GET", "/issues")).status).toBe(200);
  expect(github.issues).toHaveLength(4);
  expect(github.peaks).toEqual({ minute: 4, hour: 6 });
});

test("writes beyond the hour's limit say when the hour is over", async () => {
  const { at } = await startAt(10, 2);
  expect([await at(0), await at(100), await at(200), await at(3599), await at(3600), await at(3601)]).toEqual([
    [201, null],
    [201, null],
    [403, "3400"],
    [403, "1"],
    [201, null],
    [403, "99"],
  ]);
});

test("the secondary limit says so in GitHub's words, and takes no notice of reads", async () => {
  const { github, at } = await startAt(1, 100);
  for (let count = 0; count < 3; count += 1) expect((await call(github, "GET", "/issues")).status).toBe(200);
  await at(0);
  const refused = await call(github, "POST", "/issues", { title: "x" });
  expect(JSON.stringify(refused.body)).toContain("You have exceeded a secondary rate limit");
});

test("without limits the peaks still tell how fast a run was", async () => {
  const github = await startForTest();
  for (let count = 0; count < 3; count += 1) await call(github, "POST", "/issues", { title: "x" });
  expect(github.peaks).toEqual({ minute: 3, hour: 3 });
});

test("the hourly budget is full again when the clock passes the reset", async () => {
  const { github, at } = await startAt(100, 1000);
  github.rate.used = github.rate.limit;
  expect((await at(3599))[0]).toBe(403);
  expect((await at(3600))[0]).toBe(201);
  expect(github.rate).toEqual({ limit: 20, used: 1, reset: Date.UTC(2026, 0, 1) / 1000 + 7200 });
});
