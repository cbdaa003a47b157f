import { problem, type Answer } from "./answer.ts";
import { secondaryText } from "./fault-texts.ts";

/** How many requests that create or change something GitHub takes "in general": 80 a minute and 500 an hour. */
export type SecondaryLimits = { readonly perMinute: number; readonly perHour: number };

export type Peaks = { readonly minute: number; readonly hour: number };

export type WriteWindow = {
  /** Notes a write that has arrived, whatever becomes of it. */
  readonly arrive: () => void;
  readonly peaks: () => Peaks;
  /** Counts a write against the limits, or gives the answer that refuses it; refused ones do not count. */
  readonly take: () => Answer | undefined;
};

const minute = 60_000;
const hour = 3_600_000;

/** Windows that slide with the clock: a write counts for exactly a minute, and for exactly an hour. */
export function createWriteWindow(clock: () => Date, limits?: SecondaryLimits): WriteWindow {
  let arrived: readonly number[] = [];
  let taken: readonly number[] = [];
  let peaks: Peaks = { minute: 0, hour: 0 };
  return {
    arrive: () => {
      const now = clock().getTime();
      arrived = [...within(arrived, now, hour), now];
      peaks = {
        minute: Math.max(peaks.minute, within(arrived, now, minute).length),
        hour: Math.max(peaks.hour, arrived.length),
      };
    },
    peaks: () => peaks,
    take: () => {
      const now = clock().getTime();
      taken = within(taken, now, hour);
      if (limits !== undefined && within(taken, now, minute).length >= limits.perMinute) return refused(60);
      const oldest = limits === undefined ? undefined : taken[taken.length - limits.perHour];
      if (oldest !== undefined) return refused(Math.ceil((oldest + hour - now) / 1000));
      taken = [...taken, now];
      return undefined;
    },
  };
}

function within(times: readonly number[], now: number, span: number): readonly number[] {
  return times.filter((time) => time > now - span);
}

function refused(seconds: number): Answer {
  return problem(403, secondaryText, { "retry-after": String(seconds) });
}
