import { failure, Failure } from "../../model/failure.ts";
import { INVISIBLE } from "../../model/invisible.ts";
import type { Problem } from "../../model/problem.ts";

const MOST_SEGMENTS = 32;
/** Of UTF-8, as Linux counts them; below what any file system refuses. */
const MOST_SEGMENT_BYTES = 200;
/** Windows takes 260 UTF-16 units for all of a path, where it was not told otherwise. Its own words are shown then. */
const MOST_BYTES = 1000;

// https://learn.microsoft.com/windows/win32/fileio/naming-a-file: also with an extension, and with spaces before it.
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(?:\..*)?$/i;
const RESERVED = /[<>:"|?*\\]/;
/** Git itself refuses these names; a hostile server need not. The second is what Windows may call the first. */
const GIT = /^(?:\.git|git~\d+)$/i;

/**
 * Why a registry's path is not written to disk, or null. The same on every system: what works on one must work on
 * all of them, and a path must mean the one place below the folder that it is joined to.
 */
export function pathProblem(path: string): string | null {
  if (Buffer.byteLength(path) > MOST_BYTES) return `it is longer than ${MOST_BYTES} bytes`;
  if (INVISIBLE.test(path)) return "it holds characters that cannot be seen";
  const reserved = RESERVED.exec(path);
  if (reserved !== null) return `it holds ${reserved[0]}, which not every system can write`;
  const segments = path.split("/");
  if (segments.length > MOST_SEGMENTS) return `it is more than ${MOST_SEGMENTS} folders deep`;
  for (const segment of segments) {
    const problem = segmentProblem(segment);
    if (problem !== null) return problem;
  }
  return null;
}

/** Fails with `registry-unsafe`, all paths named, where a path is unsafe or two of them are one file or folder on some disk. */
export function checkPaths(paths: readonly string[]): void {
  const problems: Problem[] = [];
  const known = new Map<string, Known>();
  for (const path of paths) {
    const reason = pathProblem(path) ?? collision(path, known);
    if (reason !== null) problems.push(toProblem(path, reason));
  }
  const [first, ...others] = problems;
  if (first !== undefined) throw new Failure([first, ...others]);
}

interface Known {
  readonly spelling: string;
  readonly isFile: boolean;
}

/** Many disks take names for one that differ in case or in how Unicode composes them, folders included. */
function collision(path: string, known: Map<string, Known>): string | null {
  for (let end = path.indexOf("/"); ; end = path.indexOf("/", end + 1)) {
    const isFile = end === -1;
    const spelling = isFile ? path : path.slice(0, end);
    const folded = fold(spelling);
    const other = known.get(folded);
    if (other !== undefined && (isFile || other.isFile || other.spelling !== spelling))
      return `on some disks it is the same as ${JSON.stringify(other.spelling)}`;
    known.set(folded, { spelling, isFile });
    if (isFile) return null;
  }
}

/** To upper case first: there are letters whose lower case alone does not meet (ß and ss, ſ and s). */
function fold(name: string): string {
  return name.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
}

function segmentProblem(segment: string): string | null {
  if (segment === "") return "it has an empty part before, between or after slashes";
  if (segment === "." || segment === "..") return `it has the part ${segment}, which leads elsewhere`;
  if (/[. ]$/.test(segment)) return "a part of it ends with a dot or a space";
  if (DEVICE.test(segment)) return `${segment} is the name of a device on Windows`;
  if (GIT.test(segment)) return `${segment} is a name that git keeps for itself`;
  if (Buffer.byteLength(segment) > MOST_SEGMENT_BYTES) return `a part of it is longer than ${MOST_SEGMENT_BYTES} bytes`;
  return null;
}

function toProblem(path: string, reason: string): Problem {
  return failure(
    "registry-unsafe",
    `The registry's path ${JSON.stringify(path.slice(0, 200))} is not written to disk: ${reason}.`,
    "Tell the registry's maintainers, and do not use this version.",
  ).problems[0];
}
