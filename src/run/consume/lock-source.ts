import { isAbsolute, relative, sep } from "node:path";
import { Failure, failure } from "../../model/failure.ts";
import { toEntry, toEntrySource } from "../../resolve/registry-source.ts";
import type { RegistryName } from "../../resolve/reference.ts";
import type { RegistrySource } from "../../resolve/source.ts";
import type { ConsumerContext } from "./context.ts";
import { findSource } from "./find-source.ts";

/** How a lockfile in `directory` names a registry: by what git is given; a folder by its way from there, if that is a short one. */
export function lockedAddress({ directory }: Pick<ConsumerContext, "directory">, { url }: Pick<RegistrySource, "url">): string {
  if (!isAbsolute(url)) return url;
  const way = relative(directory, url).split(sep).join("/");
  if (isAbsolute(way) || way.startsWith("../../")) return url;
  return way.startsWith("..") ? way : `./${way}`;
}

export type LockedSource =
  | { readonly kind: "found"; readonly source: RegistrySource }
  /** The registry of that name is another one here. */
  | { readonly kind: "other"; readonly address: string };

/**
 * The registry that a reference means, which has to be the one that the lockfile names; folders may lie elsewhere on each machine, since digests
 * tell whether they hold the same. One that is not configured here is taken from the lockfile; a folder has to be configured.
 */
export function findLockedSource(context: ConsumerContext, registry: RegistryName, locked: string): LockedSource {
  const source = configuredSource(context, registry) ?? readAddress(context, locked);
  const other = findOther(context, source, locked);
  return other === null ? { kind: "found", source } : { kind: "other", address: other };
}

/** The address of the registry that a reference means here, if that is not the locked one; null also where it is not configured. */
export function findOtherRegistry(context: ConsumerContext, registry: RegistryName, locked: string): string | null {
  const source = configuredSource(context, registry);
  return source === null ? null : findOther(context, source, locked);
}

function findOther(context: ConsumerContext, source: RegistrySource, locked: string): string | null {
  const address = lockedAddress(context, source);
  return address === locked || (isPlace(address) && isPlace(locked)) ? null : address;
}

function isPlace(address: string): boolean {
  return address.startsWith(".") || isAbsolute(address);
}

function configuredSource(context: ConsumerContext, registry: RegistryName): RegistrySource | null {
  try {
    return findSource(context, registry, null);
  } catch (error) {
    if (error instanceof Failure && error.code === "registry-unknown") return null;
    throw error;
  }
}

/** The address comes from a file that anybody may have sent: what it may be is checked as for a registry that is added. */
function readAddress({ serverUrl }: ConsumerContext, locked: string): RegistrySource {
  const entry = toEntry({ name: "lockfile", source: locked, type: null, root: null }, { folder: "/", home: "/", serverUrl });
  if (entry.type === "path" || isAbsolute(entry.source) || entry.source.startsWith("file:"))
    throw failure(
      "registry-unknown",
      `The lockfile names the folder ${JSON.stringify(locked)} as a registry, and no registry of that name is configured here.`,
      "Add it with `flow-tagbot registry add <name> <path>`.",
    );
  return { ...toEntrySource(entry, serverUrl), name: null };
}
