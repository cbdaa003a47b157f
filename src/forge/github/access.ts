import { RequestError } from "@octokit/request-error";
import * as z from "zod/mini";
import type { Code } from "../../model/codes.ts";
import { Failure } from "../../model/failure.ts";
import type { Access } from "../../model/access.ts";
import type { Client, Place } from "./client.ts";
import { githubFailure, toRefusal } from "./failures.ts";
import { parseAnswer } from "./parse-answer.ts";

const REPOSITORY = z.object({
  private: z.boolean(),
  visibility: z.optional(z.string()),
  has_issues: z.boolean(),
  permissions: z.optional(z.object({ push: z.boolean(), admin: z.boolean() })),
});
const IMMUTABLE = z.object({ enabled: z.boolean() });
const VIEWER = z.object({ viewer: z.object({ login: z.string().check(z.minLength(1)) }) });
const META = z.object({
  ssh_keys: z.optional(z.array(z.string().check(z.regex(/^(ssh-[a-z0-9]+|ecdsa-sha2-nistp\d{3}) [A-Za-z0-9+/]+={0,2}$/)))),
});

type Headers = Readonly<Record<string, string | number | undefined>>;
type Repository = z.infer<typeof REPOSITORY>;

const REFUSED: ReadonlySet<Code> = new Set<Code>(["forge-denied", "forge-sso"]);

/** The login of what a workflow's own token does. */
const OWN_LOGIN = "github-actions[bot]";

/**
 * Reads what the server tells about token and repository. A single question that is refused leaves its fields null; a
 * token that is not accepted at all, or a server that cannot be reached, is a Failure.
 */
export async function readAccess(
  client: Client,
  place: Place,
  token: string | null,
  readLogin: () => Promise<string | null>,
): Promise<Access> {
  const found = await readRepository(client, place);
  return {
    login: await readLogin(),
    hasIssues: found?.repository.has_issues ?? null,
    scopes: found === null ? null : toScopes(found.headers, token),
    immutableReleases: await readImmutableReleases(client, place, found?.repository ?? null, token),
    rateLimit: found === null ? null : toRateLimit(found.headers),
  };
}

/**
 * With one request; null for a repository that the token does not see. What everybody in an enterprise can read
 * (`internal`) is neither private nor public.
 */
export async function isPrivate(client: Client, place: Place): Promise<boolean | null> {
  const found = await readRepository(client, place);
  return found === null || found.repository.visibility === "internal" ? null : found.repository.private;
}

/** The token's own login, asked once and remembered; null when there is no token, or it may not ask. */
export function createLogin(client: Client, token: string | null, ownToken: boolean): () => Promise<string | null> {
  let known: Promise<string | null> | null = null;
  return () => {
    known ??= readLogin(client, token, ownToken).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
}

/** The SSH host keys that the server says it has, as `type base64`; none where it does not say. */
export async function readServerKeys(client: Client): Promise<readonly string[]> {
  const { data } = await asked("The server's SSH keys could not be read", () => client.rest.meta.get());
  return parseAnswer(META, data, "one about the server").ssh_keys ?? [];
}

async function readRepository(
  client: Client,
  place: Place,
): Promise<{ readonly repository: Repository; readonly headers: Headers } | null> {
  return unlessRefused("The repository could not be read", async () => {
    const { data, headers } = await client.rest.repos.get({ ...place });
    return { repository: parseAnswer(REPOSITORY, data, "one about the repository"), headers };
  });
}

async function readLogin(client: Client, token: string | null, ownToken: boolean): Promise<string | null> {
  if (token === null) return null;
  if (ownToken) return OWN_LOGIN;
  return unlessRefused("The token's login could not be read", async () => {
    try {
      return parseAnswer(VIEWER, await client.graphql("{ viewer { login } }"), "one about the token").viewer.login;
    } catch (error) {
      // Refused in words, with status 200.
      if (error instanceof Error && error.name === "GraphqlResponseError") return null;
      throw error;
    }
  });
}

/** GitHub says 404 for "no"; but so does a server that does not know the question, and one that hides the answer from people. */
async function readImmutableReleases(
  client: Client,
  place: Place,
  repository: Repository | null,
  token: string | null,
): Promise<boolean | null> {
  if (token === null) return null;
  return unlessRefused("Whether releases are immutable could not be read", async () => {
    try {
      const { data } = await client.rest.repos.checkImmutableReleases({ ...place });
      return parseAnswer(IMMUTABLE, data, "one about immutable releases").enabled;
    } catch (error) {
      const refusal = toRefusal(error);
      const hidden = repository === null || (!isAppToken(token) && repository.permissions?.admin !== true);
      if (refusal?.status === 404 && !hidden && !isEnterpriseServer(error)) return false;
      throw error;
    }
  });
}

/** Other tokens than classic ones have no scopes, whatever a header says. */
function toScopes(headers: Headers, token: string | null): readonly string[] | null {
  const scopes = headers["x-oauth-scopes"];
  if (typeof scopes !== "string" || token === null || !isClassic(token)) return null;
  return scopes
    .split(",")
    .map((scope) => scope.trim())
    .filter((scope) => scope !== "");
}

function toRateLimit(headers: Headers): Access["rateLimit"] {
  const [remaining, reset] = [toCount(headers["x-ratelimit-remaining"]), toCount(headers["x-ratelimit-reset"])];
  return remaining === null || reset === null ? null : { remaining, reset };
}

function toCount(text: string | number | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(String(text)) ? Number(text) : null;
}

/** https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats */
function isClassic(token: string): boolean {
  return /^(ghp_\w+|[0-9a-f]{40})$/.test(token);
}

function isAppToken(token: string | null): boolean {
  return token?.startsWith("ghs_") === true;
}

function isEnterpriseServer(error: unknown): boolean {
  return error instanceof RequestError && error.response?.headers["x-github-enterprise-version"] !== undefined;
}

/** Null when this very question is refused; what stands in the way of all questions is a Failure. */
async function unlessRefused<T>(what: string, ask: () => Promise<T>): Promise<T | null> {
  try {
    return await asked(what, ask);
  } catch (error) {
    if (error instanceof Failure && REFUSED.has(error.code)) return null;
    throw error;
  }
}

async function asked<T>(what: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof Failure ? error : githubFailure(what, error);
  }
}
