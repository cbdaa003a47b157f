import type { Result } from "../model/outcome.ts";
import type { Time } from "../model/time.ts";

/** What becomes of actions whose turn comes after the deadline. */
export const OUT_OF_TIME: Result = {
  kind: "not-tried",
  why: "The time that was given to this run is over; the next run goes on from here.",
};

/** Whether nothing more may begin, now or after the given wait. `deadline` is in milliseconds on `time.now()`. */
export function isLate(deadline: number | null, time: Time, seconds = 0): boolean {
  return deadline !== null && time.now() + seconds * 1000 >= deadline;
}
