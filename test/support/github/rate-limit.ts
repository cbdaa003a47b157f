import { notFound, problem, type Answer } from "./answer.ts";
import { toDateTime, type Site } from "./state.ts";

/** The hourly budget; one for the whole stand-in, whoever calls. */
export type RateLimit = {
  limit: number;
  used: number;
  /** Seconds since 1970. */
  reset: number;
};

/** Begins a new hour when the old one has passed. */
function renew(site: Site, rate: RateLimit): void {
  const seconds = Math.floor(site.clock().getTime() / 1000);
  if (seconds < rate.reset) return;
  rate.used = 0;
  rate.reset = seconds + 3600;
}

export function rateLimitHeaders(site: Site, rate: RateLimit): Readonly<Record<string, string>> {
  if (site.ghes) return {};
  renew(site, rate);
  return {
    "x-ratelimit-limit": String(rate.limit),
    "x-ratelimit-remaining": String(Math.max(0, rate.limit - rate.used)),
    "x-ratelimit-used": String(rate.used),
    "x-ratelimit-reset": String(rate.reset),
    "x-ratelimit-resource": "core",
  };
}

/** Takes one request from the budget, or gives the answer that refuses it. */
export function spend(site: Site, rate: RateLimit): Answer | undefined {
  if (site.ghes) return undefined;
  renew(site, rate);
  if (rate.used >= rate.limit) return problem(403, `API rate limit exceeded for installation ID 1. Timestamp ${toDateTime(site.clock())}`);
  rate.used += 1;
  return undefined;
}

export function showRateLimit(site: Site, rate: RateLimit, withRate: boolean): Answer {
  if (site.ghes)
    return { ...notFound, body: { message: "Rate limiting is not enabled.", documentation_url: "https://docs.github.com/rest" } };
  renew(site, rate);
  const core = { limit: rate.limit, used: rate.used, remaining: Math.max(0, rate.limit - rate.used), reset: rate.reset };
  const search = { limit: 30, used: 0, remaining: 30, reset: rate.reset };
  return { status: 200, body: { resources: { core, search }, ...(withRate ? { rate: core } : {}) } };
}
