import type { RegistrySource } from "../../resolve/source.ts";
import type { ConsumerContext } from "./context.ts";
import { closeRegistries, openRegistry } from "./open-registry.ts";

/** What a registry has now. */
export interface Update {
  readonly branches: number;
  readonly tags: number;
  readonly flows: number;
}

/** Reads a registry anew, and only when all of it was read takes that for what is known. Fails as reading does; then the cache is as it was. */
export async function updateRegistry(context: ConsumerContext, source: RegistrySource): Promise<Update> {
  const held: (() => Promise<void>)[] = [];
  const { cache } = context;
  const careful: ConsumerContext = {
    ...context,
    cache: {
      ...cache,
      writeRefs: (registry, known) => {
        held.push(() => cache.writeRefs(registry, known));
        return Promise.resolve();
      },
    },
  };
  try {
    const reader = openRegistry(careful, source, { offline: false, allowStale: false });
    const { refs } = await reader.readRefs();
    const flows = await reader.readFlows();
    for (const write of held) await write();
    return { branches: refs.branches.size, tags: refs.tags.size, flows: flows.length };
  } finally {
    await closeRegistries(careful);
  }
}
