import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { notFound, problem } from "./answer.ts";
import { serveApi, type ApiContext } from "./api-server.ts";
import { half, hang, send, sendSlowly } from "./deliver.ts";
import { strike, type ErrorAnswer, type Faults, type Moment, type Struck } from "./faults.ts";
import { parseGitPath, serveGit } from "./git-server.ts";
import { isMutation, serveGraphql } from "./graphql.ts";
import { placeOf, type Place } from "./place.ts";
import { parsePushedRefs } from "./pushed-refs.ts";
import { jsonReply, plainReply, type Reply } from "./reply.ts";
import type { LoggedRequest, RequestLog } from "./request-log.ts";

export type ServerParts = { readonly context: () => ApiContext; readonly faults: Faults; readonly log: RequestLog };

/** `idle` waits for the work that has begun; a request that hangs after its work is none. */
export type HttpServer = { readonly server: Server; readonly idle: () => Promise<void> };

type Incoming = Place & {
  readonly query: URLSearchParams;
  readonly message: IncomingMessage;
  readonly bytes: Buffer;
  readonly body: unknown;
};

/** The HTTP server: logs, lets faults strike, hands the request to the API or to git, and sends what comes back. */
export function createHttpServer(parts: ServerParts): HttpServer {
  // One request at a time, as if every one were a transaction; faults run outside of it and may make requests of their own.
  let previous: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<Reply>): Promise<Reply> => {
    const mine = previous.then(work, work);
    previous = mine;
    return mine;
  };
  const server = createServer((message, response) => {
    // A client that has gone away cannot be answered, and that is no failure.
    response.on("error", () => undefined);
    handle(parts, inTurn, message, response).catch((error: unknown) => {
      parts.context().report(`the stand-in failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      send(response, jsonReply(500, problem(500, "Server Error").body));
    });
  });
  const idle = async (): Promise<void> => {
    await previous.catch(() => undefined);
  };
  return { server, idle };
}

type InTurn = (work: () => Promise<Reply>) => Promise<Reply>;

async function handle(parts: ServerParts, inTurn: InTurn, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(message.url ?? "/", "http://stand-in.invalid");
  const { place, path } = placeOf(url.pathname);
  const bytes = await readAll(message);
  const body = bodyOf(place, path, bytes);
  const request = {
    kind: place === "git" ? "git" : "api",
    method: message.method ?? "",
    path,
    query: url.search,
    write: isWrite(place, path, message.method ?? "", body),
    headers: message.headers,
    body,
    status: 0,
  } as const;
  if (request.write && request.kind === "api") parts.context().writes.arrive();
  const note = parts.log.add(request);
  const faults = parts.faults.take(request);
  const incoming: Incoming = { place, path, query: url.searchParams, message, bytes, body };
  const moment = momentOf(parts.context(), request);
  const early = await strike(faults, "before", moment);
  const reply = early === undefined ? await inTurn(() => answer(parts.context(), incoming)) : plainReply(500, "");
  const struck = early ?? (await strike(faults, "after", moment));
  if (struck === "reset") {
    message.socket.destroy();
    return;
  }
  if (struck === "hang") return hang(response);
  const sent = struckReply(struck, reply);
  note({ status: sent.status });
  if (struck === "slow") await sendSlowly(response, sent);
  else send(response, sent);
}

function momentOf(context: ApiContext, request: LoggedRequest): Moment {
  const [, owner = "", name = ""] = /^(?:\/repos)?\/([^/]+)\/([^/]+?)(?:\.git)?(?:\/|$)/u.exec(request.path) ?? [];
  const repository = context.findRepository(owner, name);
  return { request, now: context.site.clock(), serverUrl: context.site.serverUrl, repository };
}

function struckReply(struck: Exclude<Struck, "reset" | "hang"> | undefined, proper: Reply): Reply {
  if (struck === undefined || struck === "slow") return proper;
  if (struck === "truncate") return half(proper);
  if ("link" in struck) return { ...proper, headers: { ...proper.headers, link: struck.link } };
  return errorReply(struck);
}

function bodyOf(place: Place["place"], path: string, bytes: Buffer): unknown {
  if (place === "uploads") return bytes;
  if (place !== "git") return parseJson(bytes);
  return path.endsWith("/git-receive-pack") ? parsePushedRefs(bytes) : undefined;
}

function isWrite(place: Place["place"], path: string, method: string, body: unknown): boolean {
  if (place === "git") return path.endsWith("/git-receive-pack");
  return place === "graphql" ? isMutation(body) : method !== "GET" && method !== "HEAD";
}

async function answer(context: ApiContext, incoming: Incoming): Promise<Reply> {
  const { message, place, path, query, bytes, body } = incoming;
  const { headers, method = "" } = message;
  if ((message.headersDistinct["authorization"] ?? []).length > 1) return plainReply(400, 'Duplicate header: "Authorization"\n');
  if (body instanceof SyntaxError) return jsonReply(400, problem(400, "Problems parsing JSON").body);
  switch (place) {
    case "rest":
      return serveApi(context, { method, path, query, headers, body, upload: undefined });
    case "uploads": {
      const upload = { content: bytes, contentType: headers["content-type"] ?? "" };
      return serveApi(context, { method, path, query, headers, body: undefined, upload });
    }
    case "graphql":
      return method === "POST" ? serveGraphql(body, headers, context) : jsonReply(404, notFound.body);
    case "git": {
      const git = parseGitPath(path);
      if (git === undefined) return plainReply(404, "Not Found\n");
      const repository = context.findRepository(git.owner, git.name);
      return serveGit({
        site: context.site,
        method,
        service: git.service,
        query,
        headers,
        body: bytes,
        repository,
        tokens: context.tokens,
      });
    }
  }
}

function errorReply(answer: ErrorAnswer): Reply {
  if (typeof answer.body === "string") return plainReply(answer.status, answer.body, answer.headers);
  return jsonReply(answer.status, answer.body, answer.headers);
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) {
    if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The JSON of a body, undefined for none, and the error itself for text that is no JSON. */
function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}
