import { backoff } from "../../model/backoff.ts";
import { Failure } from "../../model/failure.ts";
import type { Time } from "../../model/time.ts";
import { githubFailure, toRefusal, type Refusal } from "./failures.ts";

const ATTEMPTS = 4;

export interface Write<T> {
  /** For the message of a failure: "The release of x could not be created". */
  readonly what: string;
  readonly write: () => Promise<T>;
  /** What is there already, or null. */
  readonly look: () => Promise<T | null>;
  /** Refusals that mean that it may be there already. */
  readonly taken: (refusal: Refusal) => boolean;
}

export interface Written<T> {
  /** It was there before, or an attempt whose answer was lost made it. */
  readonly found: boolean;
  readonly value: T;
}

/**
 * Writes something once. A request that failed in passing may have done its work all the same, so that every repeat is
 * preceded by a look at what is there.
 */
export async function writeOnce<T>(time: Time, { what, write, look, taken }: Write<T>): Promise<Written<T>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { found: false, value: await write() };
    } catch (error) {
      const refusal = toRefusal(error);
      const unclear = isPassing(error, refusal) || (refusal !== null && taken(refusal));
      const value = unclear ? await look() : null;
      if (value !== null) return { found: true, value };
      if (!unclear || attempt === ATTEMPTS) throw error instanceof Failure ? error : githubFailure(what, error);
      await time.wait(backoff(attempt));
    }
  }
}

/** A server error, no answer, one that cannot be understood, or a conflict with another writer. */
function isPassing(error: unknown, refusal: Refusal | null): boolean {
  if (refusal === null) return error instanceof Failure && error.code === "forge-unreadable";
  return refusal.status >= 500 || refusal.status === 409;
}
