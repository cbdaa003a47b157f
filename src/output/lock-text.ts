import { renderVisible } from "../manual/visible.ts";
import type { LockChange, LockDifference } from "../resolve/compare-lock.ts";
import { FAULTS_CODE, type FaultKind, type LockFault } from "../resolve/lock-faults.ts";
import { entryNameProblem } from "../resolve/entry-name.ts";
import type { Lock, LockedFlow } from "../resolve/locked.ts";
import { count, shortSha } from "./count.ts";
import { paint } from "./style.ts";
import { renderTable, type Cell, type TableOptions } from "./table.ts";

/** The two files as their users would write them. */
export interface LockNames {
  readonly lock: string;
  /** The list of flows. */
  readonly list: string;
}

/** What a lock was asked for, as far as it changes what is said. */
export interface LockAsked {
  /** Whether everything was looked up anew. */
  readonly all: boolean;
  /** Whether the lockfile was written. */
  readonly written: boolean;
}

/** What `lock` did, or would do, for people. */
export function renderLockChanges(
  { changes, unchanged }: LockDifference,
  names: LockNames,
  { all, written }: LockAsked,
  options: TableOptions,
): string {
  if (changes.length === 0) return all ? renderNewest(names, unchanged) : renderFits(names, unchanged);
  const table = renderTable(["", "FLOW", "FROM", "TO", "REGISTRY"], changes.map(toRow), options);
  const numbers = (["added", "updated", "removed"] as const).flatMap((kind) => {
    const some = changes.filter((change) => change.kind === kind).length;
    return some === 0 ? [] : [`${some} ${kind}`];
  });
  const name = paint(options.colour, "bold", renderVisible(names.lock));
  return `${table}\n\n${name}: ${[...numbers, `${unchanged} unchanged`].join(", ")}${written ? "" : "; nothing was written"}\n`;
}

/** Newer versions may be there: nobody was asked. */
function renderFits({ lock, list }: LockNames, entries: number): string {
  return `${renderVisible(lock)} fits ${renderVisible(list)}: ${count(entries, "entry", "entries")}.\n`;
}

function renderNewest({ lock, list }: LockNames, entries: number): string {
  const number = count(entries, "entry", "entries");
  return `${renderVisible(lock)} is up to date: ${renderVisible(list)} asks for nothing newer (${number}).\n`;
}

const SIGNS = { added: ["+", "green"], updated: ["~", "yellow"], removed: ["-", "red"] } as const;

function toRow(change: LockChange): readonly Cell[] {
  const [sign, style] = SIGNS[change.kind];
  const from = change.kind === "added" ? "" : renderMeaning(change.from);
  const to = change.kind === "removed" ? "" : renderMeaning(change.to);
  // Where the same version means something else, what that is has to be told.
  const more = change.kind === "updated" && from === to ? ` (${change.differs.join(", ")})` : "";
  const { registry } = change.kind === "removed" ? change.from : change.to;
  return [
    { text: sign, style },
    { text: change.of === "flow" ? change.name : `  ${change.name}`, style: change.of === "flow" ? null : "dim" },
    { text: from, style: change.kind === "removed" ? style : null },
    { text: `${to}${more}`, style: change.kind === "removed" ? null : style },
    { text: registry ?? "a local file", style: "dim" },
  ];
}

/** `1.2.3 at 0123abcd`, or the commit alone, or the digest of what lies on disk. */
function renderMeaning({ version, commit, digest }: LockedFlow): string {
  const at = commit === null ? digest.slice(0, "sha256:".length + 12) : shortSha(commit);
  return version === null ? at : `${version} at ${at}`;
}

/** The same for machines. */
export function toLockJson({ changes, unchanged }: LockDifference, path: string, lock: Lock, written: boolean): object {
  const flows = [...lock.flows].map(([name, { reference, locked }]) => ({ name, reference, ...locked }));
  const dependencies = [...lock.dependencies].map(([reference, locked]) => ({ reference, ...locked }));
  return { schema: 1, path, written, changes, unchanged, flows, dependencies };
}

const FAULTS: Readonly<Record<FaultKind, string>> = {
  missing: "not in the lockfile",
  "other-reference": "another reference",
  "too-many": "nothing asks for it",
  disagrees: "one reference, two meanings",
  "dependency-missing": "used, and not in the lockfile",
  unfit: "not what the reference can mean",
  "other-registry": "another registry here",
  "local-changed": "the files here were changed",
  "tag-moved": "the tag was moved or deleted",
  gone: "not to be had any more",
  "other-file": "the version is something else",
  "other-bytes": "other bytes",
};

/** What `lock --check` found, for people. */
export function renderLockFaults(faults: readonly LockFault[], names: LockNames, entries: number, options: TableOptions): string {
  if (faults.length === 0) return renderFits(names, entries);
  const rows = faults.map(({ name, fault, wanted, locked }): readonly Cell[] => [
    { text: name, style: null },
    { text: FAULTS[fault], style: "red" },
    { text: wanted ?? "", style: null },
    { text: locked ?? "", style: null },
  ]);
  const table = renderTable(["FLOW", "WHAT", "NOW", "LOCKED"], rows, options);
  const name = paint(options.colour, "bold", renderVisible(names.lock));
  const of = (kinds: ReadonlySet<FaultKind>): readonly string[] =>
    faults.filter(({ fault }) => kinds.has(fault)).map((fault) => fault.name);
  const [local, foreign, edited] = [of(LOCAL), of(FOREIGN), of(EDITED)];
  const ways = [
    ...(faults.length > local.length + foreign.length ? ["Run flow-tagbot lock, look at what changed, and commit it."] : []),
    ...(edited.length > 0 ? ["No lock writes what a reference cannot mean: find out who edited the lockfile."] : []),
    ...(local.length > 0 ? [`Files here were changed since they were locked. If that was meant: ${renderUpdates(local)}`] : []),
    ...(foreign.length > 0
      ? [`A registry gives something else than it did: find out why before this accepts it: ${renderUpdates(foreign)}`]
      : []),
  ];
  return `${table}\n\n${name} does not fit.\n${ways.map((way) => `${way}\n`).join("")}`;
}

/** The commands for some entries; a dependency is updated with what uses it. */
function renderUpdates(names: readonly string[]): string {
  const own = [...new Set(names)];
  const isPlain = own.length <= MOST_NAMED && own.every((name) => entryNameProblem(name) === null);
  return isPlain ? own.map((name) => `flow-tagbot lock --update ${name}`).join(", ") : "flow-tagbot lock --update";
}

const MOST_NAMED = 3;

const EDITED: ReadonlySet<FaultKind> = new Set(["unfit"]);
const LOCAL: ReadonlySet<FaultKind> = new Set(["local-changed"]);
/** What a plain `lock` leaves as it is. */
const FOREIGN: ReadonlySet<FaultKind> = new Set(["other-registry", "tag-moved", "gone", "other-file", "other-bytes"]);

/** The same for machines. */
export function toLockFaultsJson(faults: readonly LockFault[], path: string, entries: number): object {
  const code = faults.length === 0 ? null : FAULTS_CODE;
  return { schema: 1, path, upToDate: faults.length === 0, code, entries, faults };
}
