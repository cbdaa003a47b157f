import type { IncomingMessage } from "node:http";
import { problem, type Answer } from "./answer.ts";
import { callerOf, scopeHeaders, type Caller } from "./callers.ts";
import { record, textOf } from "./json.ts";
import { jsonReply, type Reply } from "./reply.ts";

/** Whether a GraphQL request could change anything. */
export function isMutation(body: unknown): boolean {
  return /^\s*mutation\b/u.test(textOf(record(body), "query") ?? "");
}

/** Answers GraphQL: who the caller is, and for every other query the error that comes with status 200. */
export function serveGraphql(body: unknown, headers: IncomingMessage["headers"], tokens: ReadonlyMap<string, Caller>): Reply {
  const caller = callerOf(headers.authorization, tokens);
  const answer = answerOf(textOf(record(body), "query"), caller);
  return jsonReply(answer.status, answer.body, scopeHeaders(caller));
}

function answerOf(query: string | undefined, caller: Caller | undefined): Answer {
  if (caller === undefined) return problem(401, "Bad credentials");
  if (caller.kind === "anonymous") return problem(401, "This endpoint requires you to be authenticated.");
  if (query === undefined) return problem(400, "A query attribute must be specified and must be a string.");
  const isViewer = /^\s*(?:query(?:\s+\w+)?\s*)?\{\s*viewer\s*\{\s*login\s*\}\s*\}\s*$/u.test(query);
  if (isViewer) return { status: 200, body: { data: { viewer: { login: caller.login } } } };
  const field = /^[^{]*\{\s*(\w+)/u.exec(query)?.[1] ?? "";
  const type = isMutation({ query }) ? "Mutation" : "Query";
  return {
    status: 200,
    body: {
      errors: [
        {
          path: [type.toLowerCase(), field],
          extensions: { code: "undefinedField", typeName: type, fieldName: field },
          locations: [{ line: 1, column: 1 }],
          message: `Field '${field}' doesn't exist on type '${type}'`,
        },
      ],
    },
  };
}
