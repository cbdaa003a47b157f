import { fault } from "./fault.ts";
import type { Fault } from "./fault.ts";
import type { RegistryName } from "./reference.ts";

const LONGEST = 200;
const NAME = /^[A-Za-z][A-Za-z0-9_-]*$/;
const LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
/** A host name, an IPv4 address or an IPv6 address in brackets, with a port or without. */
const HOST = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*|\\[[0-9A-Fa-f:.]{2,45}\\])(?::[1-9]\\d{0,4})?$`);
/** GitHub's accounts have letters, digits and hyphens, those that a company manages an underscore too. */
const OWNER = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
/** What GitHub, GitLab, Gitea and others allow in names of groups and repositories; `~` begins a user's name on some. */
const PART = /^[A-Za-z0-9._~][A-Za-z0-9._~+-]*$/;

const ADVICE =
  "A registry is a configured name (`team`), or an address without `https://`: `owner/repo` on GitHub, `host/owner/repo` elsewhere.";

const FOLDER = /^(?:\.{1,2}|~)\//;
const FOLDER_ADVICE = "Give the folder a name with `flow-tagbot registry add <name> <folder>`, and write that name after `@`.";

/** What stands between `@` and `#`: nothing, a name or an address. Null: none of these by its form, so that it may be a version. */
export function readRegistry(text: string): RegistryName | Fault | null {
  if (text === "") return { kind: "default" };
  if (text.length > LONGEST) return fault(LONGEST, `the registry is longer than ${LONGEST} characters`, null, ADVICE);
  if (NAME.test(text)) return { kind: "name", name: text };
  return text.includes("/") || text.includes(":") ? readAddress(text) : null;
}

/** What was most likely meant by an address with a user in it, as git and ssh spell them; null for anything else. */
export function dropUser(text: string): string | null {
  const [, host, path] = /^(?:ssh:\/\/|https?:\/\/)?[^@/]*@([^@/:]+)[:/]([^@]+)$/.exec(text) ?? [];
  return host === undefined || path === undefined ? null : correct(`${host}/${path}`);
}

function readAddress(text: string): RegistryName | Fault {
  if (FOLDER.test(text)) return fault(0, "a folder has no address here", null, FOLDER_ADVICE);
  const afterScheme = /^(?:https?|ssh):\/\/(.*)$/.exec(text)?.[1];
  if (afterScheme !== undefined) return fault(0, "an address has no scheme here", () => correct(afterScheme), ADVICE);
  const parts = text.split("/");
  const starts = parts.map((_, index) => parts.slice(0, index).reduce((length, part) => length + part.length + 1, 0));
  const bad = parts.findIndex((part, index) => part === "" || (index > 0 && !isPart(part)));
  const [first = "", ...path] = parts;
  if (bad >= 0) {
    const at = (starts[bad] ?? 0) + badIndex(parts[bad] ?? "", /[^A-Za-z0-9._~+-]/);
    const what = parts[bad] === "" ? "empty" : "no name of an account or a repository";
    return fault(at, `a part of the address is ${what}`, () => correct(text), ADVICE);
  }
  if (path.length > 1) {
    if (isHost(first)) return { kind: "address", host: first.toLowerCase(), path: path.join("/") };
    return fault(badIndex(first, /[^A-Za-z0-9.:[\]-]/), "it is no host", null, ADVICE);
  }
  if (/[.:[\]]/.test(first)) {
    return fault(text.length, "a host needs owner and repository after it", () => correct(text.replace(":", "/")), ADVICE);
  }
  if (!OWNER.test(first)) return fault(badIndex(first, /[^A-Za-z0-9_-]/), "GitHub has no such account", null, ADVICE);
  return { kind: "address", host: null, path: text };
}

function isPart(text: string): boolean {
  return PART.test(text) && !/^\.{1,2}$/.test(text);
}

function isHost(text: string): boolean {
  return HOST.test(text) && Number(/:(\d+)$/.exec(text)?.[1] ?? 1) <= 65_535;
}

function badIndex(text: string, bad: RegExp): number {
  return Math.max(text.search(bad), 0);
}

/** Without empty parts, if it is an address then. */
function correct(text: string): string | null {
  const shorter = text
    .split("/")
    .filter((part) => part !== "")
    .join("/");
  return /^[^/:]+(:\d+)?\/[^:]+$/.test(shorter) && readAddress(shorter).kind === "address" ? shorter : null;
}
