/**
 * Seconds to wait after the given attempt, counted from 1: its square, and up to half of that more, so that two runs
 * that failed together do not meet again.
 */
export function backoff(attempt: number): number {
  return attempt ** 2 * (1 + Math.random() / 2);
}
