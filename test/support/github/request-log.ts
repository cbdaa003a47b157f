import type { IncomingHttpHeaders } from "node:http";

/** One request as it arrived, and the status it was answered with: 0 until then, or when the connection was cut. */
export type LoggedRequest = {
  readonly kind: "api" | "git";
  readonly method: string;
  /** For the API the path below its root, as the API description writes it; for git the whole path. */
  readonly path: string;
  readonly query: string;
  /** Whether it could change anything. */
  readonly write: boolean;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON for the API, bytes for an upload; for a push the refs it wants to change. */
  readonly body: unknown;
  readonly status: number;
};

export type RequestLog = {
  readonly entries: readonly LoggedRequest[];
  /** Adds a request; the returned function notes what is learnt later. */
  readonly add: (request: LoggedRequest) => (later: Partial<Pick<LoggedRequest, "body" | "status">>) => void;
};

export function createRequestLog(): RequestLog {
  const entries: LoggedRequest[] = [];
  return {
    entries,
    add: (request) => {
      const index = entries.push(request) - 1;
      return (later) => {
        entries[index] = { ...(entries[index] ?? request), ...later };
      };
    },
  };
}
