/** What a run cost, counted where it happens: in the HTTP layer and at the door to git. */
export interface Metrics {
  readonly gitProcesses: number;
  readonly requests: { readonly reads: number; readonly writes: number };
  /** Requests that failed in passing or met a limit, and were sent again where that was possible. */
  readonly retries: number;
  readonly waitedMs: number;
  readonly elapsedMs: number;
  /** Null where the forge told no limit. */
  readonly rateLimitRemaining: number | null;
}
