import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { OWN_PROCESS } from "../../src/entry/own-process.ts";
import { clearRegistry } from "../../src/resolve/cache/clear.ts";
import { listRegistryIds } from "../../src/resolve/cache/items.ts";
import { pruneCache } from "../../src/resolve/cache/prune.ts";
import type { Store } from "../../src/resolve/cache/store.ts";
import { LIMITS } from "../../src/resolve/limits.ts";
import { answerOf, checkCache, codesOf, findProcesses, readCache } from "./consumer-checks.ts";
import { openConsumerWorld, type ConsumerRun, type ConsumerWorld } from "./consumer-world.ts";
import type { Undisturbed } from "./consumer-trial.ts";

/** Long enough for one of many processes on a busy machine to put what it fetched in its place. */
const PAUSE_MS = 20;

/** What goes on beside those who fetch: nothing, or somebody who removes everything, again and again. */
export type Beside = "nothing" | "prune" | "clear";

/** Lets so many processes fetch one flow into one empty cache at once, and says what is not as it should be. */
export async function raceConsumers(
  { template, way, answer, files }: Undisturbed,
  count: number,
  beside: Beside,
): Promise<readonly string[]> {
  const world = await openConsumerWorld(template, way);
  try {
    const fetchers = Promise.all(Array.from({ length: count }, () => world.run(["resolve", "code_review@team#^1.0", "--json"])));
    const others = beside === "nothing" ? [] : await removeUntil(world, beside, fetchers);
    const runs = await fetchers;
    const troubles = [
      ...runs.flatMap((run) => (isDeepStrictEqual(answerOf(world, run), answer) ? [] : [`a process ended with ${told(run)}`])),
      ...others,
      ...checkCache(readCache(world), files, { isThere: beside === "nothing", isSwept: true }),
      ...(await findProcesses(world)),
      ...world.github.violations,
    ];
    const next = await world.run(["resolve", "code_review@team#^1.0", "--json"]);
    if (!isDeepStrictEqual(answerOf(world, next), answer)) troubles.push(`the next run ended with ${told(next)}`);
    return [
      ...troubles,
      ...checkCache(readCache(world), files, { isThere: true, isSwept: true }).map((text) => `after the next run: ${text}`),
    ];
  } finally {
    await world.close();
  }
}

/** By our own hands, since a command takes too long to start to be in anybody's way often. Gives what went wrong. */
async function removeUntil({ cache }: ConsumerWorld, what: "prune" | "clear", end: Promise<unknown>): Promise<readonly string[]> {
  const state = { isOver: false };
  const over = end.finally(() => {
    state.isOver = true;
  });
  const store: Store = { root: cache, now: () => Date.now(), owner: OWN_PROCESS, limits: LIMITS };
  const troubles: string[] = [];
  while (!state.isOver) {
    await setTimeout(PAUSE_MS);
    try {
      if (what === "prune") troubles.push(...pruneCache(store, { olderThan: 0, maxSize: null }).problems.map(({ message }) => message));
      else for (const id of listRegistryIds(cache)) clearRegistry(store, id);
    } catch (error) {
      troubles.push(`${what}: ${String(error)}`);
    }
  }
  await over;
  return troubles;
}

function told(run: ConsumerRun): string {
  return `${String(run.code)} (${codesOf(run)?.join(", ") ?? "no code"}): ${run.stdout}${run.stderr}`;
}
