import type { IncomingMessage } from "node:http";
import { notFound, problem, type Answer } from "./answer.ts";
import { findOperation, type Found } from "./api-description.ts";
import { assetRoutes } from "./assets.ts";
import { callerOf, refusal, scopeHeaders, type Caller } from "./callers.ts";
import { apiCheck } from "./check-api.ts";
import { issueRoutes } from "./issues.ts";
import { isRecord, record } from "./json.ts";
import { apiVersions, isApiVersion, type ApiVersion } from "./json-schema.ts";
import { labelRoutes } from "./labels.ts";
import { objectRoutes } from "./objects.ts";
import { rateLimitHeaders, showRateLimit, spend, type RateLimit } from "./rate-limit.ts";
import { refRoutes } from "./refs.ts";
import { releaseRoutes } from "./releases.ts";
import { jsonReply, type Reply } from "./reply.ts";
import { repositoryRoutes } from "./repositories.ts";
import type { Routes, Upload } from "./routes.ts";
import type { Repository, Site } from "./state.ts";
import type { WriteWindow } from "./write-window.ts";

const routes: Routes = {
  ...assetRoutes,
  ...issueRoutes,
  ...labelRoutes,
  ...objectRoutes,
  ...refRoutes,
  ...releaseRoutes,
  ...repositoryRoutes,
};

export type ApiContext = {
  readonly site: Site;
  readonly rate: RateLimit;
  readonly writes: WriteWindow;
  readonly tokens: ReadonlyMap<string, Caller>;
  readonly findRepository: (owner: string, name: string) => Repository | undefined;
  readonly report: (violation: string) => void;
};

export type ApiRequest = {
  readonly method: string;
  /** Path below the API's root. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
  /** Set for what comes to the address for uploads, which takes nothing else. */
  readonly upload: Upload | undefined;
};

/** Answers one request of the REST API; request and answer are both checked against the API description. */
export async function serveApi(context: ApiContext, request: ApiRequest): Promise<Reply> {
  const asked = String(request.headers["x-github-api-version"] ?? apiVersions[0]);
  const version = isSupported(context.site, asked) ? asked : undefined;
  const answer = version === undefined ? unsupported(asked) : await checkedAnswer(context, request, version);
  const selected = version === undefined ? {} : { "x-github-api-version-selected": version };
  const enterprise = context.site.ghes ? { "x-github-enterprise-version": "3.19.0" } : {};
  const scopes = scopeHeaders(callerOf(request.headers.authorization, context.tokens));
  const headers = { ...rateLimitHeaders(context.site, context.rate), ...selected, ...enterprise, ...scopes, ...answer.headers };
  if (Buffer.isBuffer(answer.body)) return { status: answer.status, headers, body: answer.body };
  return jsonReply(answer.status, answer.body, headers);
}

function isSupported(site: Site, version: string): version is ApiVersion {
  return isApiVersion(version) && (!site.ghes || version === apiVersions[0]);
}

function unsupported(version: string): Answer {
  return problem(400, `The value '${version}' of X-GitHub-Api-Version is not a supported version.`);
}

async function checkedAnswer(context: ApiContext, request: ApiRequest, version: ApiVersion): Promise<Answer> {
  const { method, path, query, body } = request;
  if (request.headers["user-agent"] === undefined)
    return problem(403, "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.");
  const check = apiCheck(version);
  const wrong = check.checkRequest(method, path, query, body);
  wrong.forEach(context.report);
  const proper = await answerOf(context, request, version, wrong);
  // A file is no JSON, which is all that the description describes.
  if (Buffer.isBuffer(proper.body)) return proper;
  const answer = toVersion(proper, version);
  const faulty = check.checkResponse(method, path, answer.status, answer.body);
  faulty.forEach(context.report);
  return faulty.length === 0 ? answer : problem(500, faulty.join("; "));
}

async function answerOf(context: ApiContext, request: ApiRequest, version: ApiVersion, wrong: readonly string[]): Promise<Answer> {
  const caller = callerOf(request.headers.authorization, context.tokens);
  if (caller === undefined) return problem(401, "Bad credentials");
  const found = findOperation(request.method, request.path);
  if (found === undefined) return notFound;
  if ((found.operation.id === "repos/upload-release-asset") !== (request.upload !== undefined)) {
    context.report(`${request.method} ${request.path}: uploads, and only they, go to the release's upload_url`);
    return notFound;
  }
  if (found.operation.id === "rate-limit/get") return showRateLimit(context.site, context.rate, version === apiVersions[0]);
  const spent = spend(context.site, context.rate);
  if (spent !== undefined) return spent;
  const tooFast = request.method === "GET" || request.method === "HEAD" ? undefined : context.writes.take();
  if (tooFast !== undefined) return tooFast;
  if (found.operation.id === "meta/get") return showMeta(context.site);
  return repositoryAnswer(context, request, found, caller, wrong);
}

async function repositoryAnswer(
  context: ApiContext,
  request: ApiRequest,
  found: Found,
  caller: Caller,
  wrong: readonly string[],
): Promise<Answer> {
  const { params, operation } = found;
  const repository = context.findRepository(params["owner"] ?? "", params["repo"] ?? "");
  const route = routes[operation.id];
  if (repository === undefined)
    return caller.kind === "anonymous" && operation.method !== "GET" ? problem(401, "Requires authentication") : notFound;
  if (route === undefined) return problem(501, `The stand-in has no ${operation.id}.`);
  const refused = refusal(caller, repository, route.need);
  if (refused !== undefined) return refused;
  if (wrong.length > 0) return problem(422, `Invalid request.\n\n${wrong.join("\n")}`);
  const { upload = noUpload, query } = request;
  const accept = request.headers.accept ?? "";
  return route.answer({ site: context.site, repository, caller, params, query, body: record(request.body), upload, accept });
}

const noUpload: Upload = { content: Buffer.alloc(0), contentType: "" };

function showMeta(site: Site): Answer {
  const version = site.ghes ? { installed_version: "3.19.0" } : {};
  return { status: 200, body: { verifiable_password_authentication: false, ssh_keys: [], ...version } };
}

/** Fields that later versions of the API no longer have. */
const removed: Readonly<Record<ApiVersion, readonly string[]>> = {
  "2022-11-28": [],
  "2026-03-10": ["assignee", "merge_commit_sha"],
};

function toVersion(answer: Answer, version: ApiVersion): Answer {
  const without = (body: unknown): unknown =>
    isRecord(body) ? Object.fromEntries(Object.entries(body).filter(([name]) => !removed[version].includes(name))) : body;
  return { ...answer, body: Array.isArray(answer.body) ? answer.body.map(without) : without(answer.body) };
}
