import { dirname } from "node:path";
import { compareText } from "../../model/compare-text.ts";
import { Failure } from "../../model/failure.ts";
import type { Problem } from "../../model/problem.ts";
import { findFaults, type LockFault } from "../../resolve/lock-faults.ts";
import { EMPTY_LOCK, type Lock, type LockedFlow } from "../../resolve/locked.ts";
import { lockMissing } from "../../resolve/parse-lock.ts";
import { parseReference } from "../../resolve/parse-reference.ts";
import type { Reference } from "../../resolve/reference.ts";
import { attemptAll } from "./attempt.ts";
import { checkPublished } from "./check-published.ts";
import type { ConsumerContext, ResolveOptions } from "./context.ts";
import { checkParts, findOtherOnDisk } from "./fetch-locked.ts";
import { groupProblems } from "./group-problems.ts";
import { readFlowsFile, readLockFile, toLockPlace, type LockPlace } from "./lock-place.ts";
import { findLockedSource, findOtherRegistry } from "./lock-source.ts";
import { closeRegistries, openRegistry } from "./open-registry.ts";
import { resolveLocked } from "./resolve-frozen.ts";
import { resolveReference } from "./resolve-reference.ts";

export interface LockCheck {
  /** Absolute path of the lockfile. */
  readonly path: string;
  /** None: the lockfile says the same as its list, and what it names is to be had. */
  readonly faults: readonly LockFault[];
  /** Entries and dependencies of the lockfile. */
  readonly entries: number;
}

export interface CheckOrder {
  /** Absolute path of the list of flows. */
  readonly file: string;
  readonly options: ResolveOptions;
}

const AT_ONCE = 8;

/**
 * Compares a lockfile with its list, and, unless `offline`, with the registries: what it names has to be to be had with these digests, and its
 * tags have to be where they were. Writes nothing but the cache. Fails where a file or a registry cannot be read.
 */
export async function checkLock(given: ConsumerContext, { file, options }: CheckOrder): Promise<LockCheck> {
  return withLock(given, file, async (context, place, entries, lock) => {
    const all = lock === null ? [] : lockedReferences(lock);
    const faults = [...findFaults(entries, lock ?? EMPTY_LOCK), ...findOtherRegistries(context, all)];
    if (options.offline) return { path: place.lock, faults, entries: all.length };
    // What cannot be meant, or is of somewhere else, is not asked for.
    const wrong = new Set(faults.flatMap(({ name, fault }) => (fault === "unfit" || fault === "other-registry" ? [name] : [])));
    const asked = all.filter(({ name }) => !wrong.has(name));
    const checked = await attemptAll(asked, AT_ONCE, (one) => checkOne(context, one, options));
    throwAll(toProblems(checked));
    const found = checked.flatMap(({ result }) => (result instanceof Failure || result === null ? [] : [result]));
    return { path: place.lock, faults: [...faults, ...found.toSorted((a, b) => compareText(a.name, b.name))], entries: all.length };
  });
}

/**
 * Fails with `frozen-missing`, and every fault as a problem, where a lockfile does not fit its list; then brings all that it names into the
 * cache, with the digests that it has. Nothing is resolved.
 */
export async function freezeLock(given: ConsumerContext, { file, options }: CheckOrder): Promise<LockCheck> {
  return withLock(given, file, async (context, place, entries, lock) => {
    if (lock === null) throw lockMissing(place.shown.lock);
    const all = lockedReferences(lock);
    const faults = [...findFaults(entries, lock), ...findOtherRegistries(context, all)];
    throwAll(faults.map((fault) => toProblem(fault, place)));
    throwAll(toProblems(await attemptAll(all, AT_ONCE, ({ reference, locked }) => resolveLocked(context, reference, locked, options))));
    return { path: place.lock, faults: [], entries: all.length };
  });
}

type WithLock<T> = (
  context: ConsumerContext,
  place: LockPlace,
  entries: Awaited<ReturnType<typeof readFlowsFile>>,
  lock: Lock | null,
) => Promise<T>;

async function withLock<T>(given: ConsumerContext, file: string, work: WithLock<T>): Promise<T> {
  const place = toLockPlace(given, file);
  const context = { ...given, directory: dirname(file) };
  try {
    const entries = await readFlowsFile(place);
    const found = await readLockFile(place.lock, place.shown.lock);
    return await work(context, place, entries, found?.lock ?? null);
  } finally {
    await closeRegistries(context);
  }
}

interface Named {
  /** As a fault names it. */
  readonly name: string;
  readonly reference: string;
  readonly locked: LockedFlow;
}

function lockedReferences({ flows, dependencies }: Lock): readonly Named[] {
  return [
    ...[...flows].map(([name, { reference, locked }]) => ({ name, reference, locked })),
    ...[...dependencies].map(([reference, locked]) => ({ name: reference, reference, locked })),
  ];
}

function toProblems(results: readonly { readonly item: Named; readonly result: unknown }[]): readonly Problem[] {
  return groupProblems(
    results.flatMap(({ item, result }) =>
      result instanceof Failure ? result.problems.map((problem) => ({ owner: item.name, problem })) : [],
    ),
  );
}

/** Entries of another registry than their reference means here. */
function findOtherRegistries(context: ConsumerContext, all: readonly Named[]): readonly LockFault[] {
  return all.flatMap(({ name, reference, locked }): readonly LockFault[] => {
    const parsed = readReference(reference);
    if (locked.registry === null || parsed?.kind !== "flow") return [];
    const other = findOtherRegistry(context, parsed.registry, locked.registry);
    return other === null ? [] : [{ name, fault: "other-registry", wanted: other, locked: locked.registry }];
  });
}

/** Null for what is none: that is told as what does not fit. */
function readReference(text: string): Reference | null {
  try {
    return parseReference(text, () => false);
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}

function throwAll([first, ...more]: readonly Problem[]): void {
  if (first !== undefined) throw new Failure([first, ...more]);
}

const SENTENCES: Partial<Record<LockFault["fault"], string>> = {
  missing: "is not in the lockfile",
  "other-reference": "has another reference in the lockfile",
  "too-many": "is in the lockfile, and nothing asks for it",
  disagrees: "has a reference of which the lockfile says two things",
  "dependency-missing": "is used by a flow, and is not in the lockfile",
  unfit: "has something in the lockfile that its reference cannot mean",
  "other-registry": "is of another registry in the lockfile than the one that is configured here",
};

function toProblem({ name, fault, wanted, locked }: LockFault, { shown }: LockPlace): Problem {
  const both = wanted !== null && locked !== null && wanted !== locked ? `: ${locked}, and not ${wanted}` : "";
  return {
    code: "frozen-missing",
    severity: "error",
    path: shown.lock,
    line: null,
    message: `${name} ${SENTENCES[fault] ?? "does not fit"}${both}.`,
    fix: "Run `flow-tagbot lock` without --frozen, look at what changed, and commit it.",
  };
}

/** What speaks against one entry; null: nothing. */
async function checkOne(context: ConsumerContext, { name, reference, locked }: Named, options: ResolveOptions): Promise<LockFault | null> {
  try {
    const parsed = parseReference(reference, () => false);
    if (parsed.kind === "file" || locked.registry === null || locked.commit === null) {
      const place = parsed.kind === "file" ? locked.path : reference;
      const other = findOtherOnDisk(await resolveReference(context, place, options), locked);
      return other === null ? null : { name, fault: "local-changed", wanted: `${other.path} ${other.found}`, locked: other.wanted };
    }
    const found = findLockedSource(context, parsed.registry, locked.registry);
    if (found.kind === "other") return { name, fault: "other-registry", wanted: found.address, locked: locked.registry };
    const reader = openRegistry(context, found.source, options);
    const fault = await checkPublished(context, reader, { name, reference: parsed, locked }, options);
    if (fault !== null) return fault;
    await checkParts(reader, locked);
    await resolveLocked(context, reference, locked, options);
    return null;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const fault = error.code === "digest-mismatch" ? "other-bytes" : GONE.has(error.code) ? "gone" : null;
    if (fault === null) throw error;
    return { name, fault, wanted: null, locked: locked.digest };
  }
}

/** What a registry says of a commit, a file or a flow that is not there any more. */
const GONE: ReadonlySet<string> = new Set(["ref-unknown", "version-file-missing", "flow-unknown", "version-unknown"]);
