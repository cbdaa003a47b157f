import type { ActionFailure } from "../model/outcome.ts";

/** After so many refusals in a row, with the same code and nothing accepted, the next would be refused too. */
const ENOUGH = 5;

/** Watches for a server that refuses everything: asking it hundreds of times more helps nobody. */
export interface Streak {
  readonly succeed: () => void;
  readonly fail: (failure: ActionFailure) => void;
  /** Gives up at once. */
  readonly stop: (failure: ActionFailure) => void;
  /** Why nothing more is asked, or null. */
  readonly stopped: () => ActionFailure | null;
}

export function createStreak(): Streak {
  let anySuccess = false;
  let failures: readonly ActionFailure[] = [];
  let final: ActionFailure | null = null;
  return {
    succeed() {
      anySuccess = true;
      failures = [];
    },
    fail(failure) {
      failures = failures[0]?.code === failure.code ? [...failures, failure] : [failure];
      if (!anySuccess && failures.length >= ENOUGH)
        final = { ...failure, message: "Not asked for: the server refused all before it for the same reason." };
    },
    stop(failure) {
      final = failure;
    },
    stopped: () => final,
  };
}
