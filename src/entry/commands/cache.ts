import { renderVisible } from "../../manual/visible.ts";
import { failure, Failure } from "../../model/failure.ts";
import {
  renderCacheList,
  renderCleared,
  renderPruned,
  renderVerification,
  toCacheListJson,
  toClearedJson,
  toPrunedJson,
  toVerificationJson,
} from "../../output/cache-text.ts";
import { parseBytes, parseDuration } from "../../resolve/cache/amounts.ts";
import { clearRegistry } from "../../resolve/cache/clear.ts";
import { listRegistryIds } from "../../resolve/cache/items.ts";
import { listEntries } from "../../resolve/cache/list.ts";
import { pruneCache } from "../../resolve/cache/prune.ts";
import type { Store } from "../../resolve/cache/store.ts";
import { verifyCache } from "../../resolve/cache/verify.ts";
import { LIMITS } from "../../resolve/limits.ts";
import { parseReference } from "../../resolve/parse-reference.ts";
import { toRegistryId } from "../../resolve/registry-id.ts";
import { unknownRegistry } from "../../resolve/unknown-registry.ts";
import type { ConsumerContext } from "../../run/consume/context.ts";
import { findSource } from "../../run/consume/find-source.ts";
import { consumerCommand } from "../consumer-session.ts";
import { textOf } from "../flags.ts";
import { OWN_PROCESS } from "../own-process.ts";

export const cacheList = consumerCommand(({ context, json, text, print }) => {
  const { root } = context.cache;
  const listing = listEntries(root);
  print(json ? `${JSON.stringify(toCacheListJson(root, listing))}\n` : renderCacheList(root, listing, text));
  return Promise.resolve(0);
});

export const cachePrune = consumerCommand(({ context, invocation, json, print, note }) => {
  const age = textOf(invocation.flags["olderThan"]);
  const size = textOf(invocation.flags["maxSize"]);
  if (age === null && size === null)
    throw failure(
      "input-invalid",
      "Nothing says what is to be removed.",
      "Add --older-than <age>, such as 30d, or --max-size <size>, such as 500MB.",
    );
  const pruned = pruneCache(toStore(context), {
    olderThan: age === null ? null : parseDuration(age, "older-than"),
    maxSize: size === null ? null : parseBytes(size, "max-size"),
  });
  print(json ? `${JSON.stringify(toPrunedJson(pruned))}\n` : renderPruned(pruned));
  for (const { message, fix } of pruned.problems) note(`error: ${renderVisible(message)}\n  Fix: ${renderVisible(fix)}\n`);
  return Promise.resolve(pruned.problems.length === 0 ? 0 : 1);
});

export const cacheClear = consumerCommand(({ context, invocation, json, print }) => {
  const cleared = clearRegistry(toStore(context), findId(context, invocation.operands[0] ?? ""));
  print(json ? `${JSON.stringify(toClearedJson(cleared))}\n` : renderCleared(cleared));
  return Promise.resolve(0);
});

export const cacheVerify = consumerCommand(({ context, json, text, print }) => {
  const verification = verifyCache(context.cache.root);
  print(json ? `${JSON.stringify(toVerificationJson(verification))}\n` : renderVerification(verification, text));
  return Promise.resolve(verification.damaged.length === 0 ? 0 : 2);
});

function toStore({ cache, time }: ConsumerContext): Store {
  return { root: cache.root, now: time.now, owner: OWN_PROCESS, limits: LIMITS };
}

/** A configured registry, one that the cache knows by its URL or its folder's name, or an address. */
function findId(context: ConsumerContext, text: string): string {
  const { registries, cache } = context;
  if (registries.entries.has(text)) return findSource(context, { kind: "name", name: text }, null).id;
  const known = listRegistryIds(cache.root);
  const id = [text, toRegistryId(text)].find((one) => known.includes(one));
  return id ?? findSource(context, addressOf(context, text), null).id;
}

function addressOf({ registries }: ConsumerContext, text: string): Parameters<typeof findSource>[1] {
  const reference = parseAddress(text);
  if (reference?.kind !== "flow" || reference.registry.kind !== "address") throw unknownRegistry(text, registries);
  return reference.registry;
}

function parseAddress(text: string): ReturnType<typeof parseReference> | null {
  try {
    return parseReference(`flow@${text}`, () => false);
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}
