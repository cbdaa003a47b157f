import type { Metrics } from "../model/metrics.ts";
import { count, renderNumber } from "./count.ts";

/** One line: requests by class, retries, waits, git processes, time, rate limit. */
export function renderMetrics({ requests, retries, waitedMs, gitProcesses, elapsedMs, rateLimitRemaining }: Metrics): string {
  return [
    `${count(requests.reads, "read")} and ${count(requests.writes, "write")} over HTTP`,
    count(retries, "retry", "retries"),
    `${renderNumber(Math.round(waitedMs))} ms waited`,
    count(gitProcesses, "git process", "git processes"),
    `${renderNumber(Math.round(elapsedMs))} ms in all`,
    ...(rateLimitRemaining === null ? [] : [`rate limit left: ${renderNumber(rateLimitRemaining)}`]),
  ].join(" · ");
}
