import { RequestError } from "@octokit/request-error";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createPacer,
  GITHUB_LIMITS,
  toRequestKind,
  type Pacer,
  type PaceLimits,
  type RequestKind,
} from "../../../src/forge/github/pace.ts";
import { createFakeTime, type FakeTime } from "../../support/fake-time.ts";

interface Setting {
  readonly time: FakeTime;
  readonly pacer: Pacer;
  readonly waited: readonly number[];
  /** Sends something that is answered at once, and tells when it was sent, in seconds since the start. */
  readonly send: (kind: RequestKind) => Promise<number>;
}

function start(limits: PaceLimits = GITHUB_LIMITS, deadline: number | null = null): Setting {
  const time = createFakeTime();
  const begun = time.now();
  const waited: number[] = [];
  const pacer = createPacer(
    { time, deadline: deadline === null ? null : begun + deadline * 1000, onWait: (seconds) => waited.push(seconds) },
    limits,
  );
  const send = (kind: RequestKind): Promise<number> => pacer.send(kind, () => Promise.resolve((time.now() - begun) / 1000));
  return { time, pacer, waited, send };
}

function refused(status: number, headers: Readonly<Record<string, string>> = {}, message = "message"): RequestError {
  return new RequestError(message, status, {
    request: { method: "POST", url: "https://example.com", headers: {} },
    response: { status, url: "https://example.com", headers, data: { message } },
  });
}

async function times(setting: Setting, kinds: readonly RequestKind[]): Promise<readonly number[]> {
  const sent: number[] = [];
  for (const kind of kinds) sent.push(await setting.send(kind));
  return sent;
}

describe("our own pace", () => {
  test.each<readonly [readonly RequestKind[], readonly number[]]>([
    [
      ["read", "read", "read"],
      [0, 0, 0],
    ],
    [
      ["write", "read", "write", "write"],
      [0, 0, 1, 2],
    ],
    [
      ["notifying", "notifying", "notifying"],
      [0, 3, 6],
    ],
    [
      ["notifying", "write", "write", "notifying", "write"],
      [0, 1, 2, 3, 4],
    ],
  ])("%j are sent at %j", async (kinds, expected) => {
    const setting = start();
    expect(await times(setting, kinds)).toEqual(expected);
    expect(setting.waited.reduce((sum, seconds) => sum + seconds, 0)).toBe(expected.at(-1));
  });

  test("takes one request at a time, in the order in which they are asked for", async () => {
    const { pacer } = start();
    const log: string[] = [];
    const slow = async (name: string): Promise<void> => {
      log.push(`${name} begins`);
      await new Promise(setImmediate);
      log.push(`${name} ends`);
    };
    const first = pacer.send("read", () => slow("first").then(() => Promise.reject(new Error("first fails"))));
    await Promise.all([expect(first).rejects.toThrow("first fails"), pacer.send("write", () => slow("second"))]);
    expect(log).toEqual(["first begins", "first ends", "second begins", "second ends"]);
  });

  test("waits for a minute that is full, and ends for an hour that is", async () => {
    const setting = start({ gap: 0, notifyingGap: 0, perMinute: 3, perHour: 7 });
    expect(
      await times(
        setting,
        Array.from({ length: 7 }, () => "write"),
      ),
    ).toEqual([0, 0, 0, 61, 61, 61, 122]);
    await expect(setting.send("write")).rejects.toMatchObject({ code: "forge-rate-limit" });
    expect(await setting.send("read")).toBe(122);
    setting.time.pass(3601 - 122);
    expect(await times(setting, ["write", "write", "write"])).toEqual([3601, 3601, 3601]);
  });

  test("of GitHub takes 490 releases in half an hour, and within the hour only ten reports more", async () => {
    const setting = start();
    const sent = await times(
      setting,
      Array.from({ length: 490 }, () => "notifying"),
    );
    expect(sent.at(-1)).toBe(489 * 3);
    await expect(setting.send("notifying")).rejects.toMatchObject({ code: "forge-rate-limit" });
    for (let report = 0; report < 10; report += 1) await setting.send("report");
    await expect(setting.send("report")).rejects.toMatchObject({ code: "forge-rate-limit" });
    setting.time.pass(3601 - 499 * 3);
    expect(await setting.send("report")).toBe(3601);
  });

  test("keeps within every window, whatever is sent and whenever", async () => {
    const step = fc.tuple(fc.constantFrom<RequestKind>("read", "write", "notifying"), fc.integer({ min: 0, max: 400 }));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 120 }), fc.integer({ min: 1, max: 20 }), async (steps, perMinute) => {
        const perHour = perMinute * 3;
        const setting = start({ gap: 1, notifyingGap: 3, perMinute, perHour });
        const writes: number[] = [];
        for (const [kind, pause] of steps) {
          setting.time.pass(pause / 10);
          const at = await setting.send(kind).catch(() => null);
          if (kind !== "read" && at !== null) writes.push(at);
        }
        const most = (span: number): number =>
          Math.max(0, ...writes.map((from) => writes.filter((at) => at >= from && at <= from + span).length));
        expect(most(60)).toBeLessThanOrEqual(perMinute);
        expect(most(3600)).toBeLessThanOrEqual(perHour);
        expect(writes.every((at, index) => index === 0 || at - (writes[index - 1] ?? 0) > 0.999)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe("a limit of the server", () => {
  test.each([
    ["retry-after", 403, { "retry-after": "7" }, "message", [7]],
    ["retry-after before everything else", 429, { "retry-after": "7", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1" }, "m", [7]],
    ["retry-after as a date", 429, { "retry-after": "Sun, 01 Mar 2026 12:00:30 GMT" }, "message", [30]],
    ["a reset", 403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1772366450" }, "message", [51]],
    ["only words", 403, {}, "You have exceeded a secondary rate limit.", [60]],
    ["only words of old servers", 403, {}, "You have triggered an abuse detection mechanism.", [60]],
    ["nothing at all", 429, {}, "message", [60]],
  ])("told by %s is waited for, and the request sent again", async (_name, status, headers, message, waits) => {
    const { pacer, waited } = start();
    const answers = [refused(status, headers, message)];
    const result = await pacer.send("read", () => {
      const error = answers.pop();
      return error === undefined ? Promise.resolve("done") : Promise.reject(error);
    });
    expect([result, waited]).toEqual(["done", waits]);
  });

  test("that stays is waited for twice, longer the second time, and then ends it", async () => {
    const { pacer, waited } = start();
    let sent = 0;
    const send = (): Promise<never> => {
      sent += 1;
      return Promise.reject(refused(403, {}, "You have exceeded a secondary rate limit."));
    };
    await expect(pacer.send("write", send)).rejects.toMatchObject({ status: 403 });
    expect([sent, waited]).toEqual([3, [60, 120]]);
  });

  test("that is far away ends it at once, and nothing else is asked until it has passed", async () => {
    const { pacer, waited, send, time } = start();
    await expect(pacer.send("write", () => Promise.reject(refused(403, { "retry-after": "3600" })))).rejects.toMatchObject({ status: 403 });
    await expect(send("read")).rejects.toMatchObject({ code: "forge-rate-limit" });
    expect(waited).toEqual([]);
    time.pass(3590);
    expect(await send("read")).toBe(3600);
    expect(waited).toEqual([10]);
  });

  test.each([
    ["a missing permission", refused(403, { "x-ratelimit-remaining": "12" })],
    ["a server error", refused(502, { "retry-after": "1" })],
    ["an error of ours", new TypeError("ours")],
  ])("is not what %s is", async (_name, error) => {
    const { pacer, waited } = start();
    await expect(pacer.send("write", () => Promise.reject(error))).rejects.toBe(error);
    expect(waited).toEqual([]);
  });
});

describe("the deadline", () => {
  test("ends writing, not reading", async () => {
    const { send, time } = start(GITHUB_LIMITS, 60);
    time.pass(60);
    await expect(send("write")).rejects.toMatchObject({ code: "forge-rate-limit" });
    expect(await send("read")).toBe(60);
  });

  test("still lets people be told what became of the run, at the pace of all that notifies", async () => {
    const { send, time } = start(GITHUB_LIMITS, 60);
    time.pass(60);
    expect(await send("report")).toBe(60);
    expect(await send("report")).toBe(63);
  });

  test("is not waited beyond", async () => {
    const { send, pacer, time, waited } = start(GITHUB_LIMITS, 60);
    time.pass(58);
    await send("notifying");
    await expect(send("notifying")).rejects.toMatchObject({ code: "forge-rate-limit" });
    expect(await send("write")).toBe(59);
    const limit = refused(429, { "retry-after": "1" });
    await expect(pacer.send("read", () => Promise.reject(limit))).rejects.toBe(limit);
    expect(waited).toEqual([1]);
  });
});

test.each([
  ["GET", "/repos/{owner}/{repo}/releases", {}, "read"],
  ["POST", "/repos/{owner}/{repo}/releases", {}, "notifying"],
  ["POST", "/repos/{owner}/{repo}/issues", {}, "report"],
  ["POST", "/repos/{owner}/{repo}/issues/{issue_number}/comments", {}, "report"],
  ["POST", "/repos/{owner}/{repo}/labels", {}, "report"],
  ["PATCH", "/repos/{owner}/{repo}/releases/{release_id}", { draft: false }, "notifying"],
  ["PATCH", "/repos/{owner}/{repo}/releases/{release_id}", { make_latest: "true" }, "write"],
  ["PATCH", "/repos/{owner}/{repo}/issues/{issue_number}", {}, "report"],
  ["DELETE", "/repos/{owner}/{repo}/releases/{release_id}", {}, "write"],
  ["POST", "https://uploads.example.com/repos/o/r/releases/1/assets{?name,label}", {}, "write"],
  ["POST", "/graphql", { query: "{ viewer { login } }" }, "read"],
  ["POST", "https://example.com/api/graphql", { query: "\n mutation M { x }" }, "write"],
])("%s %s %j is a request of its kind: %s", (method, url, parameters, kind) => {
  expect(toRequestKind({ method, url, ...parameters })).toBe(kind);
});
