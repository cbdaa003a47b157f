import type { Ref, Reference, RegistryName } from "./reference.ts";
import type { ResolvedFlow } from "./resolved.ts";

/** The one spelling of a reference: `parseReference` of it gives the same again. */
export function renderReference(reference: Reference): string {
  if (reference.kind === "file") return reference.path;
  const { flow, registry, ref } = reference;
  const [place, text] = [renderRegistry(registry), renderRef(ref)];
  return `${flow}${place === "" ? "" : `@${place}`}${text === "" ? "" : `#${text}`}`;
}

/**
 * The ref that means these very bytes for ever: the version, where its own tag led there, else the commit; null for what lies on disk.
 * `rooted`: other roots may have a version of that number, so that only the tag says which is meant.
 */
export function toPinnedRef(found: Found & Pick<ResolvedFlow, "commit">, rooted: boolean): Ref | null {
  const { version, tag, commit } = found;
  if (tag !== null && version !== null && isByOwnTag(found))
    return rooted ? { kind: "full", name: `refs/tags/${tag}` } : { kind: "version", version };
  return commit === null ? null : { kind: "commit", digits: commit };
}

type Found = Pick<ResolvedFlow, "flow" | "version" | "tag">;

/** Whether a version was found by a tag that names it and its flow, or by the repository's tag of that number. Without the template, in doubt not. */
export function isByOwnTag({ flow, version, tag }: Found): boolean {
  if (tag === null || version === null) return false;
  if (tag === version || tag === `v${version}`) return true;
  const before = tag.endsWith(version) ? tag.slice(0, -version.length) : "";
  return (before.includes(flow) && !/[\d.]$/.test(before)) || (tag.startsWith(version) && tag.endsWith(flow));
}

/** What follows `@`, without it; "" for the default registry. */
export function renderRegistry(registry: RegistryName): string {
  switch (registry.kind) {
    case "default":
      return "";
    case "name":
      return registry.name;
    case "address":
      return registry.host === null ? registry.path : `${registry.host}/${registry.path}`;
  }
}

/** What follows `#`, without it; "" for none. */
export function renderRef(ref: Ref): string {
  switch (ref.kind) {
    case "default":
      return "";
    case "version":
      return ref.version;
    case "range":
      return ref.text;
    case "commit":
      return ref.digits;
    case "name":
    case "full":
      return ref.name;
  }
}
