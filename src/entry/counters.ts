import type { Exchange } from "../forge/github/client.ts";
import type { Metrics } from "../model/metrics.ts";

/** Counts what a run costs while it runs. */
export interface Counters {
  readonly onProcess: () => void;
  readonly onExchange: (exchange: Exchange) => void;
  readonly onWait: (seconds: number) => void;
  readonly read: () => Metrics;
}

export function createCounters(now: () => number): Counters {
  const start = now();
  const count = { gitProcesses: 0, reads: 0, writes: 0, retries: 0, waitedMs: 0 };
  let rateLimitRemaining: number | null = null;
  return {
    onProcess() {
      count.gitProcesses += 1;
    },
    onExchange({ method, status, rateLimitRemaining: remaining }) {
      if (method === "GET" || method === "HEAD") count.reads += 1;
      else count.writes += 1;
      if (status === null || status >= 500) count.retries += 1;
      rateLimitRemaining = remaining ?? rateLimitRemaining;
    },
    onWait(seconds) {
      count.retries += 1;
      count.waitedMs += seconds * 1000;
    },
    read: () => ({
      gitProcesses: count.gitProcesses,
      requests: { reads: count.reads, writes: count.writes },
      retries: count.retries,
      waitedMs: count.waitedMs,
      elapsedMs: Math.round(now() - start),
      rateLimitRemaining,
    }),
  };
}
