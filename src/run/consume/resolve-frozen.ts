import { dirname, relative, resolve } from "node:path";
import { failure, Failure } from "../../model/failure.ts";
import { findMisfitOf } from "../../resolve/lock-fit.ts";
import type { Lock, LockedFlow } from "../../resolve/locked.ts";
import { parseReference } from "../../resolve/parse-reference.ts";
import { lockMissing } from "../../resolve/parse-lock.ts";
import type { FlowReference, Reference } from "../../resolve/reference.ts";
import { renderRef, renderReference, renderRegistry } from "../../resolve/render-reference.ts";
import type { ResolvedFlow } from "../../resolve/resolved.ts";
import type { ConsumerContext, ResolveOptions } from "./context.ts";
import { checkOnDisk, fetchLocked } from "./fetch-locked.ts";
import { readLockFile } from "./lock-place.ts";
import { findLockedSource } from "./lock-source.ts";
import { resolveReference } from "./resolve-reference.ts";

/**
 * What a lockfile says of a reference, and nothing else: no range is looked up, and other bytes are a `digest-mismatch`. Entries are found by
 * their reference, however it is spelled, not by their name. `file` is the lockfile's absolute path. `frozen-missing` where it says nothing.
 */
export async function resolveFrozen(
  context: ConsumerContext,
  text: string,
  { file, options }: { readonly file: string; readonly options: ResolveOptions },
): Promise<ResolvedFlow> {
  const shown = relative(context.directory, file);
  const found = await readLockFile(file, shown);
  if (found === null) throw lockMissing(shown);
  // The file's words are meant from its own folder.
  const from = (path: string): string => resolve(dirname(file), path);
  const wanted = canonical(
    parseReference(text, () => false),
    (path) => resolve(context.directory, path),
  );
  const matches = findMatches(found.lock, wanted, from);
  const [first, ...others] = matches;
  if (first === undefined) throw failure("frozen-missing", `${shown} has no entry for ${text}.`, adviseMissing(context, found.lock, text));
  if (others.some((other) => JSON.stringify(other) !== JSON.stringify(first)))
    throw failure(
      "frozen-missing",
      `${shown} says different things of ${text} in several entries.`,
      "Run `flow-tagbot lock`, which looks it up anew.",
    );
  // Somebody may have edited the file. Of a local file, the reference may be written from elsewhere.
  const misfit = first.registry === null ? null : findMisfitOf(text, first);
  if (misfit !== null)
    throw failure(
      "frozen-missing",
      `${shown} has something for ${text} that it cannot mean: ${misfit.locked}, and not ${misfit.wanted}.`,
      "Do not use it before it is clear who edited the lockfile. `flow-tagbot lock` looks it up anew.",
    );
  return resolveLocked({ ...context, directory: dirname(file) }, text, first, options);
}

/** What to do about an entry that is not there; one of the same flow is likely meant. */
function adviseMissing({ registries }: ConsumerContext, { flows, dependencies }: Lock, text: string): string {
  const named = flows.get(text);
  if (named !== undefined) return `${text} is a name there, and entries are found by their reference: ${named.reference}`;
  const wanted = readFlowReference(text);
  const all = [...flows.values()].map(({ reference }) => reference);
  const near = [...new Set([...all, ...dependencies.keys()])].flatMap((one) => {
    const reference = readFlowReference(one);
    return reference !== null && reference.flow === wanted?.flow ? [{ text: one, reference }] : [];
  });
  const [first] = near;
  if (first === undefined || wanted === null) return "Add it to the list of flows, run `flow-tagbot lock`, and commit both files.";
  const registryOf = ({ registry }: FlowReference): string =>
    renderRegistry(registry) === "" ? (registries.default ?? "") : renderRegistry(registry);
  const same = near.find(
    ({ reference }) => renderRef(reference.ref) === renderRef(wanted.ref) && registryOf(reference) === registryOf(wanted),
  );
  if (same !== undefined) return `It has ${same.text}, which means the same here: write the reference as the lockfile does.`;
  return `It has ${near
    .slice(0, MOST_NEAR)
    .map((one) => one.text)
    .join(", ")}: write the reference as the lockfile does, or add this one to the list of flows and run \`flow-tagbot lock\`.`;
}

const MOST_NEAR = 3;

function readFlowReference(text: string): FlowReference | null {
  try {
    const reference = parseReference(text, () => false);
    return reference.kind === "flow" ? reference : null;
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}

function findMatches(lock: Lock, wanted: string, from: (path: string) => string): readonly LockedFlow[] {
  const own = [...lock.flows.values()].flatMap(({ reference, locked }) => (isSame(reference, wanted, from) ? [locked] : []));
  const used = own.length > 0 ? undefined : lock.dependencies.get(wanted);
  return used === undefined ? own : [used];
}

function isSame(reference: string, wanted: string, from: (path: string) => string): boolean {
  try {
    return (
      canonical(
        parseReference(reference, () => false),
        from,
      ) === wanted
    );
  } catch (error) {
    // One that cannot be read is none that was asked for.
    if (error instanceof Failure) return false;
    throw error;
  }
}

function canonical(reference: Reference, from: (path: string) => string): string {
  return reference.kind === "file" ? from(reference.path) : renderReference(reference);
}

/** The files that an entry names, in the cache or as they lie on disk. */
export async function resolveLocked(
  context: ConsumerContext,
  text: string,
  locked: LockedFlow,
  options: ResolveOptions,
): Promise<ResolvedFlow> {
  const reference = parseReference(text, () => false);
  if (reference.kind === "file" || locked.registry === null)
    return checkOnDisk(await resolveReference(context, reference.kind === "file" ? locked.path : text, options), locked);
  const found = findLockedSource(context, reference.registry, locked.registry);
  if (found.kind === "other")
    throw failure(
      "frozen-missing",
      `flows.lock has ${text} from ${locked.registry}, and here that registry is ${found.address}.`,
      "Configure the registry as the lockfile names it, or run `flow-tagbot lock --update`.",
    );
  const { commit } = locked;
  if (commit === null) return checkOnDisk(await resolveReference(context, text, options), locked);
  return fetchLocked(context, { reference: text, locked: { ...locked, commit }, source: found.source, options });
}
