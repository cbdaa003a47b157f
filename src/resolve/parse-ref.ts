import { findBranchNameProblem } from "../model/ref-name.ts";
import { INVISIBLE } from "../model/invisible.ts";
import { parseVersion } from "../model/version.ts";
import { fault, faultFailure } from "./fault.ts";
import { readRange } from "./parse-range.ts";
import type { Fault } from "./fault.ts";
import type { Ref } from "./reference.ts";

export type NamedRef = Exclude<Ref, { kind: "default" }>;

/** One version, fully spelled; what follows the three numbers is for semver to judge. */
const VERSION = /^(?:==?\s*)?v?(\d+\.\d+\.\d+(?:[-+].*)?)$/;

/** As git prints them. Capitals are left to names. */
const COMMIT = /^[0-9a-f]{7,40}$/;

/** What follows `#`, without it. Fails with `reference-invalid` or `range-unsupported`. */
export function parseRef(text: string): NamedRef {
  const ref = readRef(text);
  if (ref.kind === "fault") throw faultFailure(text, ref);
  return ref;
}

/** The same, with a fault as a value. */
export function readRef(text: string): NamedRef | Fault {
  if (text === "") return fault(0, "nothing follows #", null, "Write a version, range, branch, tag or commit after `#`, or leave it out.");
  const version = readVersion(text) ?? readRange(text);
  if (version !== null) return version;
  if (COMMIT.test(text)) return { kind: "commit", digits: text };
  return text.startsWith("refs/") ? readFull(text) : readName(text);
}

function readVersion(text: string): NamedRef | null {
  const stem = VERSION.exec(text)?.[1];
  if (stem === undefined || parseVersion(stem) === null) return null;
  return { kind: "version", version: stem };
}

function readFull(text: string): NamedRef | Fault {
  const start = "refs/".length;
  const problem = findNameProblem(text.slice(start));
  if (problem !== null) return fault(start + problem.at, problem.reason, null, FULL_ADVICE);
  if (!text.slice(start).includes("/")) return fault(text.length, "it ends after its kind", null, FULL_ADVICE);
  return { kind: "full", name: text };
}

const FULL_ADVICE = "Write the full name of a branch or tag, such as `refs/heads/main` or `refs/tags/code_review-v1.2.0`.";

function readName(text: string): NamedRef | Fault {
  const mark = /[@#]/.exec(text);
  if (mark !== null) {
    return fault(
      mark.index,
      mark[0] === "@" ? "@ stands behind #" : "there is another #",
      null,
      "The registry stands before `#`: `<flow>@<registry>#<ref>`. A branch or tag with `@` or `#` in its name is reached by its full name: `#refs/heads/<name>`.",
    );
  }
  const problem = findNameProblem(text);
  if (problem === null) return { kind: "name", name: text };
  const correct = (): string | null => {
    const trimmed = text.trim();
    return trimmed !== text && readRef(trimmed).kind !== "fault" ? trimmed : null;
  };
  return fault(problem.at, `no branch or tag has such a name: ${problem.reason}`, correct, NAME_ADVICE);
}

const NAME_ADVICE = "Write a version (`1.2.0`), a range (`^1.2`), a branch, a tag, or at least 7 digits of a commit.";

function findNameProblem(name: string): { readonly reason: string; readonly at: number } | null {
  const problem = findBranchNameProblem(name);
  if (problem !== null) return problem;
  const at = name.search(INVISIBLE);
  return at < 0 ? null : { reason: "it contains a character that cannot be seen", at };
}
