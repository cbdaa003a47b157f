import { setTimeout } from "node:timers/promises";
import type { Time } from "../model/time.ts";

/** The machine's own clock; with another `secondMs` than 1000, clock and waiting both run faster or slower. */
export function createTime(secondMs = 1000): Time {
  const start = Date.now();
  return {
    now: () => start + ((Date.now() - start) * 1000) / secondMs,
    wait: async (seconds) => {
      await setTimeout(seconds * secondMs);
    },
    secondMs,
  };
}
