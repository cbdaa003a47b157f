import { compareText } from "../model/compare-text.ts";
import { DIGEST } from "../model/digest.ts";
import { Failure, failure } from "../model/failure.ts";
import { INVISIBLE } from "../model/invisible.ts";
import { isObjectId } from "../model/object-id.ts";
import type { Problem } from "../model/problem.ts";
import { renderCommand } from "../model/quote.ts";
import { branchNameProblem, flowNameProblem } from "../model/ref-name.ts";
import { parseVersion, type VersionKind } from "../model/version.ts";
import { findConflictMarker } from "./conflict-marker.ts";
import { entryNameProblem } from "./entry-name.ts";
import { LOCKFILE } from "./lock-file.ts";
import { parseLockLines, type LockMap, type LockNode } from "./lock-lines.ts";
import type { Lock, LockedEntry, LockedFile, LockedFlow, LockedPart } from "./locked.ts";

const MAX_PROBLEMS = 20;
const MAX_TEXT = 1000;
const MERGE =
  "Take the file of one side (`git checkout --ours`, or --theirs), then run `flow-tagbot lock`. It adds what the other side had.";
const UPDATE = "Update flow-tagbot: this file was written by a newer one.";

/** What a lockfile says. Fails with `lock-invalid` and every problem in it; `path` only names the file. */
export function parseLock(text: string, path: string): Lock {
  const marker = findConflictMarker(text);
  if (marker !== null) throw toFailure(path, marker, "The file has the markers of a merge that was not finished", MERGE);
  const repair = `Take back what was committed (\`${renderCommand(["git", "checkout", path])}\`), or delete the file and run \`flow-tagbot lock\`, which looks everything up anew.`;
  const lines = parseLockLines(text);
  if (!lines.ok) throw toFailure(path, lines.line, lines.message, repair);
  const { root } = lines;
  const number = root.entries.get("lockfile");
  if (number?.kind !== "text" || !/^[1-9][0-9]{0,5}$/.test(number.text))
    throw toFailure(path, number?.line ?? 1, "The file does not say `lockfile: 1`, so it is no lockfile of flow-tagbot", repair);
  if (Number(number.text) > LOCKFILE)
    throw toFailure(path, number.line, `The file is of lockfile number ${number.text}, and this flow-tagbot reads ${LOCKFILE}`, UPDATE);

  const problems: Problem[] = [];
  const read = createReader((line, message) => problems.push(toProblem(path, line, message, repair)));
  read.onlyKeys(root, "", ["lockfile", "flows", "dependencies"]);
  const flows = read.maps(root, "flows").map(([name, map]): readonly [string, LockedEntry] => {
    const reason = entryNameProblem(name);
    if (reason !== null) read.problem(map.line, `The name ${JSON.stringify(name)} is not valid: ${reason}`);
    return [name, { reference: read.text(map, "reference", isText), locked: readFlow(map, ["reference"], read) }];
  });
  const dependencies = read.maps(root, "dependencies").map(([name, map]): readonly [string, LockedFlow] => [name, readFlow(map, [], read)]);
  if (!root.entries.has("flows")) read.problem(1, "The key flows is missing");
  const [first, ...more] = problems;
  if (first !== undefined) throw new Failure([first, ...more.slice(0, MAX_PROBLEMS - 1)]);
  return { flows: new Map(flows), dependencies: new Map(dependencies) };
}

function toProblem(path: string, line: number, message: string, fix: string): Problem {
  return { code: "lock-invalid", severity: "error", path, line, message: `${message}.`, fix };
}

function toFailure(path: string, line: number, message: string, fix: string): Failure {
  return new Failure([toProblem(path, line, message, fix)]);
}

interface Reader {
  readonly problem: (line: number, message: string) => void;
  readonly onlyKeys: (map: LockMap, where: string, known: readonly string[]) => void;
  /** A text that has to be there and to pass the test; "" after a problem. */
  readonly text: (map: LockMap, key: string, test: (text: string) => boolean) => string;
  /** The same, and null where the key is not there. */
  readonly maybe: (map: LockMap, key: string, test: (text: string) => boolean) => string | null;
  /** The entries of a map that may not be there. */
  readonly entries: (map: LockMap, key: string) => readonly (readonly [string, LockNode])[];
  /** The same, where each is a map. */
  readonly maps: (map: LockMap, key: string) => readonly (readonly [string, LockMap])[];
  readonly maybeText: (node: LockNode, test: (text: string) => boolean, what: string) => string;
}

function createReader(problem: Reader["problem"]): Reader {
  const maybeText: Reader["maybeText"] = (node, test, what) => {
    if (node.kind === "text" && test(node.text)) return node.text;
    problem(node.line, `${what} is ${node.kind === "text" ? shown(node.text) : "a map"}, which is not what belongs there`);
    return "";
  };
  const maybe: Reader["maybe"] = (map, key, test) => {
    const node = map.entries.get(key);
    return node === undefined ? null : maybeText(node, test, `The value of ${key}`);
  };
  const entries: Reader["entries"] = (map, key) => {
    const node = map.entries.get(key);
    if (node === undefined || node.kind === "map") return [...(node?.entries ?? [])].toSorted(([a], [b]) => compareText(a, b));
    problem(node.line, `The value of ${key} is a text, and should be a map`);
    return [];
  };
  return {
    problem,
    maybe,
    maybeText,
    entries,
    text(map, key, test) {
      const value = maybe(map, key, test);
      if (value === null) problem(map.line, `The key ${key} is missing`);
      return value ?? "";
    },
    maps: (map, key) =>
      entries(map, key).flatMap(([name, node]): readonly (readonly [string, LockMap])[] => {
        if (node.kind === "map") return [[name, node]];
        problem(node.line, `The value of ${shown(name)} is a text, and should be a map`);
        return [];
      }),
    onlyKeys(map, where, known) {
      for (const [key, { line }] of map.entries)
        if (!known.includes(key))
          problem(line, `${shown(key)} is not a key${where === "" ? "" : ` of ${where}`} in a lockfile of number ${LOCKFILE}`);
    },
  };
}

const FLOW_KEYS = [
  "registry",
  "flow",
  "version",
  "kind",
  "tag",
  "commit",
  "path",
  "digest",
  "content",
  "files",
  "prompts",
  "schemas",
  "workflows",
  "flows",
] as const;

function readFlow(map: LockMap, more: readonly string[], read: Reader): LockedFlow {
  read.onlyKeys(map, "a flow", [...more, ...FLOW_KEYS]);
  const registry = read.maybe(map, "registry", isText);
  const version = read.maybe(map, "version", isVersion);
  const kind = read.maybe(map, "kind", (text) => toKind(text) !== null);
  const commit = read.maybe(map, "commit", isObjectId);
  const tag = read.maybe(map, "tag", (text) => branchNameProblem(text) === null);
  const digest = read.text(map, "digest", isDigest);
  const files = readFiles(map, "files", read);
  const content = read.maybe(map, "content", isDigest);
  if ((content === null) !== (files.length === 0)) read.problem(map.line, "The keys content and files belong together, and one is missing");
  if (commit === null && tag !== null) read.problem(map.line, "A flow with a tag has a commit, and this one has none");
  if (registry === null && (commit !== null || version !== null))
    read.problem(map.line, "A flow with a commit or version is of a registry, and this one is of none");
  if (version === null && kind !== null) read.problem(map.line, "A flow with a kind has a version, and this one has none");
  return {
    registry,
    // A local file is called as it was given.
    flow: read.text(map, "flow", registry === null ? isText : (text) => flowNameProblem(text) === null),
    version,
    kind: version === null ? null : (toKind(kind ?? "stable") ?? "stable"),
    tag,
    commit,
    path: read.text(map, "path", registry === null ? isText : isSafePath),
    digest,
    contentDigest: content ?? digest,
    files,
    prompts: readParts(map, "prompts", read),
    schemas: readParts(map, "schemas", read),
    workflows: readFiles(map, "workflows", read),
    uses: read
      .entries(map, "flows")
      .map(([written, node]) => ({ written, reference: read.maybeText(node, isText, `The flow ${shown(written)}`) })),
  };
}

function readFiles(map: LockMap, key: string, read: Reader): readonly LockedFile[] {
  return read.entries(map, key).map(([path, node]) => {
    if (!isSafePath(path)) read.problem(node.line, `The path ${shown(path)} is not one of a file in a registry`);
    return { path, digest: read.maybeText(node, isDigest, `The digest of ${shown(path)}`) };
  });
}

function readParts(map: LockMap, key: string, read: Reader): readonly LockedPart[] {
  return read.maps(map, key).flatMap(([id, ranges]) =>
    // Read again through the map that it is in, which is the only one that knows the name.
    read.maps({ ...map, entries: new Map([[id, ranges]]) }, id).map(([range, part]): LockedPart => {
      if (part.entries.size === 0) return { id, range, found: null };
      read.onlyKeys(part, "a range", ["version", "path", "digest"]);
      const version = read.text(part, "version", isVersion);
      return { id, range, found: { version, path: read.text(part, "path", isSafePath), digest: read.text(part, "digest", isDigest) } };
    }),
  );
}

function toKind(text: string): VersionKind | null {
  return text === "stable" || text === "prerelease" || text === "variant" ? text : null;
}

function isVersion(text: string): boolean {
  return parseVersion(text) !== null;
}

function isDigest(text: string): boolean {
  return DIGEST.test(text);
}

function isText(text: string): boolean {
  return text !== "" && text.length <= MAX_TEXT && !INVISIBLE.test(text);
}

/** Whether a path stays inside of the folder that it is meant from, on every system. */
export function isSafePath(path: string): boolean {
  return isText(path) && !path.includes("\\") && path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

function shown(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

/** A lockfile that is not there. */
export function lockMissing(path: string): Failure {
  return failure("frozen-missing", `There is no ${path}.`, "Run `flow-tagbot lock` and commit what it writes.");
}
