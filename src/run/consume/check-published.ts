import { Failure } from "../../model/failure.ts";
import type { LockFault } from "../../resolve/lock-faults.ts";
import type { LockedFlow } from "../../resolve/locked.ts";
import type { FlowReference, Ref } from "../../resolve/reference.ts";
import type { ResolvedFlow } from "../../resolve/resolved.ts";
import type { ConsumerContext, ResolveOptions } from "./context.ts";
import type { RegistryReader } from "./registry-reader.ts";
import { resolveAfar } from "./resolve-afar.ts";

/** One entry of a lockfile that a tag leads to. */
export interface Published {
  readonly name: string;
  readonly reference: FlowReference;
  readonly locked: LockedFlow;
}

/**
 * Asks the registry for the very version that is locked, and tells what is different: the tag, the file, or the bytes. The tag's own digests
 * are compared on the way (`digest-mismatch`), and that it was yanked or deprecated since is a notice. Null: it is what is locked.
 */
export async function checkPublished(
  context: ConsumerContext,
  reader: RegistryReader,
  { name, reference, locked }: Published,
  options: ResolveOptions,
): Promise<LockFault | null> {
  const { tag, commit, path, digest } = locked;
  if (tag === null) return null;
  const now = (await reader.readRefs()).refs.tags.get(tag)?.commit ?? null;
  if (now !== commit) return { name, fault: "tag-moved", wanted: now, locked: commit };
  const found = await resolveAgain(context, reader, { name, reference, locked }, { ...options, allowDrift: false });
  const others = [
    { key: "tag", is: found.tag, was: tag },
    { key: "flow", is: found.flow, was: locked.flow },
    { key: "version", is: found.version, was: locked.version },
    { key: "path", is: found.path, was: path },
  ];
  const other = others.find(({ is, was }) => is !== was);
  if (other !== undefined)
    return { name, fault: "other-file", wanted: `${other.key} ${other.is ?? "none"}`, locked: `${other.key} ${other.was ?? "none"}` };
  return found.digest === digest ? null : { name, fault: "other-bytes", wanted: found.digest, locked: digest };
}

async function resolveAgain(
  context: ConsumerContext,
  reader: RegistryReader,
  { reference, locked: { version, tag } }: Published,
  options: ResolveOptions,
): Promise<ResolvedFlow> {
  const root = options.root ?? reader.source.root;
  // Not by what is remembered of a version: that would be asked of nobody.
  const ask = (ref: Ref): Promise<ResolvedFlow> =>
    resolveAfar({ context, reader, reference: { ...reference, ref }, text: `${reference.flow}#${version ?? ""}`, options, root });
  const { ref } = reference;
  if (ref.kind === "name" || ref.kind === "full" || ref.kind === "commit" || version === null) return ask(ref);
  try {
    return await ask(ref.kind === "version" ? ref : { kind: "version", version });
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "flow-ambiguous" || tag === null) throw error;
    // It was locked with `--root`; the tag tells as well.
    return ask({ kind: "full", name: `refs/tags/${tag}` });
  }
}
