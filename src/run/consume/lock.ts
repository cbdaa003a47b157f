import { dirname } from "node:path";
import { failure, Failure } from "../../model/failure.ts";
import type { Problem } from "../../model/problem.ts";
import { compareLocks, type LockDifference } from "../../resolve/compare-lock.ts";
import { findMisfitOf } from "../../resolve/lock-fit.ts";
import { planLock, type LockUpdate } from "../../resolve/plan-lock.ts";
import type { FlowsEntry } from "../../resolve/flows-file.ts";
import { renderLock } from "../../resolve/lock-file.ts";
import { EMPTY_LOCK, type Lock, type LockedFlow } from "../../resolve/locked.ts";
import { parseReference } from "../../resolve/parse-reference.ts";
import type { ConsumerContext, ResolveOptions } from "./context.ts";
import { findSource } from "./find-source.ts";
import { groupProblems, type OwnProblem } from "./group-problems.ts";
import { lockFlow } from "./lock-flow.ts";
import { readFlowsFile, readLockFile, toLockPlace } from "./lock-place.ts";
import { findOtherRegistry } from "./lock-source.ts";
import { attemptAll } from "./attempt.ts";
import { closeRegistries, openRegistry } from "./open-registry.ts";
import { editFile } from "./replace-file.ts";
import { resolveIn, resolveReference } from "./resolve-reference.ts";

export interface LockOrder {
  /** Absolute path of the list of flows; local files in it are meant from its folder. */
  readonly file: string;
  readonly update: LockUpdate;
  /** Whether the lockfile is written; otherwise only what would change is told. */
  readonly write: boolean;
  readonly options: ResolveOptions;
}

export interface LockOutcome extends LockDifference {
  /** Absolute path of the lockfile. */
  readonly path: string;
  readonly lock: Lock;
}

/** So many references are on their way at a time. */
const AT_ONCE = 8;

/** Flows run a handful of others. Registries answer as they like, and one flow after another could name one more for ever. */
const MOST_FOLLOWED = 1000;

/**
 * Brings a lockfile up to its list of flows: looks up what is new, changed, or to be updated, and leaves all else. Writes in one step,
 * and nothing where a single reference fails: the Failure has the problems of all of them.
 */
export async function updateLock(given: ConsumerContext, { file, update, write, options }: LockOrder): Promise<LockOutcome> {
  const place = toLockPlace(given, file);
  const context = { ...given, directory: dirname(file) };
  try {
    const entries = await readFlowsFile(place);
    if (update.kind === "one" && !entries.some(({ name }) => name === update.name))
      throw unknownName(update.name, place.shown.flows, entries);
    const before = await readLockFile(place.lock, place.shown.lock);
    const lock = await resolveAll(context, { entries, before: before?.lock ?? EMPTY_LOCK, update, options, shown: place.shown.flows });
    const text = renderLock(lock);
    if (write && before?.text.replaceAll("\r\n", "\n") !== text) await editFile(place.lock, given.time, () => text);
    return { path: place.lock, lock, ...compareLocks(before?.lock ?? EMPTY_LOCK, lock) };
  } finally {
    await closeRegistries(context);
  }
}

function tooMany(by: string, shown: string): Failure {
  return failure(
    "registry-too-large",
    `The flows of ${shown} run more than ${MOST_FOLLOWED} others; the next is for ${by}.`,
    "Do not use it before it is clear why a flow runs so many others.",
  );
}

function unknownName(name: string, shown: string, entries: readonly FlowsEntry[]): Failure {
  const names = entries.map((entry) => entry.name).join(", ");
  return failure(
    "input-invalid",
    `${shown} has no flow named ${JSON.stringify(name)}.`,
    names === "" ? "Add it first." : `Take one of ${names}.`,
  );
}

interface Work {
  readonly entries: readonly FlowsEntry[];
  readonly before: Lock;
  readonly update: LockUpdate;
  readonly options: ResolveOptions;
  /** The list of flows, in sentences. */
  readonly shown: string;
}

/** One reference to look up. */
interface Wanted {
  /** Canonical. */
  readonly reference: string;
  /** As it is written. */
  readonly text: string;
  /** What wants it, in sentences. */
  readonly by: string;
  /** Of the list of flows; null for what a flow uses. */
  readonly line: number | null;
}

async function resolveAll(context: ConsumerContext, { entries, before, update, options, shown }: Work): Promise<Lock> {
  const plan = planLock(entries, before, update);
  const known = new Map(plan.kept.map(({ entry, locked }) => [entry.canonical, locked]));
  const problems: OwnProblem[] = [];
  /** What stays as it is has to be of the registry that is meant here. */
  const stays = (reference: string, locked: LockedFlow, name: string | null): void => {
    const problem = findForeign(context, reference, locked, name);
    if (problem !== null) problems.push({ owner: name ?? reference, problem: { ...problem, path: shown } });
  };
  for (const { entry, locked } of plan.kept) stays(entry.canonical, locked, entry.name);
  const failed = new Set<string>();
  let wave: readonly Wanted[] = plan.resolve.map(({ canonical, text, name, line }) => ({ reference: canonical, text, by: name, line }));
  // What is kept may use what a merge has lost.
  const open = [...known];
  let followed = 0;
  for (;;) {
    const unique = [...new Map(wave.map((wanted) => [wanted.reference, wanted])).values()];
    for (const { item, result } of await attemptAll(unique, AT_ONCE, ({ text }) => lockReference(context, text, options))) {
      if (result instanceof Failure) {
        failed.add(item.reference);
        problems.push(
          ...result.problems.map((problem) => ({ owner: ownerOf(item), problem: { ...problem, path: shown, line: item.line } })),
        );
      } else {
        known.set(item.reference, result);
        open.push([item.reference, result]);
      }
    }
    const next: Wanted[] = [];
    for (let used = open.pop(); used !== undefined; used = open.pop()) {
      const [user, { uses }] = used;
      for (const { reference, written } of uses) {
        if (known.has(reference) || failed.has(reference)) continue;
        const old = update.kind === "all" || plan.renewed.has(reference) ? undefined : before.dependencies.get(reference);
        if (old === undefined || findMisfitOf(reference, old) !== null)
          next.push({ reference, text: reference, by: `${user}, which runs ${written}`, line: null });
        else {
          stays(reference, old, null);
          known.set(reference, old);
          open.push([reference, old]);
        }
      }
    }
    if (next.length === 0) break;
    followed += new Set(next.map(({ reference }) => reference)).size;
    if (followed > MOST_FOLLOWED) throw tooMany(next[0]?.by ?? "", shown);
    wave = next;
  }
  const [first, ...more] = groupProblems(problems);
  if (first !== undefined) throw new Failure([first, ...more]);
  return toLock(entries, known);
}

/** Everything that is known is used: what is not has not been looked up, and was not taken over. */
function toLock(entries: readonly FlowsEntry[], known: ReadonlyMap<string, LockedFlow>): Lock {
  const flows = new Map(
    entries.map(({ name, text, canonical }) => {
      const locked = known.get(canonical);
      if (locked === undefined) throw new Error(`${name} was neither found nor refused`);
      return [name, { reference: text, locked }];
    }),
  );
  const own = new Set(entries.map(({ canonical }) => canonical));
  return { flows, dependencies: new Map([...known].filter(([reference]) => !own.has(reference))) };
}

/** Whose a problem is, in sentences. */
function ownerOf({ text, by, line }: Wanted): string {
  return line === null ? `${text} (for ${by})` : `${by} (${text})`;
}

/** An entry that would stay, of another registry than the one that its reference means here. */
function findForeign(context: ConsumerContext, text: string, { registry }: LockedFlow, name: string | null): Problem | null {
  const reference = parseReference(text, () => false);
  const other = reference.kind === "file" || registry === null ? null : findOtherRegistry(context, reference.registry, registry);
  if (other === null) return null;
  const update = `flow-tagbot lock --update${name === null ? "" : ` ${name}`}`;
  return {
    code: "lock-outdated",
    severity: "error",
    path: null,
    line: null,
    message: `The lockfile has it from ${registry ?? ""}, and here that registry is ${other}.`,
    fix: `Find out which of the two is right. Then configure the registry as the lockfile names it, or take the other one with \`${update}\`.`,
  };
}

async function lockReference(context: ConsumerContext, text: string, options: ResolveOptions): Promise<LockedFlow> {
  const reference = parseReference(text, () => false);
  if (reference.kind === "file") return lockFlow(context, await resolveReference(context, reference.path, options), null);
  const reader = openRegistry(context, findSource(context, reference.registry, options.root), options);
  const resolved = await resolveIn(context, reader, reference, text, options);
  return lockFlow(context, resolved, { name: reference.registry, reader });
}
