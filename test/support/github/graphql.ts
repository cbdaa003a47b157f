import type { IncomingMessage } from "node:http";
import { problem, type Answer } from "./answer.ts";
import { callerOf, maySee, scopeHeaders, type Caller } from "./callers.ts";
import { answerPulls, parsePullsQuery, type PullsQuery } from "./graphql-pulls.ts";
import { record, textOf } from "./json.ts";
import { jsonReply, type Reply } from "./reply.ts";
import type { Repository, Site } from "./state.ts";

export type GraphqlContext = {
  readonly site: Site;
  readonly tokens: ReadonlyMap<string, Caller>;
  readonly findRepository: (owner: string, name: string) => Repository | undefined;
};

/** Whether a GraphQL request could change anything. */
export function isMutation(body: unknown): boolean {
  return /^\s*mutation\b/u.test(textOf(record(body), "query") ?? "");
}

/** Answers GraphQL: who the caller is, the pull requests of commits, and for every other query the error that comes with status 200. */
export async function serveGraphql(body: unknown, headers: IncomingMessage["headers"], context: GraphqlContext): Promise<Reply> {
  const caller = callerOf(headers.authorization, context.tokens);
  const query = textOf(record(body), "query");
  const pulls = query === undefined ? undefined : parsePullsQuery(query, record(body)["variables"]);
  const answer =
    pulls === undefined || caller === undefined || caller.kind === "anonymous"
      ? answerOf(query, caller)
      : await answerPullsQuery(pulls, caller, context);
  return jsonReply(answer.status, answer.body, scopeHeaders(caller));
}

async function answerPullsQuery(query: PullsQuery, caller: Caller, { site, findRepository }: GraphqlContext): Promise<Answer> {
  const repository = findRepository(query.owner, query.name);
  if (repository !== undefined && maySee(caller, repository))
    return { status: 200, body: await answerPulls(query, repository, site, caller) };
  const message = `Could not resolve to a Repository with the name '${query.owner}/${query.name}'.`;
  const error = { type: "NOT_FOUND", path: ["repository"], locations: [{ line: 1, column: 1 }], message };
  return { status: 200, body: { data: { repository: null }, errors: [error] } };
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
