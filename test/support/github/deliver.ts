import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setImmediate } from "node:timers/promises";
import type { Reply } from "./reply.ts";

const pieces = 8;

let requestNumber = 0;

function withId(reply: Reply): Readonly<Record<string, string>> {
  requestNumber += 1;
  return { "x-github-request-id": `0000:${requestNumber.toString(16).padStart(4, "0").toUpperCase()}`, ...reply.headers };
}

export function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, withId(reply));
  response.end(reply.body);
}

/** Sends the body in pieces, each in an event-loop turn of its own. */
export async function sendSlowly(response: ServerResponse, reply: Reply): Promise<void> {
  const body = Buffer.from(reply.body);
  const size = Math.max(1, Math.ceil(body.length / pieces));
  response.writeHead(reply.status, withId(reply));
  response.flushHeaders();
  for (let at = 0; at < body.length; at += size) {
    await setImmediate();
    response.write(body.subarray(at, at + size));
  }
  response.end();
}

/** The first half of the body as if that were all of it. */
export function half(reply: Reply): Reply {
  const whole = Buffer.from(reply.body);
  const body = whole.subarray(0, Math.floor(whole.length / 2));
  return { ...reply, headers: { ...reply.headers, "content-length": String(body.length) }, body };
}

/** Answers nothing until the connection ends, by the client or because the server stops. */
export async function hang(response: ServerResponse): Promise<void> {
  if (!response.closed) await once(response, "close");
}
