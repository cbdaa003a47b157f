import * as z from "zod/mini";
import { Failure } from "../../model/failure.ts";
import type { Client, Place } from "./client.ts";
import { githubFailure, toLimit, toRefusal } from "./failures.ts";
import { parseAnswer } from "./parse-answer.ts";
import { parseGraphqlPull, PULL_FIELDS, type FoundPull } from "./parse-pull-request.ts";

/** Pull requests by commit as far as GraphQL told them, and the commits that it did not answer about; `failure`: REST will not either. */
export interface Queried {
  readonly found: ReadonlyMap<string, readonly FoundPull[]>;
  readonly open: readonly string[];
  readonly failure: Failure | null;
}

/** Commits in one query: some thousand nodes, far below 500,000, and an answer well within ten seconds. */
const PER_QUERY = 40;

const ANSWER = z.object({
  repository: z.nullish(
    z.record(z.string(), z.nullish(z.object({ associatedPullRequests: z.nullish(z.object({ nodes: z.nullish(z.array(z.unknown())) })) }))),
  ),
});

/** Asks GraphQL about all commits; what is refused, cut off or not understood stays open, and is no failure, but for limits. */
export async function queryPullRequests(client: Client, place: Place, commits: readonly string[]): Promise<Queried> {
  const found = new Map<string, readonly FoundPull[]>();
  let failure: Failure | null = null;
  for (let start = 0; start < commits.length; start += PER_QUERY) {
    const batch = commits.slice(start, start + PER_QUERY);
    const answered = await queryBatch(client, place, batch);
    if (answered instanceof Failure) {
      failure = answered;
      break;
    }
    for (const [sha, pulls] of answered) found.set(sha, pulls);
    // A server that answers nothing at all will not answer the next query either.
    if (answered.size === 0) break;
  }
  return { found, open: commits.filter((sha) => !found.has(sha)), failure };
}

async function queryBatch(
  client: Client,
  { owner, repo }: Place,
  batch: readonly string[],
): Promise<ReadonlyMap<string, readonly FoundPull[]> | Failure> {
  const fields = batch.map((sha, index) => `c${index}: object(oid: "${sha}") { ... on Commit { ...pulls } }`);
  const query = `query($owner: String!, $repo: String!) {
  repository(owner: $owner, name: $repo) {
    ${fields.join("\n    ")}
  }
}
fragment pulls on Commit { associatedPullRequests(first: 5) { nodes { ${PULL_FIELDS} } } }`;
  try {
    return toPulls(await client.graphql(query, { owner, repo }), batch, true);
  } catch (error) {
    // Errors come with status 200, and with what could be answered all the same.
    if (isGraphqlError(error)) return unlessUnreadable(() => toPulls(error.data ?? {}, batch, false));
    if (error instanceof Failure) return error.code === "forge-unreadable" ? NOTHING : error;
    // REST shares the limits, and an error that is no answer is a bug.
    if (toRefusal(error) === null || toLimit(error, 0) !== null)
      return githubFailure("The pull requests of commits could not be read", error);
    return NOTHING;
  }
}

const NOTHING: ReadonlyMap<string, readonly FoundPull[]> = new Map();

/** In an answer without errors, a commit that is null is one that the server does not know. */
function toPulls(data: unknown, batch: readonly string[], whole: boolean): ReadonlyMap<string, readonly FoundPull[]> {
  const { repository } = parseAnswer(ANSWER, data, "one about pull requests");
  return new Map(
    batch.flatMap((sha, index): readonly (readonly [string, readonly FoundPull[]])[] => {
      const nodes = repository?.[`c${index}`]?.associatedPullRequests?.nodes;
      if (nodes == null) return whole && repository != null ? [[sha, []]] : [];
      return [[sha, nodes.filter((node) => node !== null).map(parseGraphqlPull)]];
    }),
  );
}

function unlessUnreadable<T>(read: () => ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  try {
    return read();
  } catch (error) {
    if (error instanceof Failure && error.code === "forge-unreadable") return new Map();
    throw error;
  }
}

function isGraphqlError(error: unknown): error is Error & { readonly data: unknown } {
  return error instanceof Error && error.name === "GraphqlResponseError" && "data" in error;
}
