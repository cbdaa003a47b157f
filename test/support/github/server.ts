import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { problem } from "./answer.ts";
import { serveApi, type ApiContext } from "./api-server.ts";
import { strike, type FaultAnswer, type Faults } from "./faults.ts";
import { parseGitPath, serveGit } from "./git-server.ts";
import { parsePushedRefs } from "./pushed-refs.ts";
import { jsonReply, plainReply, type Reply } from "./reply.ts";
import type { RequestLog } from "./request-log.ts";

export const apiRoot = "/api/v3";

export type ServerParts = { readonly context: () => ApiContext; readonly faults: Faults; readonly log: RequestLog };

type Incoming = { readonly url: URL; readonly message: IncomingMessage; readonly bytes: Buffer };

/** The HTTP server: logs, lets faults strike, hands the request to the API or to git, and sends what comes back. */
export function createHttpServer(parts: ServerParts): Server {
  // One request at a time, as if every one were a transaction; faults run outside of it and may make requests of their own.
  let previous: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<Reply>): Promise<Reply> => {
    const mine = previous.then(work, work);
    previous = mine;
    return mine;
  };
  return createServer((message, response) => {
    handle(parts, inTurn, message, response).catch((error: unknown) => {
      parts.context().report(`the stand-in failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      send(response, jsonReply(500, problem(500, "Server Error").body));
    });
  });
}

type InTurn = (work: () => Promise<Reply>) => Promise<Reply>;

async function handle(parts: ServerParts, inTurn: InTurn, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(message.url ?? "/", "http://stand-in.invalid");
  const kind = url.pathname.startsWith(`${apiRoot}/`) ? "api" : "git";
  const path = kind === "api" ? url.pathname.slice(apiRoot.length) : url.pathname;
  const method = message.method ?? "";
  const bytes = await readAll(message);
  const write = kind === "api" ? method !== "GET" && method !== "HEAD" : path.endsWith("/git-receive-pack");
  const body = kind === "api" ? parseJson(bytes) : write ? parsePushedRefs(bytes) : undefined;
  const request = { kind, method, path, query: url.search, write, headers: message.headers, body, status: 0 } as const;
  const note = parts.log.add(request);
  const faults = parts.faults.take(request);
  const incoming: Incoming = { url, message, bytes };
  const early = await strike(faults, "before", request);
  const reply = early === undefined ? await inTurn(() => answer(parts, incoming, kind, path, body)) : undefined;
  const struck = early ?? (await strike(faults, "after", request));
  if (struck === "reset") {
    message.socket.destroy();
    return;
  }
  const sent = struck === undefined ? (reply ?? plainReply(500, "")) : faultReply(struck);
  note({ status: sent.status });
  send(response, sent);
}

function answer(parts: ServerParts, incoming: Incoming, kind: "api" | "git", path: string, body: unknown): Promise<Reply> {
  const { message, url, bytes } = incoming;
  const method = message.method ?? "";
  if ((message.headersDistinct["authorization"] ?? []).length > 1)
    return Promise.resolve(plainReply(400, 'Duplicate header: "Authorization"\n'));
  const context = parts.context();
  if (kind === "api") {
    if (body instanceof SyntaxError) return Promise.resolve(jsonReply(400, problem(400, "Problems parsing JSON").body));
    return serveApi(context, { method, path, query: url.searchParams, headers: message.headers, body });
  }
  const git = parseGitPath(path);
  if (git === undefined) return Promise.resolve(plainReply(404, "Not Found\n"));
  const repository = context.findRepository(git.owner, git.name);
  return serveGit({
    method,
    service: git.service,
    query: url.searchParams,
    headers: message.headers,
    body: bytes,
    repository,
    tokens: context.tokens,
  });
}

function faultReply(answer: FaultAnswer): Reply {
  if (typeof answer.body === "string") return plainReply(answer.status, answer.body, answer.headers);
  return jsonReply(answer.status, answer.body, answer.headers);
}

let requestNumber = 0;

function send(response: ServerResponse, reply: Reply): void {
  requestNumber += 1;
  const id = `0000:${requestNumber.toString(16).padStart(4, "0").toUpperCase()}`;
  response.writeHead(reply.status, { "x-github-request-id": id, ...reply.headers });
  response.end(reply.body);
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
