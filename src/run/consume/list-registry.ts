import { failure } from "../../model/failure.ts";
import { toOffering, type Offering, type Origin } from "../../plan/consumer/offer.ts";
import { faultFailure } from "../../resolve/fault.ts";
import { readRegistry } from "../../resolve/parse-address.ts";
import type { RegistryName } from "../../resolve/reference.ts";
import type { ConsumerContext, ResolveOptions } from "./context.ts";
import { findSource } from "./find-source.ts";
import { openRegistry } from "./open-registry.ts";
import { readDescriptions } from "./read-descriptions.ts";
import type { RegistryReader } from "./registry-reader.ts";

type Options = Pick<ResolveOptions, "offline" | "allowStale" | "root">;

/** What a registry offers: all its flows with their versions and descriptions. `registry` is a name or an address; null: the default registry. */
export async function listRegistry(context: ConsumerContext, registry: string | null, options: Options): Promise<Offering> {
  const reader = openRegistry(context, findSource(context, parseRegistryName(registry), options.root), options);
  const flows = await reader.readFlows();
  const origin = await readOrigin(context, reader);
  return toOffering(origin, flows, await readDescriptions(context, reader, origin.commit, flows));
}

/** Where a reader reads, at which commit, and how fresh that is. */
export async function readOrigin(
  { registries, time, cache }: Pick<ConsumerContext, "registries" | "time" | "cache">,
  reader: RegistryReader,
): Promise<Origin> {
  const { name, type, url } = reader.source;
  const { refs, staleSince } = await reader.readRefs();
  const branch = refs.defaultBranch;
  const at = type === "path" ? null : (staleSince ?? (await cache.readRefs(reader.source))?.at ?? new Date(time.now()).toISOString());
  return {
    name,
    isDefault: name !== null && name === registries.default,
    type,
    url,
    branch,
    commit: branch === null ? null : (refs.branches.get(branch) ?? null),
    askedAt: at,
    stale: staleSince !== null,
  };
}

function parseRegistryName(text: string | null): RegistryName {
  if (text === null) return { kind: "default" };
  const registry = text === "" ? null : readRegistry(text);
  if (registry === null)
    throw failure(
      "reference-invalid",
      `${JSON.stringify(text)} is no registry.`,
      "Name a configured registry (flow-tagbot registry list shows them), or its address: owner/repo, or host/owner/repo.",
    );
  if (registry.kind === "fault") throw faultFailure(text, registry);
  return registry;
}
