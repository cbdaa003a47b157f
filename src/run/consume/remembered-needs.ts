import { failure, Failure } from "../../model/failure.ts";
import { renderLock } from "../../resolve/lock-file.ts";
import type { LockedFlow } from "../../resolve/locked.ts";
import { parseLock } from "../../resolve/parse-lock.ts";
import { renderRegistry } from "../../resolve/render-reference.ts";
import type { ResolvedFlow } from "../../resolve/resolved.ts";
import type { ConsumerContext } from "./context.ts";
import type { FlowOrigin } from "./lock-flow.ts";

/** What a flow depends on in its commit. */
export type Needs = Pick<LockedFlow, "prompts" | "schemas" | "workflows" | "uses">;

const ENTRY = "flow";

/**
 * Reads what a flow depends on, and remembers it in the cache, in the words of a lockfile. Where the registry cannot be asked, what was
 * remembered is taken: a commit does not change.
 */
export async function withRememberedNeeds(
  { cache }: Pick<ConsumerContext, "cache">,
  flow: ResolvedFlow,
  origin: FlowOrigin | null,
  read: () => Promise<Needs>,
): Promise<Needs> {
  const { commit, path } = flow;
  if (origin === null || commit === null) return read();
  const { id, url } = origin.reader.source;
  // References in a flow are written as the one who asks names its registry.
  const name = `needs ${renderRegistry(origin.name)} ${path}`;
  try {
    const needs = await read();
    if (isSome(needs)) await cache.writeNote({ id, url }, commit, name, render(flow, url, needs));
    return needs;
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "offline-missing") throw error;
    const text = await cache.readNote({ id, url }, commit, name);
    const known = text === null ? null : parse(text);
    if (known !== null) return known;
    throw failure(
      "offline-missing",
      `What ${flow.flow} at ${commit} depends on (the list of the commit's files, prompts, schemas and flows) is not in the cache.`,
      "Run `flow-tagbot lock` once with network: it is remembered then.",
      error,
    );
  }
}

function isSome({ prompts, schemas, workflows, uses }: Needs): boolean {
  return [prompts, schemas, workflows, uses].some((list) => list.length > 0);
}

function render(flow: ResolvedFlow, registry: string, needs: Needs): string {
  const { version, kind, tag, commit, path, digest } = flow;
  const facts = { version, kind: version === null ? null : (kind ?? "stable"), tag, commit, path, digest, contentDigest: digest };
  const locked: LockedFlow = { ...facts, registry, flow: flow.flow, files: [], ...needs };
  return renderLock({ flows: new Map(), dependencies: new Map([[ENTRY, locked]]) });
}

/** Null for what another version of flow-tagbot wrote. */
function parse(text: string): Needs | null {
  try {
    return parseLock(text, "a note of the cache").dependencies.get(ENTRY) ?? null;
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}
