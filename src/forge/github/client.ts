import { HttpClient } from "@actions/http-client";
import { GitHub } from "@actions/github/lib/utils";
import type { Octokit } from "@octokit/core";
import { retry } from "@octokit/plugin-retry";
import { fetch, type Dispatcher } from "undici";
import { createPacer, GITHUB_LIMITS, toRequestKind, type PaceLimits, type PaceOptions } from "./pace.ts";

/** REST API version all requests and answers follow: https://docs.github.com/rest/about-the-rest-api/api-versions */
const API_VERSION = "2022-11-28";

const TIMEOUT_SECONDS = 60;

/** However short the seconds are, a server on a busy machine needs real time to answer. */
const SHORTEST_TIMEOUT_MS = 3000;

/** Answers that asking again does not change: refusals, and limits, which the pacer waits for. */
const NOT_RETRIED = [400, 401, 403, 404, 410, 422, 429, 451];

/** One HTTP exchange, for counting. `status` is null when there was no answer. */
export interface Exchange {
  readonly method: string;
  readonly status: number | null;
  readonly rateLimitRemaining: number | null;
}

export interface ClientOptions extends PaceOptions {
  readonly apiUrl: string;
  /** Null: only what is public can be read. */
  readonly token: string | null;
  readonly onExchange: (exchange: Exchange) => void;
}

/** The repository of a request. */
export interface Place {
  readonly owner: string;
  readonly repo: string;
}

/** Request functions as octokit names them. */
export type Client = InstanceType<typeof GitHub>;

/**
 * The client with GitHub's own rules built in: paced writes, limits waited out, and reads that failed in passing
 * repeated. Writes are never repeated here: only who knows what they do can look whether they were done.
 */
export function createClient(options: ClientOptions, limits: PaceLimits = GITHUB_LIMITS): Client {
  const { apiUrl, token, onExchange, time } = options;
  const pacer = createPacer(options, limits);
  const pacing = ({ hook }: Octokit): Record<string, never> => {
    hook.wrap("request", (request, sent) => pacer.send(toRequestKind(sent), () => Promise.resolve(request(sent))));
    return {};
  };
  // Hooks that come later are further outside, so that every attempt of a read is paced.
  const Paced = GitHub.plugin(pacing, retry);
  const client = new Paced({
    baseUrl: apiUrl,
    userAgent: "flow-tagbot",
    ...(token === null ? {} : { auth: `token ${token}` }),
    request: { fetch: countingFetch(time.secondMs, onExchange) },
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    retry: { retryAfterBaseValue: time.secondMs, doNotRetry: NOT_RETRIED },
  });
  client.hook.before("request", (sent) => {
    sent.headers["x-github-api-version"] = API_VERSION;
    if (toRequestKind(sent) !== "read") sent.request = { ...sent.request, retries: 0 };
  });
  return client;
}

function countingFetch(secondMs: number, onExchange: (exchange: Exchange) => void): typeof fetch {
  const dispatchers = new Map<string, Dispatcher | undefined>();
  // The toolkit's own octokit chooses its proxy once, for the address in GITHUB_API_URL; this is the address that is asked.
  const dispatcherFor = (url: string): Dispatcher | undefined => {
    const { origin } = new URL(url);
    if (!dispatchers.has(origin)) dispatchers.set(origin, new HttpClient().getAgentDispatcher(url));
    return dispatchers.get(origin);
  };
  return async (input, init) => {
    const method = init?.method ?? "GET";
    const dispatcher = dispatcherFor(typeof input === "string" || input instanceof URL ? input.toString() : input.url);
    try {
      const response = await fetch(input, {
        ...init,
        ...(dispatcher === undefined ? {} : { dispatcher }),
        signal: AbortSignal.timeout(Math.max(TIMEOUT_SECONDS * secondMs, SHORTEST_TIMEOUT_MS)),
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
