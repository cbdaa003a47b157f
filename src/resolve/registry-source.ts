import { isAbsolute, join, resolve } from "node:path";
import { failure } from "../model/failure.ts";
import { toRegistryId } from "./registry-id.ts";
import type { RegistryName } from "./reference.ts";
import type { RegistryEntry, RegistrySource, RegistryType } from "./source.ts";

/** What a written source is read with. */
export interface SourcePlaces {
  /** Absolute; relative paths are meant from it. */
  readonly folder: string;
  /** Absolute; what `~` stands for. */
  readonly home: string;
  /** Where `owner/repo` lies, such as `https://github.com`. */
  readonly serverUrl: string;
}

type Written =
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "repository"; readonly path: string }
  | { readonly kind: "address"; readonly host: string; readonly path: string }
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "scp"; readonly url: string };

const PATH = /^(?:[./\\~]|[A-Za-z]:[\\/])/;
const REPOSITORY = /^[A-Za-z0-9][A-Za-z0-9-]*\/(?!\.{1,2}$)[A-Za-z0-9._-]+$/;
const ADDRESS = /^((?:[A-Za-z0-9-]+\.[A-Za-z0-9.-]+|localhost|\[[0-9a-f:]+\])(?::\d+)?)\/((?:[A-Za-z0-9._~-]+\/)+[A-Za-z0-9._~-]+)$/;
const SCP = /^(?:[A-Za-z0-9._-]+@)?[A-Za-z0-9][A-Za-z0-9.-]+:(?!\/\/)[^\s:]+$/;
/** Longer ones are none; they would only cost time. */
const LONGEST = 1000;
const SCHEMES = ["https:", "http:", "ssh:", "git:", "file:"];
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/** The entry that a source stands for: paths absolute, its type the given one or what it looks like. `registry-source-invalid` with the reason. */
export function toEntry(
  {
    name,
    source,
    type,
    root,
  }: { readonly name: string; readonly source: string; readonly type: RegistryType | null; readonly root: string | null },
  places: SourcePlaces,
): RegistryEntry {
  const written = readWritten(source, type);
  switch (written.kind) {
    case "path": {
      if (type === "github")
        throw refused(source, "it is a path, and not a repository on GitHub", "Leave out --type, or write owner/repo.");
      return { name, type: type ?? "path", source: absolutePath(written.path, places), root };
    }
    case "repository":
      return type === "git"
        ? { name, type, source: `${origin(places)}/${written.path}`, root }
        : { name, type: "github", source: written.path, root };
    case "address":
      return toUrlEntry(addressUrl(written.host, written.path), name, type, root, places);
    case "url":
      return toUrlEntry(written.url, name, type, root, places);
    case "scp":
      if (type === "github") throw refused(source, "it is an address of SSH", "Leave out --type, or write owner/repo.");
      return { name, type: "git", source: written.url, root };
  }
}

/** Where a configured registry lies. */
export function toEntrySource({ name, type, source, root }: RegistryEntry, serverUrl: string): RegistrySource {
  const url = type === "github" && !source.includes("://") ? `${new URL(serverUrl).origin}/${source}` : source;
  return { name, type, url, id: toRegistryId(url), root };
}

/** Where a registry lies that a reference names by its address. */
export function toAddressSource(address: Extract<RegistryName, { kind: "address" }>, serverUrl: string): RegistrySource {
  const { host, path } = address;
  const written = host === null ? `${new URL(serverUrl).origin}/${path}` : addressUrl(host, path);
  const repository = githubPath(written, serverUrl);
  const url = repository === null ? written : `${new URL(serverUrl).origin}/${repository}`;
  return { name: null, type: repository === null ? "git" : "github", url, id: toRegistryId(url), root: null };
}

function toUrlEntry(url: string, name: string, type: RegistryType | null, root: string | null, places: SourcePlaces): RegistryEntry {
  if (type === "path") throw refused(url, "it is a URL, and not a path", "Leave out --type.");
  const own = githubPath(url, places.serverUrl);
  if (type !== "github")
    return own === null || type === "git" ? { name, type: "git", source: url, root } : { name, type: "github", source: own, root };
  if (own !== null) return { name, type, source: own, root };
  // Another server than the one of this environment, such as GitHub Enterprise.
  const elsewhere = githubPath(url, new URL(url).origin);
  if (elsewhere === null || !/^https?:/.test(url))
    throw refused(url, "it is not https://<host>/<owner>/<repo>", "Write that, or leave out --type.");
  return { name, type, source: `${new URL(url).origin}/${elsewhere}`, root };
}

function readWritten(source: string, type: RegistryType | null): Written {
  if (source.length > LONGEST) throw refused(null, `it is longer than ${LONGEST} characters`, ADVICE);
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (source.trim() === "" || /[\u0000-\u001f\u007f]/.test(source))
    throw refused(
      mayHoldPassword(source) ? null : source,
      source.trim() === "" ? "it is empty" : "it contains a control character",
      ADVICE,
    );
  if (type === "path" && !source.includes("://")) return { kind: "path", path: source };
  if (PATH.test(source)) return { kind: "path", path: source };
  if (source.includes("://")) return { kind: "url", url: checkedUrl(source) };
  const bare = source.replace(/\.git$/, "");
  if (REPOSITORY.test(bare)) return { kind: "repository", path: bare };
  const [, host, path] = ADDRESS.exec(source) ?? [];
  if (host !== undefined && path !== undefined) return { kind: "address", host, path };
  if (SCP.test(source)) return { kind: "scp", url: source };
  if (mayHoldPassword(source)) throw refused(null, "it is neither a URL nor an address such as git@host:owner/repo", ADVICE);
  throw refused(
    source,
    "it is neither owner/repo nor a URL nor a path",
    /^[\w.-]+$/.test(source) ? `For a folder write ./${source}` : ADVICE,
  );
}

function checkedUrl(source: string): string {
  if (!URL.canParse(source)) throw refused(null, "the URL cannot be read", ADVICE);
  const url = new URL(source);
  const { protocol, username, password, search, hash, pathname } = url;
  const shown = `${protocol}//${url.host}${pathname}`;
  if (!SCHEMES.includes(protocol)) throw refused(shown, `git does not read ${protocol}// here`, "Use https or ssh.");
  if (password !== "" || (username !== "" && protocol !== "ssh:"))
    throw refused(
      shown,
      "the URL has credentials in it, which the file would keep",
      `Write ${shown}; for the credentials see docs/registries.md.`,
    );
  if (search !== "" || hash !== "") throw refused(shown, "the URL has something after ? or #", `Write ${shown}`);
  if (protocol !== "file:" && /^\/*$/.test(pathname)) throw refused(shown, "the URL names no repository", ADVICE);
  return source.replace(/\/+$/, "");
}

function absolutePath(path: string, { folder, home }: SourcePlaces): string {
  if (/^~(?:[/\\]|$)/.test(path)) return join(home, path.slice(1));
  if (path.startsWith("~")) throw refused(path, "only ~ alone stands for a folder", "Write the path out.");
  return isAbsolute(path) ? resolve(path) : resolve(folder, path);
}

/** `owner/repo` of a URL on the server, or null. */
function githubPath(url: string, serverUrl: string): string | null {
  const { origin: at, pathname } = new URL(url);
  const path = pathname.slice(1).replace(/\.git$/, "");
  return at !== "null" && at === new URL(serverUrl).origin && REPOSITORY.test(path) ? path : null;
}

function addressUrl(host: string, path: string): string {
  return `${isLoopback(host) ? "http" : "https"}://${host}/${path}`;
}

/** Whether a host, with its port or without, is this machine, which may be talked to without encryption. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

function origin({ serverUrl }: SourcePlaces): string {
  return new URL(serverUrl).origin;
}

const ADVICE = "Write owner/repo, a URL such as https://host/owner/repo, or a path that starts with . or /";

/** What could hold one is not repeated. */
function mayHoldPassword(source: string): boolean {
  return source.includes("@");
}

/** Null: the source is not to be shown. */
function refused(source: string | null, reason: string, fix: string): Error {
  const shown = source === null ? "The source" : JSON.stringify(source);
  return failure("registry-source-invalid", `${shown} cannot be the source of a registry: ${reason}.`, fix);
}
