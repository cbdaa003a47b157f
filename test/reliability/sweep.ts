import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { insertResults } from "../../bench/results.ts";
import { sweepConsumers } from "./consumer-sweep.ts";
import { renderFigures, type Figures } from "./figures.ts";
import { backfill, isInOrder } from "./limits.ts";
import { nameOf, type Point } from "./points.ts";
import { openScenes, tryPoints, tryRaces, type Scene, type Tally } from "./scenes.ts";

const RACES = 10;
const LIMITS = { perMinute: 80, perHour: 500 };
const BACKFILL = { versions: 500, limits: LIMITS, others: 0, maxMinutes: null, maxReleases: null };
const BACKFILLS = [
  ["500 versions", BACKFILL],
  ["600 versions, more than an hour takes", { ...BACKFILL, versions: 600 }],
  ["500 versions, after 100 writes of others", { ...BACKFILL, others: 100 }],
  ["500 versions, `max-releases: 200`", { ...BACKFILL, maxReleases: 200 }],
  ["500 versions, `max-minutes: 10`", { ...BACKFILL, maxMinutes: 10 }],
] as const;

interface Flags {
  readonly part?: "producer" | "consumer";
  readonly only?: string;
  readonly workers: number;
  readonly write?: boolean;
}

const { part, only, workers, write } = new Command("npm run reliability --")
  .description("Kills runs, injects every fault at every request, races and backfills, and prints what was survived as Markdown tables.")
  .addOption(
    new Option("--part <part>", "only those who publish, or only those who use what was published").choices(["producer", "consumer"]),
  )
  .option("--only <text>", "only the points of those who publish whose name has this text; prints no tables")
  .option("--workers <n>", "how many points are tried at once", parseCount, Math.max(2, availableParallelism()))
  .option("--write", "write the tables into docs/reliability.md")
  .parse()
  .opts<Flags>();

const machine = `${availableParallelism()} cores, Node ${process.version.slice(1)}, ${new Date().toISOString().slice(0, 10)}`;

if (part !== "consumer") await withScenes(only === undefined ? sweep : (scenes) => trySome(scenes, only));
if (part !== "producer" && only === undefined) {
  const { tables, isWell } = await sweepConsumers({ workers, machine, say });
  finish("consumers", tables, isWell);
}

async function withScenes(work: (scenes: readonly Scene[]) => Promise<void>): Promise<void> {
  const scenes = await openScenes();
  try {
    await work(scenes);
  } finally {
    for (const { template } of scenes) await template.close();
  }
}

function finish(name: string, tables: string, isWell: boolean): void {
  process.stdout.write(`${tables}\n`);
  if (!isWell) process.exitCode = 1;
  if (write !== true) return;
  const page = join(import.meta.dirname, "..", "..", "docs", "reliability.md");
  writeFileSync(page, insertResults(readFileSync(page, "utf8"), name, tables));
}

async function sweep(scenes: readonly Scene[]): Promise<void> {
  const begun = performance.now();
  const results: Figures["scenes"][number][] = [];
  for (const scene of scenes) {
    const tallies: [string, Tally][] = [];
    for (const { what, points } of scene.stages) tallies.push([what, await tryAll(scene, points)]);
    tallies.push(["two runs at once", await tryRaces(scene, RACES, say)]);
    results.push({ name: scene.name, tallies });
  }
  const backfills: Figures["backfills"][number][] = [];
  for (const [what, options] of BACKFILLS) {
    say(`backfill: ${what}`);
    backfills.push({ what, result: await backfill(options) });
  }
  const tables = renderFigures({
    scenes: results,
    backfills,
    machine,
    minutes: (performance.now() - begun) / 60_000,
  });
  const isWell =
    results.every(({ tallies }) => tallies.every(([, { tried, survived }]) => tried === survived)) &&
    backfills.every(({ result }) => isInOrder(result, BACKFILL.limits));
  finish("reliability", tables, isWell);
}

async function trySome(scenes: readonly Scene[], text: string): Promise<void> {
  for (const scene of scenes) {
    const points = scene.stages.flatMap((stage) => stage.points).filter((point) => nameOf(point).includes(text));
    const { tried, survived } = await tryAll(scene, points);
    process.stdout.write(`${scene.name}: ${tried} points tried, ${survived} survived\n`);
    if (tried !== survived) process.exitCode = 1;
  }
}

function tryAll(scene: Scene, points: readonly Point[]): Promise<Tally> {
  let done = 0;
  return tryPoints(scene, points, workers, ({ name, troubles }) => {
    done += 1;
    say(`${done}/${points.length} ${troubles.length === 0 ? "survived" : "NOT SURVIVED"}: ${name}`);
    for (const trouble of troubles) say(trouble);
  });
}

function say(text: string): void {
  process.stderr.write(`reliability: ${text}\n`);
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError("A whole number above 0 is needed.");
  return count;
}
