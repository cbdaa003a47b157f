import { RequestError } from "@octokit/request-error";
import type { Code } from "../../model/codes.ts";
import { failure, type Failure } from "../../model/failure.ts";
import type { Time } from "../../model/time.ts";
import type { Exchange } from "./client.ts";

export interface HttpOptions {
  readonly time: Time;
  /** Whether variables of the environment name a proxy. */
  readonly proxied: boolean;
  readonly onExchange: (exchange: Exchange) => void;
}

export interface HttpRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Makes it a POST. */
  readonly body?: string;
  /** An answer longer than this, after unpacking, is not read to its end. */
  readonly mostBytes: number;
  /** What such an answer means. */
  readonly beyond: Extract<Code, "registry-too-large" | "forge-unreadable">;
}

/** Gives the body of a good answer. Throws a RequestError for any other and for none, as octokit does, else a Failure. */
export type SendRequest = (request: HttpRequest) => Promise<Buffer>;

/** What fetch gives, node's own or the one for proxies. */
interface Response {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: Iterable<[string, string]> & { readonly get: (name: string) => string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
}

interface Init {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly redirect: "manual";
  readonly signal: AbortSignal;
  readonly body?: string;
}

export type Fetch = (url: string, init: Init) => Promise<Response>;

const TIMEOUT_SECONDS = 60;

/** However short the seconds are, a server on a busy machine needs real time to answer. */
const SHORTEST_TIMEOUT_MS = 3000;

const REDIRECTS = [301, 302, 307, 308];
const MOST_REDIRECTS = 3;
const LONGEST_WORDS = 300;

/**
 * Reads over HTTP with what node brings, since loading octokit takes longer than most answers. Nothing is tried again and no limit is waited for:
 * git is the other way. Redirects (a repository that was renamed) are followed on the same server only, as the requests carry a token.
 */
export function createSender({ time, proxied, onExchange }: HttpOptions, shortestTimeoutMs = SHORTEST_TIMEOUT_MS): SendRequest {
  async function ask(url: string, request: HttpRequest): Promise<Response> {
    const { headers, body } = request;
    const method = methodOf(request);
    const send: Fetch = proxied ? (await import("./registry-proxy.ts")).fetchByProxy : fetch;
    const signal = AbortSignal.timeout(Math.max(TIMEOUT_SECONDS * time.secondMs, shortestTimeoutMs));
    try {
      const response = await send(url, {
        method,
        headers: { ...headers },
        redirect: "manual",
        signal,
        ...(body === undefined ? {} : { body }),
      });
      const remaining = response.headers.get("x-ratelimit-remaining");
      onExchange({ method, status: response.status, rateLimitRemaining: remaining === null ? null : Number(remaining) });
      return response;
    } catch (error) {
      onExchange({ method, status: null, rateLimitRemaining: null });
      throw unanswered(url, method, error);
    }
  }

  return async (request) => {
    let url = request.url;
    for (let redirects = 0; ; redirects += 1) {
      const response = await ask(url, request);
      const location = REDIRECTS.includes(response.status) ? response.headers.get("location") : null;
      const body = await readBody(url, response, request);
      if (response.ok) return body;
      if (location === null || redirects === MOST_REDIRECTS) throw refused(url, request, response, body);
      url = toSameServer(url, location);
    }
  };
}

async function readBody(url: string, response: Response, request: HttpRequest): Promise<Buffer> {
  const { mostBytes, beyond } = request;
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response.body ?? []) {
      length += chunk.byteLength;
      // Leaving the loop ends the connection.
      if (length > mostBytes) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw unanswered(url, methodOf(request), error);
  }
  if (length > mostBytes) {
    throw failure(
      beyond,
      `The answer of ${new URL(url).host} has more than ${mostBytes} bytes.`,
      "Look at what the registry holds there: this is far beyond the size of flows.",
    );
  }
  return Buffer.concat(chunks);
}

function methodOf({ body }: HttpRequest): "GET" | "POST" {
  return body === undefined ? "GET" : "POST";
}

function toSameServer(from: string, location: string): string {
  const to = URL.canParse(location, from) ? new URL(location, from) : null;
  if (to !== null && to.origin === new URL(from).origin) return to.href;
  throw wandering(from, to);
}

function wandering(from: string, to: URL | null): Failure {
  return failure(
    "forge-unreadable",
    `${new URL(from).host} sends the request on to ${to === null ? "an address that is none" : to.origin}, which is not followed: the token is for this server alone.`,
    "Check the address of the registry and the API address; a login page or a proxy may answer in its place.",
  );
}

function unanswered(url: string, method: "GET" | "POST", error: unknown): RequestError {
  const words = error instanceof Error ? [error.message, error.cause instanceof Error ? error.cause.message : ""] : [String(error)];
  const message = words.filter((text) => text !== "").join(": ");
  return new RequestError(message.slice(0, LONGEST_WORDS), 500, { request: { method, url, headers: {} } });
}

function refused(url: string, request: HttpRequest, { status, headers }: Response, body: Buffer): RequestError {
  const text = body.toString("utf8");
  const data = parseJson(text);
  // The words of a page in HTML are not for people who read a message.
  const words = data === null && !/^\s*</.test(text) ? text.trim().slice(0, LONGEST_WORDS) : "";
  return new RequestError(words === "" ? `status ${status}` : words, status, {
    request: { method: methodOf(request), url, headers: {} },
    response: { status, url, headers: Object.fromEntries(headers), data },
  });
}

/** Null for what is no JSON, which no check takes for an answer. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
