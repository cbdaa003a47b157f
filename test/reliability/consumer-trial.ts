import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { LoggedRequest } from "../support/github/request-log.ts";
import { arm } from "./arm.ts";
import { answerOf, checkCache, codesOf, findProcesses, readCache, readFiles, type Files } from "./consumer-checks.ts";
import { nameOfPoint, type ConsumerPoint } from "./consumer-points.ts";
import { FETCHED, openConsumerWorld, type ConsumerRun, type ConsumerTemplate, type ConsumerWorld, type Way } from "./consumer-world.ts";

/** What a run does that nothing disturbs. */
export interface Undisturbed {
  readonly template: ConsumerTemplate;
  readonly way: Way;
  readonly answer: unknown;
  readonly requests: readonly LoggedRequest[];
  /** The changes of the disk, by what is called. */
  readonly changes: readonly string[];
  /** Of the entry, and of the copy. */
  readonly files: Files;
  readonly copied: Files;
}

export interface Trial {
  readonly name: string;
  /** What is not as it should be; nothing where the point was survived. */
  readonly troubles: readonly string[];
  /** The run that met the point gave the right answer all the same. */
  readonly atOnce: boolean;
  /** Things that it left in staging folders. */
  readonly stages: number;
  /** Things that the next run left beside the copy. */
  readonly litter: number;
}

/** Where copies are staged, in the user's own folder. */
const STAGE = /^\.flow-tagbot-/;

/** git and fetch would wait for a silent server for minutes, real ones. */
const IMPATIENT = { GIT_HTTP_LOW_SPEED_LIMIT: "1", GIT_HTTP_LOW_SPEED_TIME: "1", IMPATIENT: "1000" };

export async function readUndisturbed(template: ConsumerTemplate, way: Way): Promise<Undisturbed> {
  const world = await openConsumerWorld(template, way);
  try {
    const log = join(world.base, "changes");
    const run = await fetchFlow(world, { STRIKE_LOG: log });
    const answer = answerOf(world, run);
    const requests = [...world.github.requests];
    const [files = {}, ...others] = readCache(world).entries;
    const copied = readFiles(world.out);
    const troubles = [
      ...checkCache(readCache(world), files, { isThere: true, isSwept: true }),
      ...(await findProcesses(world)),
      ...world.github.violations,
    ];
    if (answer === null || others.length > 0 || Object.keys(files).length !== 3 || Object.keys(copied).length !== 3 || troubles.length > 0)
      throw new Error(`A run without faults: ${troubles.join("; ")}\n${run.stdout}${run.stderr}`);
    return { template, way, answer, requests, changes: readFileSync(log, "utf8").trim().split("\n"), files, copied };
  } finally {
    await world.close();
  }
}

/** Lets a run meet the point, looks at what it left, and runs once more without. */
export async function tryPoint(undisturbed: Undisturbed, point: ConsumerPoint): Promise<Trial> {
  const { template, way, files, copied } = undisturbed;
  const world = await openConsumerWorld(template, way);
  try {
    const troubles: string[] = [];
    const first = await meet(world, point, troubles);
    const isKilled = point.kind !== "fault";
    const left = readCache(world);
    const { whole, others } = readCopy(world, copied);
    troubles.push(
      ...(await findProcesses(world)),
      ...checkCache(left, files, { isThere: false, isSwept: !isKilled }),
      ...others.filter((path) => !isKilled || !STAGE.test(path)).map((path) => `${path} was left in the folder of the copy`),
    );
    if (!isKilled) troubles.push(...checkEnd(world, undisturbed, first));
    if (first.code === 1 && whole > 0) troubles.push("a run that failed copied files");
    const next = await fetchFlow(world);
    const after = readCopy(world, copied);
    troubles.push(
      ...(isDeepStrictEqual(answerOf(world, next), undisturbed.answer)
        ? []
        : [`the next run ended with ${String(next.code)}: ${next.stdout}${next.stderr}`]),
      ...checkCache(readCache(world), files, { isThere: true, isSwept: true }).map((text) => `after the next run: ${text}`),
      ...(after.whole === Object.keys(copied).length ? [] : ["the next run did not complete the copy"]),
      ...after.others.filter((path) => !STAGE.test(path)).map((path) => `after the next run: ${path} is not of the copy`),
      ...(await findProcesses(world)),
      ...world.github.violations,
    );
    const litter = new Set(after.others.map((path) => path.split("/")[0])).size;
    return { name: `${way}: ${nameOfPoint(point)}`, troubles, atOnce: first.code === 0, stages: left.stages, litter };
  } finally {
    await world.close();
  }
}

function fetchFlow(world: ConsumerWorld, environment: Readonly<Record<string, string>> = {}): Promise<ConsumerRun> {
  return world.run([...FETCHED, world.out], { environment });
}

async function meet(world: ConsumerWorld, point: ConsumerPoint, troubles: string[]): Promise<ConsumerRun> {
  if (point.kind === "change") {
    const run = await fetchFlow(world, {
      STRIKE_AT: String(point.at),
      ...(point.half ? { STRIKE_HALF: "1" } : {}),
      ...(point.group ? { STRIKE_GROUP: "1" } : {}),
    });
    if (run.code !== null) troubles.push(`the run was not killed, and ended with ${run.code}`);
    return run;
  }
  const armed = arm(world.github, point);
  const run = await world.run([...FETCHED, world.out], {
    environment: point.kind === "fault" && point.entry.fault.answer === "hang" ? IMPATIENT : {},
    killed: armed.killed,
    group: point.kind === "kill" && point.children,
  });
  armed.disarm();
  if (!armed.met()) troubles.push("the run did not come to this point");
  if (point.kind === "kill" && run.code !== null) troubles.push(`the run was not killed, and ended with ${run.code}`);
  return run;
}

/** A run that ended by itself says the truth, or what it failed with. */
function checkEnd(world: ConsumerWorld, { answer }: Undisturbed, run: ConsumerRun): readonly string[] {
  if (run.code === 0) return isDeepStrictEqual(answerOf(world, run), answer) ? [] : [`it gave another answer: ${run.stdout}`];
  return codesOf(run) === null ? [`it ended with ${String(run.code)}: ${run.stdout}${run.stderr}`] : [];
}

/** How many of the copies are there, and what else is in their folder. */
function readCopy({ out }: ConsumerWorld, copied: Files): { readonly whole: number; readonly others: readonly string[] } {
  const there = existsSync(out) ? Object.entries(readFiles(out)) : [];
  const isWhole = ([path, digest]: readonly [string, string]): boolean => copied[path] === digest;
  return { whole: there.filter(isWhole).length, others: there.filter((file) => !isWhole(file)).map(([path]) => path) };
}
