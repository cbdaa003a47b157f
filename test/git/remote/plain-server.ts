import { createServer, type IncomingMessage } from "node:http";
import { onTestFinished } from "vitest";
import { runGitBackend } from "../../support/github/git-backend.ts";
import { listen } from "../../support/github/listen.ts";

export interface PlainServerOptions {
  /** Path of a bare repository; it is served at `/o/r`. */
  readonly bareRepository?: string;
  /** Settings of the server's git. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Speak the old protocol, whatever the client asks for. */
  readonly old?: boolean;
  /** Who may read, as `user:password`; null: everybody. */
  readonly login?: string | null;
  /** Where first requests are sent on to. */
  readonly redirect?: string | null;
  /** Never answer a fetch; its first bytes arrive. */
  readonly hang?: boolean;
}

export interface PlainRequest {
  readonly path: string;
  /** `user:password`; null without an authorization. */
  readonly login: string | null;
  readonly status: number;
}

export interface PlainServer {
  readonly url: string;
  readonly origin: string;
  readonly requests: readonly PlainRequest[];
}

/** Any git host: git's own server behind HTTP, without a forge around it. */
export async function startPlainServer(options: PlainServerOptions): Promise<PlainServer> {
  const { bareRepository = "", settings = {}, old = false, login = null, redirect = null, hang = false } = options;
  const requests: PlainRequest[] = [];
  const server = createServer((message, response) => {
    response.on("error", () => undefined);
    const url = new URL(message.url ?? "/", "http://plain.invalid");
    const path = url.pathname;
    const given = loginOf(message);
    const reply = (status: number, headers: Readonly<Record<string, string>>, body: Buffer | string): void => {
      requests.push({ path: path + url.search, login: given, status });
      response.writeHead(status, headers).end(body);
    };
    const answer = async (body: Buffer): Promise<void> => {
      if (login !== null && given !== login) {
        reply(401, { "www-authenticate": 'Basic realm="plain"' }, "who are you?\n");
        return;
      }
      if (redirect !== null) {
        reply(302, { location: redirect + path + url.search }, "");
        return;
      }
      const isFetch = path.endsWith("/git-upload-pack") && body.includes("want ");
      if (isFetch && hang) {
        requests.push({ path, login: given, status: 0 });
        response.writeHead(200, { "content-type": "application/x-git-upload-pack-result" });
        response.write("000dpackfile\n");
        return;
      }
      const { "git-protocol": protocol, ...headers } = message.headers;
      const answered = await runGitBackend({
        bareRepository,
        method: message.method ?? "",
        service: path.replace(/^\/o\/r(?:\.git)?\//, ""),
        query: url.search.slice(1),
        headers: old || protocol === undefined ? headers : { ...headers, "git-protocol": protocol },
        login: "",
        body,
        environment: {},
        settings,
      });
      reply(answered.status, answered.headers, answered.body);
    };
    readAll(message)
      .then(answer)
      .catch(() => {
        reply(500, {}, "the server failed\n");
      });
  });
  const { url: origin, close } = await listen(server);
  onTestFinished(close);
  return { url: `${origin}/o/r`, origin, requests };
}

function loginOf({ headers }: IncomingMessage): string | null {
  const encoded = /^basic (.+)$/iu.exec(headers.authorization ?? "")?.[1];
  return encoded === undefined ? null : Buffer.from(encoded, "base64").toString("utf8");
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
