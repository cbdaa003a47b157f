import type { RegistrySource } from "../../resolve/source.ts";
import type { ConsumerContext, ResolveOptions } from "./context.ts";
import { createFolderReader } from "./folder-reader.ts";
import type { RegistryReader } from "./registry-reader.ts";
import { createRemoteReader } from "./remote-reader.ts";

const OPEN = new WeakMap<ConsumerContext, Map<string, RegistryReader>>();

/** The reader of a registry; within one context, the same one for the same registry, so that everything is read once. */
export function openRegistry(
  context: ConsumerContext,
  source: RegistrySource,
  options: Pick<ResolveOptions, "offline" | "allowStale">,
): RegistryReader {
  const open = OPEN.get(context) ?? new Map<string, RegistryReader>();
  OPEN.set(context, open);
  const { offline, allowStale } = options;
  const key = JSON.stringify([source.type, source.url, source.root, source.name, offline, allowStale]);
  const reader = open.get(key) ?? (source.type === "path" ? createFolderReader(source) : createRemoteReader(context, source, options));
  open.set(key, reader);
  return reader;
}

/** Closes whatever readers were opened for a context, and forgets what they read. */
export async function closeRegistries(context: ConsumerContext): Promise<void> {
  const readers = [...(OPEN.get(context)?.values() ?? [])];
  OPEN.delete(context);
  await Promise.all(readers.map((reader) => reader.close()));
}
