import { readdirSync } from "node:fs";
import { join } from "node:path";
import { toDigest } from "../../model/digest.ts";
import { isErrorCode } from "../../model/error-code.ts";
import type { EntryFacts } from "../cache.ts";
import { look, readRegular, refused } from "./disk.ts";
import { FILES, MARKER } from "./layout.ts";
import { parseMarker, type Marker } from "./marker.ts";
import { unseal } from "./sealed.ts";
import { readShape } from "./shape.ts";

/** A thousand files with long paths, and more. */
const MOST_MARKER_BYTES = 4 * 1024 * 1024;

export type Inspected =
  /** `usedAt`: milliseconds since 1970. */
  | { readonly kind: "whole"; readonly marker: Marker; readonly usedAt: number }
  | { readonly kind: "missing" }
  | { readonly kind: "damaged"; readonly why: string };

/**
 * Reads all of an entry: the marker, every file with its size and digest, and that there is nothing more. Links are
 * damage. A Failure where the disk refuses to read, which says nothing about the entry.
 */
export function inspectEntry(folder: string): Inspected {
  const there = look(folder);
  if (there === null) return { kind: "missing" };
  if (!there.isDirectory()) return { kind: "damaged", why: "it is a link or a file" };
  const kinds = listKinds(folder);
  if (kinds === null) return { kind: "missing" };
  const read = readMarker(folder);
  if (read.kind !== "whole") return read;
  const why = kinds.length === 2 ? filesProblem(join(folder, FILES), read.marker.facts) : extraProblem(kinds);
  return why === null ? read : { kind: "damaged", why };
}

/** The marker alone, which does not make an entry whole. */
export function readMarker(folder: string): Inspected {
  const read = readRegular(join(folder, MARKER), MOST_MARKER_BYTES);
  if (read.kind === "missing") return { kind: "damaged", why: `${MARKER} is missing` };
  if (read.kind === "wrong") return { kind: "damaged", why: `${MARKER}: ${read.why}` };
  const body = unseal(read.bytes.toString("utf8"));
  if (!body.ok) return { kind: "damaged", why: `${MARKER}: ${body.why}` };
  const marker = readShape(parseMarker, body.body);
  return marker === null
    ? { kind: "damaged", why: `${MARKER} does not hold what it should` }
    : { kind: "whole", marker, usedAt: read.usedAt };
}

/** Names in a folder, folders with a slash behind; null: no such folder. */
function listKinds(folder: string): readonly string[] | null {
  try {
    return readdirSync(folder, { withFileTypes: true }).map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
  } catch (error) {
    if (isErrorCode(error, "ENOENT")) return null;
    if (isErrorCode(error, "ENOTDIR")) return [];
    throw refused(folder, "read", error);
  }
}

function extraProblem(kinds: readonly string[]): string {
  const extra = kinds.find((name) => name !== MARKER && name !== `${FILES}/`);
  return extra === undefined ? `${FILES}/ is missing` : `${extra} does not belong to it`;
}

function filesProblem(folder: string, facts: EntryFacts): string | null {
  const files = new Map(facts.files.map((file) => [file.path, file]));
  const folders = new Set(facts.files.flatMap(({ path }) => foldersOf(path)));
  // From the top down and by what lies there: whatever is opened below is in a folder that is no link.
  const pending = [""];
  let found = 0;
  for (let inside = pending.pop(); inside !== undefined; inside = pending.pop()) {
    const kinds = listKinds(join(folder, inside));
    if (kinds === null) return `${inside === "" ? FILES : inside} is missing`;
    for (const name of kinds) {
      const path = inside + name;
      if (path.endsWith("/") && folders.has(path)) pending.push(path);
      else if (files.has(path)) found += 1;
      else return `${path} does not belong to it`;
    }
  }
  if (found < files.size) return `${facts.files.map(({ path }) => path).find((path) => !isThere(folder, path)) ?? "a file"} is missing`;
  for (const { path, size, digest } of facts.files) {
    const read = readRegular(join(folder, path), size);
    if (read.kind === "missing") return `${path} is missing`;
    if (read.kind === "wrong") return `${path}: ${read.why}`;
    if (read.bytes.length !== size) return `${path} has ${read.bytes.length} bytes instead of ${size}`;
    if (toDigest(read.bytes) !== digest) return `${path} has other content`;
  }
  return null;
}

function isThere(folder: string, path: string): boolean {
  return readRegular(join(folder, path), 0).kind !== "missing";
}

/** `a/`, `a/b/` for `a/b/c`. */
function foldersOf(path: string): readonly string[] {
  const folders: string[] = [];
  for (let end = path.indexOf("/"); end !== -1; end = path.indexOf("/", end + 1)) folders.push(path.slice(0, end + 1));
  return folders;
}
