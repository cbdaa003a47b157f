import type { Time } from "../../src/model/time.ts";

/** A clock that only waiting moves, at once. `clock` is the same clock for the stand-in. */
export type FakeTime = Time & {
  readonly clock: () => Date;
  /** Lets time pass without anybody waiting for it. */
  readonly pass: (seconds: number) => void;
  /** Every wait so far, in seconds. */
  readonly waits: readonly number[];
};

export function createFakeTime(start = new Date("2026-03-01T12:00:00Z")): FakeTime {
  let now = start.getTime();
  const waits: number[] = [];
  return {
    now: () => now,
    wait: (seconds) => {
      now += seconds * 1000;
      waits.push(seconds);
      return Promise.resolve();
    },
    secondMs: 1,
    clock: () => new Date(now),
    pass: (seconds) => {
      now += seconds * 1000;
    },
    waits,
  };
}
