import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { RequestError } from "@octokit/request-error";
import { describe, expect, onTestFinished, test } from "vitest";
import { createSender, type HttpRequest } from "../../../src/forge/github/registry-http.ts";
import { createFakeTime } from "../../support/fake-time.ts";
import { listen } from "../../support/github/listen.ts";

const TOKEN = "Bearer ghs_secret";

interface Server {
  readonly url: string;
  /** What arrived, whole. */
  readonly log: readonly Pick<IncomingMessage, "method" | "url" | "headers">[];
}

async function serve(answer: RequestListener): Promise<Server> {
  const log: Pick<IncomingMessage, "method" | "url" | "headers">[] = [];
  const { url, close } = await listen(
    createServer((request, response) => {
      const { method, url: path, headers } = request;
      log.push({ method, url: path, headers });
      answer(request, response);
    }),
  );
  onTestFinished(close);
  return { url, log };
}

function redirectTo(target: (path: string) => string, status = 301): RequestListener {
  return (request, response) => {
    response.writeHead(status, { location: target(request.url ?? "") }).end('{"message":"Moved Permanently"}');
  };
}

function send(url: string, changes: Partial<HttpRequest> = {}): Promise<string> {
  const sender = createSender({ time: createFakeTime(), proxied: false, onExchange: () => undefined });
  const request: HttpRequest = { url, headers: { authorization: TOKEN }, mostBytes: 1000, beyond: "registry-too-large", ...changes };
  return sender(request).then(String);
}

describe("a redirect", () => {
  test.each([301, 302, 307, 308])("on the same server is followed with the token, status %i", async (status) => {
    const { url, log } = await serve((request, response) => {
      if (request.url === "/new") response.end(request.headers.authorization);
      else redirectTo(() => "/new", status)(request, response);
    });
    expect(await send(`${url}/old`)).toBe(TOKEN);
    expect(log.map((request) => request.url)).toEqual(["/old", "/new"]);
  });

  test("keeps what is posted", async () => {
    const { url } = await serve((request, response) => {
      if (request.url === "/new") request.pipe(response);
      else redirectTo(() => "/new")(request, response);
    });
    expect(await send(`${url}/old`, { body: "0000" })).toBe("0000");
  });

  test("to another server is not followed, and nothing arrives there", async () => {
    const other = await serve((_request, response) => response.end("stolen"));
    const { url } = await serve(redirectTo((path) => other.url + path));
    const sent = send(`${url}/old`);
    await expect(sent).rejects.toMatchObject({ code: "forge-unreadable" });
    await expect(sent).rejects.toThrow(other.url);
    await expect(send(`${url}/old`, { body: "0000" })).rejects.toMatchObject({ code: "forge-unreadable" });
    expect(other.log).toEqual([]);
  });

  test.each([["//another.invalid/x"], ["http://ghs_secret@another.invalid/"], ["http://[oops"]])(
    "to %s is not followed",
    async (location) => {
      const { url } = await serve(redirectTo(() => location));
      await expect(send(url)).rejects.toMatchObject({ code: "forge-unreadable" });
    },
  );

  test("that never ends is given up", async () => {
    const { url, log } = await serve(redirectTo((path) => `${path}x`));
    await expect(send(`${url}/`)).rejects.toMatchObject({ status: 301 });
    expect(log).toHaveLength(4);
  });
});

describe("a long answer", () => {
  test("is not read to its end", async () => {
    let written = 0;
    const { url } = await serve((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && written < 50_000_000) {
          written += 65_536;
          if (!response.write(Buffer.alloc(65_536))) return void response.once("drain", more);
        }
        response.end();
      };
      more();
    });
    await expect(send(url)).rejects.toMatchObject({ code: "registry-too-large" });
    await expect(send(url, { beyond: "forge-unreadable" })).rejects.toMatchObject({ code: "forge-unreadable" });
    expect(written).toBeLessThan(50_000_000);
  });

  test("of exactly the allowed length is read", async () => {
    const { url } = await serve((_request, response) => response.end("x".repeat(1000)));
    expect(await send(url)).toHaveLength(1000);
  });
});

describe("an error", () => {
  test.each([
    ["JSON", '{"message":"Bad credentials"}', { response: { data: { message: "Bad credentials" } } }],
    ["text", "Repository not found.\n", { message: "Repository not found." }],
    ["a page", "<html>Unicorn</html>", { message: "status 404" }],
  ])("in %s says what the server said", async (_name, body, expected) => {
    const { url } = await serve((_request, response) => response.writeHead(404).end(body));
    await expect(send(url)).rejects.toMatchObject({ status: 404, ...expected });
  });

  test("has no answer when the connection fails or breaks", async () => {
    const { url } = await serve((request, response) => {
      response.write("half");
      if (request.url === "/cut") setImmediate(() => response.destroy());
      else request.socket.destroy();
    });
    for (const path of ["/cut", "/none"]) {
      const error: unknown = await send(url + path).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(RequestError);
      expect(error).toMatchObject({ response: undefined });
    }
  });

  test("is what becomes of an answer that never comes, or never ends", async () => {
    const { url } = await serve((request, response) => {
      if (request.url === "/half") response.write("half");
    });
    const sender = createSender({ time: { ...createFakeTime(), secondMs: 0 }, proxied: false, onExchange: () => undefined }, 100);
    for (const path of ["/half", "/none"]) {
      const sent = sender({ url: url + path, headers: {}, mostBytes: 1000, beyond: "forge-unreadable" });
      await expect(sent).rejects.toMatchObject({ response: undefined });
      await expect(sent).rejects.toThrow("timeout");
    }
  });

  test("never holds the token", async () => {
    const { url } = await serve((_request, response) => response.writeHead(403).end());
    const error: unknown = await send(url).catch((caught: unknown) => caught);
    expect(JSON.stringify(error)).not.toContain("ghs_secret");
  });
});

test("every exchange is counted, with what is left of the limit", async () => {
  const seen: unknown[] = [];
  const sender = createSender({ time: createFakeTime(), proxied: false, onExchange: (exchange) => seen.push(exchange) });
  const { url } = await serve((_request, response) => response.writeHead(200, { "x-ratelimit-remaining": "41" }).end());
  const request: HttpRequest = { url, headers: {}, mostBytes: 0, beyond: "registry-too-large" };
  await sender(request);
  await sender({ ...request, body: "x" });
  await sender({ ...request, url: "http://127.0.0.1:1/" }).catch(() => undefined);
  expect(seen).toEqual([
    { method: "GET", status: 200, rateLimitRemaining: 41 },
    { method: "POST", status: 200, rateLimitRemaining: 41 },
    { method: "GET", status: null, rateLimitRemaining: null },
  ]);
});
