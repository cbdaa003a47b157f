import { normalPath } from "../../config/values.ts";
import { failure } from "../../model/failure.ts";
import type { RegistryName } from "../../resolve/reference.ts";
import { toAddressSource, toEntrySource } from "../../resolve/registry-source.ts";
import type { RegistrySource } from "../../resolve/source.ts";
import { unknownRegistry } from "../../resolve/unknown-registry.ts";
import type { ConsumerContext } from "./context.ts";

/** The registry that a reference means, with the root to look in: the given one, else the configured one. `registry-unknown` where there is none. */
export function findSource(
  context: Pick<ConsumerContext, "registries" | "serverUrl">,
  registry: RegistryName,
  root: string | null,
): RegistrySource {
  const source = findAnywhere(context, registry);
  const chosen = root ?? source.root;
  return { ...source, root: chosen === null ? null : normalPath(chosen) };
}

function findAnywhere(
  { registries, serverUrl }: Pick<ConsumerContext, "registries" | "serverUrl">,
  registry: RegistryName,
): RegistrySource {
  if (registry.kind === "address") return toAddressSource(registry, serverUrl);
  const name = registry.kind === "name" ? registry.name : registries.default;
  if (name === null) {
    const names = [...registries.entries.keys()];
    throw failure(
      "registry-unknown",
      "The reference names no registry, and none is the default.",
      names.length === 0
        ? "Add one with: flow-tagbot registry add <name> <source> --default"
        : `Choose one of ${names.join(", ")} with: flow-tagbot registry set-default <name>`,
    );
  }
  const entry = registries.entries.get(name);
  if (entry === undefined) throw unknownRegistry(name, registries);
  return toEntrySource(entry, serverUrl);
}
