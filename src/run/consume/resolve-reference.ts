import { statSync } from "node:fs";
import { resolve } from "node:path";
import { normalPath } from "../../config/values.ts";
import { inReference } from "../../resolve/at-column.ts";
import { parseReference } from "../../resolve/parse-reference.ts";
import type { FlowReference, Reference } from "../../resolve/reference.ts";
import type { ResolvedFlow } from "../../resolve/resolved.ts";
import type { ConsumerContext, ResolveOptions } from "./context.ts";
import { findSource } from "./find-source.ts";
import { readPinned, toResolved } from "./pinned.ts";
import type { RegistryReader } from "./registry-reader.ts";

/** What a reference means: one commit, one file, one digest. A pinned one that is in the cache needs no network. */
export async function resolveReference(context: ConsumerContext, text: string, options: ResolveOptions): Promise<ResolvedFlow> {
  const reference = parseReference(text, (path) => isFile(resolve(context.directory, path)));
  return inReference(text, () => resolveParsed(context, reference, text, options));
}

async function resolveParsed(context: ConsumerContext, reference: Reference, text: string, options: ResolveOptions): Promise<ResolvedFlow> {
  if (reference.kind === "file") {
    const { resolveFile } = await import("./resolve-file.ts");
    return resolveFile(context, reference.path, text);
  }
  const source = findSource(context, reference.registry, options.root);
  if (source.type !== "path") {
    // Whatever reaches a registry, or reads YAML, takes longer to load than this.
    const pinned = await readPinned(context, source, reference, source.root);
    if (pinned !== null)
      return toResolved(context, source, pinned.answer, pinned.entry, { reference: text, staleSince: null, cached: true });
  }
  const { openRegistry } = await import("./open-registry.ts");
  return resolveIn(context, openRegistry(context, source, options), reference, text, options);
}

/** The same in a registry that is open; `text` is the reference as it was given. */
export async function resolveIn(
  context: ConsumerContext,
  reader: RegistryReader,
  reference: FlowReference,
  text: string,
  options: ResolveOptions,
): Promise<ResolvedFlow> {
  const { source } = reader;
  const root = options.root === null ? source.root : normalPath(options.root);
  if (source.type === "path") {
    const { resolveInFolder } = await import("./resolve-in-folder.ts");
    return resolveInFolder(context, reader, reference, text, root);
  }
  const pinned = await readPinned(context, source, reference, root);
  if (pinned !== null) return toResolved(context, source, pinned.answer, pinned.entry, { reference: text, staleSince: null, cached: true });
  const { resolveAfar } = await import("./resolve-afar.ts");
  return resolveAfar({ context, reader, reference, text, options, root });
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
