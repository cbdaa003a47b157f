import type { Octokit } from "@octokit/core";
import { HttpClient } from "@actions/http-client";
import { GitHub } from "@actions/github/lib/utils";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import Bottleneck from "bottleneck/light.js";
import { fetch } from "undici";

/** REST API version all requests and answers follow: https://docs.github.com/rest/about-the-rest-api/api-versions */
const API_VERSION = "2022-11-28";

/** A limit that takes longer to pass than this is left to the next run. */
const LONGEST_WAIT_SECONDS = 120;
const MAX_LIMIT_RETRIES = 2;
const REQUEST_TIMEOUT_MS = 60_000;

/** One HTTP exchange, for counting. `status` is null when there was no answer. */
export interface Exchange {
  readonly method: string;
  readonly status: number | null;
  readonly rateLimitRemaining: number | null;
}

export interface ClientOptions {
  readonly apiUrl: string;
  /** Null: only what is public can be read. */
  readonly token: string | null;
  readonly onExchange: (exchange: Exchange) => void;
  readonly onWait: (seconds: number) => void;
  /** Length of a second in all pacing and waiting, in milliseconds: 1000, except in tests. */
  readonly secondMs: number;
}

/** The repository of a request. */
export interface Place {
  readonly owner: string;
  readonly repo: string;
}

/** Request functions as octokit names them. */
export type Client = InstanceType<typeof GitHub>;

/**
 * The client with GitHub's own rules built in: writes that start a second apart (three for what notifies people), waiting
 * out limits, retrying reads that failed in passing.
 */
export function createClient({ apiUrl, token, onExchange, onWait, secondMs }: ClientOptions): Client {
  const limits = (minSeconds: number): Bottleneck.Group => new Bottleneck.Group({ maxConcurrent: 1, minTime: minSeconds * secondMs });
  const waitOut = (retryAfter: number, _options: unknown, _octokit: Octokit, retryCount: number): boolean => {
    if (retryAfter > LONGEST_WAIT_SECONDS || retryCount >= MAX_LIMIT_RETRIES) return false;
    onWait(retryAfter);
    return true;
  };
  const Paced = GitHub.plugin(throttling, retry);
  const client = new Paced({
    baseUrl: apiUrl,
    userAgent: "flow-tagbot",
    ...(token === null ? {} : { auth: `token ${token}` }),
    request: { fetch: countingFetch(apiUrl, onExchange) },
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    retry: { retryAfterBaseValue: secondMs },
    throttle: {
      write: limits(1),
      notifications: limits(3),
      retryAfterBaseValue: secondMs,
      onRateLimit: waitOut,
      onSecondaryRateLimit: waitOut,
    },
  });
  client.hook.before("request", (options) => {
    options.headers["x-github-api-version"] = API_VERSION;
  });
  return client;
}

function countingFetch(apiUrl: string, onExchange: (exchange: Exchange) => void): typeof fetch {
  // The toolkit's own octokit chooses its proxy once, for the address in GITHUB_API_URL; this is the address that is asked.
  const dispatcher = new HttpClient().getAgentDispatcher(apiUrl);
  return async (url, init) => {
    const method = init?.method ?? "GET";
    try {
      const response = await fetch(url, {
        ...init,
        ...(dispatcher === undefined ? {} : { dispatcher }),
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
      const remaining = response.headers.get("x-ratelimit-remaining");
      onExchange({ method, status: response.status, rateLimitRemaining: remaining === null ? null : Number(remaining) });
      return response;
    } catch (error) {
      onExchange({ method, status: null, rateLimitRemaining: null });
      throw error;
    }
  };
}

function ignore(): void {
  // What goes wrong comes back as an error; octokit's own log would reach standard output.
}
