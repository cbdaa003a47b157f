import Range from "semver/classes/range.js";
import { fault, faultFailure } from "./fault.ts";
import { toNpmRange } from "./npm-range.ts";
import type { Fault } from "./fault.ts";
import type { VersionRange } from "./reference.ts";

/** Begins as only ranges do. Git would allow some of it at the beginning of a branch's name, which is reached by its full name. */
const OPERATOR = /^[<>=~^!*|,]/;

/** `1`, `1.2`, `v1`, `1.x`, `1.2.*`; integers of seven digits and more are left for commits. */
const PARTIAL = /^v?(?:(?:0|[1-9]\d{0,5})|(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*|[xX*])){1,2})$/;

/** Several versions in a row; no name has a space or such a beginning with `,` or `|`. */
const LIST = /^v?\d[^ ,|]*[ ,|]/;

const ANY = new Range("*");

/** The newest version. */
export const LATEST: VersionRange = { kind: "range", text: "latest", range: ANY };

/**
 * The range that npm's or Poetry's spelling means (docs/versions.md has the table); null for what is none. Fails with
 * `range-unsupported` for what looks like one and cannot be taken as it is, naming the equivalent where there is one.
 */
export function parseRange(text: string): VersionRange | null {
  const range = readRange(text);
  if (range?.kind === "fault") throw faultFailure(text, range);
  return range;
}

/** The same, with a fault as a value. */
export function readRange(text: string): VersionRange | Fault | null {
  if (text === LATEST.text) return LATEST;
  const partial = PARTIAL.test(text);
  if (!partial && !OPERATOR.test(text) && !LIST.test(text)) return null;
  if (text.trim() !== text) return unsupported("it ends with a space", () => text.trim());
  const npm = toNpmRange(text);
  if (npm.kind === "npm") {
    const range = toRange(npm.text);
    if (range !== null) return { kind: "range", text, range };
    // A number that no version can have: it may be a name.
    return partial ? null : unsupported("a number or a word in it is none that versions have", null);
  }
  const { reason, equivalent } = npm;
  return unsupported(reason, () => (equivalent !== null && toRange(equivalent) !== null ? equivalent : null));
}

function toRange(text: string): Range | null {
  if (text === "") return null;
  try {
    return new Range(text);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function unsupported(reason: string, correct: (() => string | null) | null): Fault {
  return { ...fault(0, reason, correct, ADVICE), code: "range-unsupported" };
}

const ADVICE =
  "Write the range as npm does, such as `^1.2`, `~1.2.0`, `1.x`, `>=1.2 <2` or `1.x || 3.x`. A branch or tag that begins like one is reached by its full name: `refs/heads/<name>`.";
