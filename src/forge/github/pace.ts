/*
 * What counts for GitHub's limits is how many writes fall into the last minute and the last hour. Two sliding windows over the
 * times of our own writes keep exactly that; a fixed pace would waste the budget of short runs, a bucket would let bursts through.
 * What others use up shows only in the server's refusals: they are believed, waited for when that is short, and end the run otherwise.
 */
import { failure, type Failure } from "../../model/failure.ts";
import type { Time } from "../../model/time.ts";
import { toLimit } from "./failures.ts";

/** https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits and its best practices. */
export interface PaceLimits {
  /** Seconds between the starts of two writes. */
  readonly gap: number;
  /** The same for what notifies people. */
  readonly notifyingGap: number;
  readonly perMinute: number;
  readonly perHour: number;
}

export const GITHUB_LIMITS: PaceLimits = { gap: 1, notifyingGap: 3, perMinute: 80, perHour: 500 };

export interface PaceOptions {
  readonly time: Time;
  /** In milliseconds on `time.now()`: from then on nothing is waited for and no write begins, but for reports. */
  readonly deadline: number | null;
  /** Told of every wait before it begins. */
  readonly onWait: (seconds: number) => void;
}

/** `report`: tells people what became of the run, which has to be possible when its time is over. */
export type RequestKind = "read" | "write" | "notifying" | "report";

export interface Pacer {
  /**
   * Sends when it is time, one request at a time, and again after a limit that was waited for. Throws what `send` throws,
   * or a Failure `forge-rate-limit` when it may not be sent in this run any more.
   */
  readonly send: <T>(kind: RequestKind, send: () => Promise<T>) => Promise<T>;
}

/** A limit that takes longer to pass than this is left to the next run. */
const LONGEST_WAIT_SECONDS = 120;
const MOST_WAITS = 2;

/** One in so many of an hour's writes is kept for reports. */
const KEPT_PART = 50;

/** Wait after a secondary limit that does not say how long; doubled each time. */
const UNTOLD_SECONDS = 60;

/** Longer than a minute and an hour by a second: requests are counted when they arrive, not when they are sent. */
const MINUTE_MS = 61_000;
const HOUR_MS = 3_601_000;

export function createPacer({ time, deadline, onWait }: PaceOptions, limits: PaceLimits = GITHUB_LIMITS): Pacer {
  let previous: Promise<unknown> = Promise.resolve();
  /** When the writes of the last hour began, in their order. */
  let writes: readonly number[] = [];
  let notifiedAt = -Infinity;
  let quietUntil = -Infinity;

  return {
    send: (kind, send) => {
      const mine = previous.then(() => attempt(kind, send));
      previous = mine.catch(() => undefined);
      return mine;
    },
  };

  async function attempt<T>(kind: RequestKind, send: () => Promise<T>): Promise<T> {
    for (let waits = 0; ; waits += 1) {
      await takeTurn(kind);
      try {
        return await send();
      } catch (error) {
        const limit = toLimit(error, time.now());
        if (limit === null) throw error;
        const seconds = limit.seconds ?? UNTOLD_SECONDS * 2 ** waits;
        quietUntil = time.now() + seconds * 1000;
        if (waits === MOST_WAITS || seconds > LONGEST_WAIT_SECONDS || isLate(quietUntil)) throw error;
      }
    }
  }

  async function takeTurn(kind: RequestKind): Promise<void> {
    const now = time.now();
    const start = Math.max(now, quietUntil, kind === "read" ? now : earliestWrite(kind, now));
    const seconds = (start - now) / 1000;
    if (seconds > LONGEST_WAIT_SECONDS) throw limited(`The server asked to be left alone; its limit ends in ${Math.ceil(seconds)} seconds`);
    if (kind !== "report" && isLate(start) && (kind !== "read" || seconds > 0))
      throw limited("The time that was given to this run is over");
    if (seconds > 0) {
      onWait(seconds);
      await time.wait(seconds);
    }
    if (kind === "read") return;
    const begun = Math.max(start, time.now());
    writes = [...writes, begun];
    if (kind !== "write") notifiedAt = begun;
  }

  function earliestWrite(kind: Exclude<RequestKind, "read">, now: number): number {
    writes = writes.filter((begun) => begun > now - HOUR_MS);
    // Some are kept for telling people what became of the run.
    const most = limits.perHour - (kind === "report" ? 0 : Math.floor(limits.perHour / KEPT_PART));
    if (writes.length >= most)
      throw limited(
        `${writes.length} writes within the last hour are as many as the server takes (${limits.perHour}, some of them kept for the issue)`,
      );
    return Math.max(
      (writes.at(-1) ?? -Infinity) + limits.gap * 1000,
      kind !== "write" ? notifiedAt + limits.notifyingGap * 1000 : -Infinity,
      (writes.at(-limits.perMinute) ?? -Infinity) + MINUTE_MS,
    );
  }

  function isLate(at: number): boolean {
    return deadline !== null && at >= deadline;
  }
}

/** Which requests write, and which of these notify people: https://docs.github.com/rest, the notes at each endpoint. */
export function toRequestKind(options: {
  readonly method: string;
  readonly url: string;
  readonly [parameter: string]: unknown;
}): RequestKind {
  const { method, url } = options;
  if (method === "GET" || method === "HEAD") return "read";
  if (url.endsWith("/graphql")) return /^\s*mutation\b/.test(String(options["query"])) ? "write" : "read";
  if (/\/(issues|labels)(\/|$)/.test(url)) return "report";
  if (method === "POST" && url.endsWith("/releases")) return "notifying";
  // Publishing a draft.
  return method === "PATCH" && options["draft"] === false ? "notifying" : "write";
}

function limited(what: string): Failure {
  return failure("forge-rate-limit", `${what}.`, "Nothing is lost: the next run goes on from here.");
}
