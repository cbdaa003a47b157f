import { spawn } from "node:child_process";
import type { IncomingMessage } from "node:http";
import { gitEnvironment } from "./bare-repository.ts";
import type { Reply } from "./reply.ts";

export type GitRequest = {
  readonly bareRepository: string;
  readonly method: string;
  /** Path below the repository: info/refs, git-upload-pack or git-receive-pack. */
  readonly service: string;
  readonly query: string;
  readonly headers: IncomingMessage["headers"];
  readonly login: string;
  readonly body: Buffer;
  readonly environment: Readonly<Record<string, string>>;
  /** Settings of git for this request alone. */
  readonly settings: Readonly<Record<string, string>>;
};

/** Answers a git request with git's own HTTP server, run as CGI (git-http-backend(1)). */
export function runGitBackend(request: GitRequest): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", ["http-backend"], { env: cgiEnvironment(request), stdio: ["pipe", "pipe", "inherit"] });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", () => {
      resolve(parseCgi(Buffer.concat(chunks)));
    });
    // The backend may answer and leave before it has read everything.
    child.stdin.on("error", () => undefined);
    child.stdin.end(request.body);
  });
}

function cgiEnvironment(request: GitRequest): Record<string, string> {
  const { headers } = request;
  return {
    ...gitEnvironment(request.settings),
    ...request.environment,
    GIT_PROJECT_ROOT: request.bareRepository,
    GIT_HTTP_EXPORT_ALL: "1",
    PATH_INFO: `/${request.service}`,
    QUERY_STRING: request.query,
    REQUEST_METHOD: request.method,
    CONTENT_TYPE: headers["content-type"] ?? "",
    CONTENT_LENGTH: String(request.body.length),
    HTTP_CONTENT_ENCODING: headers["content-encoding"] ?? "",
    GIT_PROTOCOL: String(headers["git-protocol"] ?? ""),
    REMOTE_USER: request.login,
    REMOTE_ADDR: "127.0.0.1",
  };
}

function parseCgi(output: Buffer): Reply {
  const end = output.indexOf("\r\n\r\n");
  if (end < 0) return { status: 500, headers: {}, body: output };
  const headers: Record<string, string> = {};
  for (const line of output.toString("latin1", 0, end).split("\r\n")) {
    const colon = line.indexOf(":");
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const { status = "200", ...others } = headers;
  return { status: Number.parseInt(status, 10), headers: others, body: output.subarray(end + 4) };
}
