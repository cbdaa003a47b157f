import { isAbsolute } from "node:path";
import { failure } from "../../model/failure.ts";

/** Name and password for one server; they reach git through the environment of its process only. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/** An address that git may be given: checked, and without what is secret in it. */
export interface RegistryUrl {
  readonly url: string;
  readonly kind: "http" | "ssh" | "git" | "file";
  /** Scheme, host and port of an http(s) URL, as git's settings name it; null for all others. */
  readonly origin: string | null;
  /** Name that an http(s) URL asks to log in with; null: none, or with a password. */
  readonly user: string | null;
  /** Name and password that were in an http(s) URL. */
  readonly login: Login | null;
}

const FIX =
  "Give an https, http, ssh, git or file URL, `user@host:path`, or an absolute path. Programs (`ext::`) and options are no registries.";
/** Neither host nor path may begin with a dash, and `<scheme>::` would name a helper program. */
const SCP = /^(?:[\w.+~-]+@)?(?!-)[\w.-]+:(?![-:])[^\0]+$/;
// eslint-disable-next-line no-control-regex -- these must not be in an address
const CONTROL = /[\0-\x1f\x7f]/;

/** Reads a registry's address. Throws a Failure for everything that git would take for an option, a program or a relative path. */
export function readRegistryUrl(text: string): RegistryUrl {
  const plain = { url: text, origin: null, user: null, login: null };
  if (CONTROL.test(text) || text.startsWith("-")) throw refuse(text);
  if (isAbsolute(text)) return { ...plain, kind: "file" };
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1];
  if (scheme === undefined) {
    if (!SCP.test(text) || text.includes("\\")) throw refuse(text);
    return { ...plain, kind: "ssh" };
  }
  // Git and URL parsers disagree about backslashes and spaces, and so about the host.
  if (/[\s\\]/.test(text) || scheme !== scheme.toLowerCase() || !URL.canParse(text)) throw refuse(text);
  const { protocol, origin, username, password, hostname } = new URL(text);
  if (hostname.startsWith("-") || username.startsWith("-")) throw refuse(text);
  switch (protocol) {
    case "file:":
      return { ...plain, kind: "file" };
    case "ssh:":
      if (password !== "") throw refuse(text);
      return { ...plain, kind: "ssh" };
    case "git:":
      return { ...plain, kind: "git" };
    case "http:":
    case "https:":
      return {
        url: text.replace(/^(https?:\/\/)[^/?#]*@/, "$1"),
        kind: "http",
        origin,
        user: username === "" || password !== "" ? null : decode(username, text),
        login: password === "" ? null : { user: decode(username, text), password: decode(password, text) },
      };
    default:
      throw refuse(text);
  }
}

/** The text with the credentials of all URLs in it left out; takes linear time, since servers write much of it. */
export function withoutCredentials(text: string): string {
  return text.replace(/:\/\/[^\s/'"]*@/g, "://");
}

function decode(part: string, text: string): string {
  try {
    const decoded = decodeURIComponent(part);
    // A line feed would be the next line of what git is told.
    if (!CONTROL.test(decoded)) return decoded;
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
  }
  throw refuse(text);
}

function refuse(text: string): Error {
  return failure("registry-source-invalid", `${JSON.stringify(withoutCredentials(text))} is no address that git may be given.`, FIX);
}
