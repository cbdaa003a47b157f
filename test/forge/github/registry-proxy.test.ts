import { createServer } from "node:http";
import { connect } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { createSender } from "../../../src/forge/github/registry-http.ts";
import { createFakeTime } from "../../support/fake-time.ts";
import { listen } from "../../support/github/listen.ts";

test("a server is reached by the proxy that the environment names, unless it is an exception", async () => {
  const server = await listen(createServer((request, response) => response.end(request.headers.host)));
  onTestFinished(server.close);
  const asked: (string | undefined)[] = [];
  const proxy = createServer().on("connect", (request, socket) => {
    asked.push(request.url);
    const onward = connect(Number(new URL(server.url).port), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
  });
  const { url, close } = await listen(proxy);
  onTestFinished(close);
  vi.stubEnv("http_proxy", url);
  vi.stubEnv("no_proxy", "127.0.0.1");
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const send = createSender({ time: createFakeTime(), proxied: true, onExchange: () => undefined });
  const ask = async (address: string): Promise<string> =>
    String(await send({ url: address, headers: {}, mostBytes: 1000, beyond: "forge-unreadable" }));
  expect(await ask("http://registry.invalid/x")).toBe("registry.invalid");
  expect(await ask(server.url)).toBe(new URL(server.url).host);
  expect(asked).toEqual(["registry.invalid:80"]);
});
