import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { answerOf, checkCache, codesOf, readCache, readFiles, type Files } from "./consumer-checks.ts";
import type { Undisturbed } from "./consumer-trial.ts";
import { openConsumerWorld, type ConsumerRun, type ConsumerWorld } from "./consumer-world.ts";

import { folder, openRawRegistry } from "./raw-registry.ts";

/** More than an update makes. */
const MOST_REQUESTS = 30;

export interface OfflineTrial {
  readonly name: string;
  readonly troubles: readonly string[];
}

/** What is asked for when there is no server any more, and with what it has to end. */
const QUESTIONS = [
  { name: "an exact version that is cached", reference: "code_review@team#1.2.0", flags: [], code: null },
  { name: "a full commit that is cached", reference: "code_review@team#<commit>", flags: [], code: null },
  { name: "a range, offline", reference: "code_review@team#^1.0", flags: ["--offline"], code: null },
  { name: "a range, when a stale answer will do", reference: "code_review@team#^1.0", flags: ["--allow-stale"], code: null },
  { name: "a range", reference: "code_review@team#^1.0", flags: [], code: "offline-missing" },
  { name: "an exact version that is not cached", reference: "code_review@team#1.0.0", flags: [], code: "offline-missing" },
] as const;

/** Asks a server that is not there any more, and updates from it; then updates from one that fails at each request. */
export async function tryOffline(undisturbed: Undisturbed): Promise<readonly OfflineTrial[]> {
  const { template, way, files, answer } = undisturbed;
  const own = mkdtempSync(join(tmpdir(), "flow-tagbot-changing-"));
  const bareRepository = join(own, "team.git");
  cpSync(template.bareRepository, bareRepository, { recursive: true });
  const world = await openConsumerWorld({ ...template, bareRepository }, way);
  try {
    const commit = commitOf(answer);
    for (const reference of ["code_review@team#1.2.0", `code_review@team#${commit}`, "code_review@team#^1.0"])
      if ((await world.run(["resolve", reference, "--json"])).code !== 0) throw new Error(`${reference} was not found`);
    await world.stop();
    const trials: OfflineTrial[] = [];
    for (const { name, reference, flags, code } of QUESTIONS) {
      const run = await world.run(["resolve", reference.replace("<commit>", commit), "--json", ...flags]);
      const isRight = code === null ? isSame(world, run, answer) : codesOf(run)?.includes(code) === true;
      const troubles = [...(isRight ? [] : [told(run)]), ...checkCache(readCache(world), files, { isThere: true, isSwept: true })];
      trials.push({ name: `${way}: ${name}, without a server`, troubles });
    }
    const before = readFiles(world.cache);
    const update = await world.run(["registry", "update", "team", "--json"]);
    trials.push({ name: `${way}: update without a server`, troubles: inVain(world, before, update) });
    const other = await openConsumerWorld({ ...template, bareRepository }, way);
    try {
      await other.run(["resolve", "code_review@team#^1.0", "--json"]);
      return [...trials, ...(await tryBrokenUpdates(other, way, bareRepository))];
    } finally {
      await other.close();
    }
  } finally {
    await world.close();
    rmSync(own, { recursive: true, force: true });
  }
}

/** There is something new, and the server fails from each request of the update on. */
async function tryBrokenUpdates(world: ConsumerWorld, way: string, bareRepository: string): Promise<readonly OfflineTrial[]> {
  const { github } = world;
  openRawRegistry(bareRepository).commit(folder({ ".github": folder({ "flow-tagbot.yml": "roots: [{ path: other }]\n" }) }));
  const trials: OfflineTrial[] = [];
  for (let at = 0; at < MOST_REQUESTS; at += 1) {
    const state = { seen: 0, isOver: false };
    const isDue = (): boolean => {
      if (!state.isOver) state.seen += 1;
      return !state.isOver && state.seen > at;
    };
    github.fail(isDue, { answer: { status: 503, body: "No server is currently available.\n" }, times: Infinity });
    const before = readFiles(world.cache);
    const run = await world.run(["registry", "update", "team", "--json"]);
    state.isOver = true;
    const name = `${way}: update whose request ${at + 1} and all after it fail`;
    if (run.code === 0) return [...trials, { name, troubles: at > 0 && state.seen <= at ? [] : [told(run)] }];
    trials.push({ name, troubles: inVain(world, before, run) });
  }
  return [...trials, { name: `${way}: update`, troubles: ["it came to no end"] }];
}

/** What was known of a registry, and what was fetched, is as it was. */
function inVain(world: ConsumerWorld, before: Files, run: ConsumerRun): readonly string[] {
  const after = readFiles(world.cache);
  const changed = Object.keys({ ...before, ...after }).filter((path) => before[path] !== after[path]);
  return [...(run.code === 1 ? [] : [told(run)]), ...changed.map((path) => `${path} was changed`)];
}

/** The same files of the same commit, however it was asked for. */
function isSame(world: ConsumerWorld, run: ConsumerRun, answer: unknown): boolean {
  const given = answerOf(world, run);
  return typeof given === "object" && given !== null && typeof answer === "object" && answer !== null
    ? ["commit", "digest", "contentDigest", "files", "file"].every((key) => isDeepStrictEqual(valueOf(given, key), valueOf(answer, key)))
    : false;
}

function commitOf(answer: unknown): string {
  return typeof answer === "object" && answer !== null ? String(valueOf(answer, "commit")) : "";
}

function valueOf(record: object, key: string): unknown {
  return Object.entries(record).find(([name]) => name === key)?.[1];
}

function told({ code, stdout, stderr }: ConsumerRun): string {
  return `it ended with ${String(code)}: ${stdout}${stderr}`;
}
