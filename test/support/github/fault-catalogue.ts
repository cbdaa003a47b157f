import { problem, validationFailed } from "./answer.ts";
import {
  bodyTooLong,
  integrationRefusal,
  invalidTag,
  primaryLimit,
  restrictedTag,
  samlRefusal,
  secondaryText,
  takenTag,
  troubles,
  unfinishedUpload,
  usedTag,
} from "./fault-texts.ts";
import type { Fault, FaultAnswer, Moment } from "./faults.ts";
import type { LoggedRequest } from "./request-log.ts";

export type RequestSort = "read" | "write" | "git";

/** A fault with the requests that it makes sense for: those of a sort whose path fits. */
export type CatalogueEntry = {
  readonly name: string;
  readonly fault: Fault;
  readonly for: readonly RequestSort[];
  readonly path: RegExp;
  /** Whether a later run without the fault can succeed. */
  readonly passing: boolean;
};

const api = ["read", "write"] as const;
const every = ["read", "write", "git"] as const;
const any = /(?:)/u;
const releases = /\/releases(?:\/\d+)?$/u;

function entry(name: string, sorts: readonly RequestSort[], fault: Fault, path = any): CatalogueEntry {
  return { name, for: sorts, fault, path, passing: true };
}

function bothTimes(name: string, sorts: readonly RequestSort[], answer: FaultAnswer): readonly CatalogueEntry[] {
  return (["before", "after"] as const).map((when) => entry(`${name} ${when}`, sorts, { when, answer }));
}

function answered(name: string, sorts: readonly RequestSort[], answer: FaultAnswer, path = any): CatalogueEntry {
  return entry(name, sorts, { answer }, path);
}

function gitText(status: number, text: string, headers: Readonly<Record<string, string>> = {}): FaultAnswer {
  return { status, headers: { "content-type": "text/plain; charset=utf-8", ...headers }, body: `${text}\n` };
}

const connection: readonly CatalogueEntry[] = [
  ...troubles.flatMap((answer) => bothTimes(String(answer.status), every, answer)),
  ...bothTimes("reset", every, "reset"),
  answered("hang", every, "hang"),
  answered("slow", every, "slow"),
  answered("truncated", api, "truncate"),
  ...bothTimes("html", every, "html"),
];

const limits: readonly CatalogueEntry[] = [
  answered("403 secondary limit", api, problem(403, secondaryText)),
  answered("403 secondary limit with retry-after", api, problem(403, secondaryText, { "retry-after": "60" })),
  answered("429 with retry-after", every, problem(429, secondaryText, { "retry-after": "60" })),
  answered("403 primary limit", api, primaryLimit),
];

const refusals: readonly CatalogueEntry[] = [
  answered("401 bad credentials", api, problem(401, "Bad credentials")),
  answered("404 not allowed", api, problem(404, "Not Found")),
  answered("403 integration", api, integrationRefusal),
  answered("403 saml", api, samlRefusal),
  answered("409", ["write"], problem(409, "Conflict")),
];

const validations: readonly CatalogueEntry[] = [
  answered("422 validation", ["write"], validationFailed({ resource: "Release", code: "invalid", field: "target_commitish" }), releases),
  answered("422 already exists without it", ["write"], validationFailed(takenTag), releases),
  answered("422 rule violations", ["write"], validationFailed(restrictedTag, invalidTag), releases),
  answered("422 body too long", ["write"], bodyTooLong, /\/(?:releases|issues)(?:\/\d+)?(?:\/comments)?$/u),
  answered("422 used by an immutable release", ["write"], validationFailed(usedTag, restrictedTag, invalidTag), releases),
  answered("422 no valid tag", ["write"], validationFailed(invalidTag), releases),
  answered("410 issues disabled", api, problem(410, "Issues are disabled for this repo"), /\/issues(?:\/|$)/u),
  entry("502 unfinished upload", ["write"], { when: "after", answer: unfinishedUpload }, /\/releases\/\d+\/assets$/u),
];

/** A list whose next page is itself, once; and one whose next page is not there. Only lists follow links. */
const lists: readonly CatalogueEntry[] = [
  answered("link to the same page", ["read"], {
    link: ({ request, serverUrl }: Moment) => `<${serverUrl}/api/v3${request.path}${request.query}>; rel="next"`,
  }),
  answered("link to nowhere", ["read"], {
    link: ({ serverUrl }: Moment) => `<${serverUrl}/api/v3/repositories/0/nowhere?page=2>; rel="next"`,
  }),
];

const git: readonly CatalogueEntry[] = [
  answered(
    "git 401",
    ["git"],
    gitText(401, "Invalid username or token. Password authentication is not supported for Git operations.", {
      "www-authenticate": 'Basic realm="GitHub"',
    }),
  ),
  answered("git 403", ["git"], gitText(403, "Write access to repository not granted.")),
  answered("git 404", ["git"], gitText(404, "Repository not found.")),
];

/** Every known way to fail, by name. `skip` and `times` are the caller's: `github.fail(() => true, { ...entry.fault, skip: index })`. */
export const FAULTS: Readonly<Record<string, CatalogueEntry>> = Object.fromEntries(
  [...connection, ...limits, ...refusals, ...validations, ...lists, ...git].map((one) => [one.name, one]),
);

export function sortOf(request: LoggedRequest): RequestSort {
  if (request.kind === "git") return "git";
  return request.write ? "write" : "read";
}

/** Whether that request could really fail that way. */
export function fits(candidate: CatalogueEntry, request: LoggedRequest): boolean {
  return candidate.for.includes(sortOf(request)) && candidate.path.test(request.path);
}
