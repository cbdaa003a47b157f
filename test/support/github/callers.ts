import { problem, type Answer, notFound } from "./answer.ts";
import type { Repository } from "./state.ts";

export type Access = "none" | "read" | "write";

export type Permissions = {
  readonly contents: Access;
  readonly issues: Access;
  readonly pull_requests: Access;
  readonly administration: Access;
  /** Files in .github/workflows; a workflow's own token can never have it. */
  readonly workflows: Access;
};

/** `app` is an installation token, as the workflow's own token is; `user` a personal one; `anonymous` no token. */
export type Caller = {
  readonly kind: "app" | "user" | "anonymous";
  readonly login: string;
  readonly permissions: Permissions;
  /** Scopes of a classic personal token; other tokens have none, and no header that tells them. */
  readonly scopes: readonly string[] | null;
};

/** What an operation needs. */
export type Need = { readonly scope: keyof Permissions | "metadata"; readonly access: "read" | "write" };

/** What a workflow's own token can have at most: administration is never among it. */
export const writings: Permissions = {
  contents: "write",
  issues: "write",
  pull_requests: "write",
  administration: "none",
  workflows: "none",
};
export const readings: Permissions = { contents: "read", issues: "read", pull_requests: "read", administration: "none", workflows: "none" };
export const nothing: Permissions = { contents: "none", issues: "none", pull_requests: "none", administration: "none", workflows: "none" };

export const anonymous: Caller = { kind: "anonymous", login: "", permissions: nothing, scopes: null };

/** Whether the caller may bring workflow files to the repository that no branch has. */
export function mayChangeWorkflows(caller: Caller): boolean {
  return caller.scopes?.includes("workflow") ?? caller.permissions.workflows === "write";
}

/** The header that only classic personal tokens get. */
export function scopeHeaders(caller: Caller | undefined): Readonly<Record<string, string>> {
  return caller?.scopes == null ? {} : { "x-oauth-scopes": caller.scopes.join(", "), "x-accepted-oauth-scopes": "repo" };
}

export function mayPush(caller: Caller): boolean {
  return caller.permissions.contents === "write";
}

export function maySee(caller: Caller, repository: Repository): boolean {
  return !repository.isPrivate || caller.permissions.contents !== "none" || caller.permissions.issues !== "none";
}

/** The answer that refuses a call, or undefined when the caller may make it. */
export function refusal(caller: Caller, repository: Repository, need: Need): Answer | undefined {
  if (!maySee(caller, repository)) return notFound;
  if (need.scope === "metadata" || isGranted(caller, repository, { scope: need.scope, access: need.access })) return undefined;
  switch (caller.kind) {
    case "anonymous":
      return problem(401, "Requires authentication");
    case "user":
      if (caller.scopes === null) return lacking(need, "Resource not accessible by personal access token");
      return need.scope === "issues" ? undefined : notFound;
    case "app":
      return lacking(need, "Resource not accessible by integration");
  }
}

function lacking(need: Need, message: string): Answer {
  return problem(403, message, { "x-accepted-github-permissions": `${need.scope}=${need.access}` });
}

export function isGranted(caller: Caller, repository: Repository, need: { scope: keyof Permissions; access: "read" | "write" }): boolean {
  const granted = caller.permissions[need.scope];
  const isPublic = !repository.isPrivate && need.scope !== "administration";
  return granted === "write" || (need.access === "read" && (granted === "read" || isPublic));
}

/** The caller behind an Authorization header of the API, or undefined for credentials that nobody has. */
export function callerOf(header: string | undefined, tokens: ReadonlyMap<string, Caller>): Caller | undefined {
  if (header === undefined) return anonymous;
  return tokens.get(/^(?:token|bearer) (.+)$/iu.exec(header)?.[1] ?? "");
}

/** The same for git over HTTP, where the token is the password of Basic authentication. */
export function gitCallerOf(header: string | undefined, tokens: ReadonlyMap<string, Caller>): Caller | undefined {
  if (header === undefined) return anonymous;
  const encoded = /^basic (.+)$/iu.exec(header)?.[1] ?? "";
  const [, password = ""] = /^[^:]*:(.*)$/u.exec(Buffer.from(encoded, "base64").toString("utf8")) ?? [];
  return tokens.get(password);
}
