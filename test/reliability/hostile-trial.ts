import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { folderSize } from "../../src/git/remote/watch-size.ts";
import { LIMITS } from "../../src/resolve/limits.ts";
import { codesOf, findProcesses, readCache, readFiles } from "./consumer-checks.ts";
import { openConsumerWorld, type ConsumerRun, type ConsumerTemplate, type ConsumerWorld, type Way } from "./consumer-world.ts";
import type { HostileRow } from "./hostile-row.ts";
import { openRawRegistry } from "./raw-registry.ts";

export interface HostileTrial {
  readonly name: string;
  /** What `resolve` ended with: codes, or `fine`. */
  readonly ended: string;
  readonly troubles: readonly string[];
  /** Bytes that the cache had at most while it ran, and in the end. */
  readonly peak: number;
  readonly left: number;
  /** Memory of the program at most, in bytes. */
  readonly memory: number;
}

/** As much as a fetch may take on disk before it is ended: two packs of all contents, the listings, and what came between two looks. */
const MOST_DISK = 2 * LIMITS.totalBytes + 64 * LIMITS.treeEntries + 32 * 1024 * 1024;
/** What a cache without an entry has. */
const MOST_LEFT = 1024 * 1024;
const MOST_MEMORY = 1024 * 1024 * 1024;
/** What could be written outside by one of these names. */
const OUTSIDE = ["flow-tagbot-evil", "flow-tagbot-evil.md"].map((name) => join("/tmp", name));

const MEMORY = join(import.meta.dirname, "../../bench/report-peak-memory.mjs");

/** Asks a hostile registry, by `resolve` and by `fetch -o`, with an empty cache each. */
export async function tryHostile(template: Omit<ConsumerTemplate, "bareRepository">, way: Way, row: HostileRow): Promise<HostileTrial> {
  const base = mkdtempSync(join(tmpdir(), "flow-tagbot-hostile-"));
  try {
    const registry = openRawRegistry(join(base, "hostile.git"));
    row.build(registry);
    const { reference = "bot@team" } = row;
    const first = await ask({ ...template, bareRepository: registry.path }, way, row, ["fetch", reference, "--output", "out"]);
    const second = await ask({ ...template, bareRepository: registry.path }, way, row, ["resolve", reference], async (world) => {
      if (row.then === undefined) return [];
      const { change, expected, reference: next } = row.then;
      change(registry);
      return checkCodes(await world.run(["resolve", next, "--json"]), expected).map((text) => `then: ${text}`);
    });
    const name = `${way}: ${row.name}`;
    return {
      name,
      ended: second.ended,
      troubles: [...first.troubles.map((text) => `fetch: ${text}`), ...second.troubles.map((text) => `resolve: ${text}`)],
      peak: Math.max(first.peak, second.peak),
      left: Math.max(first.left, second.left),
      memory: Math.max(first.memory, second.memory),
    };
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

async function ask(
  template: ConsumerTemplate,
  way: Way,
  { expected }: HostileRow,
  args: readonly string[],
  then: (world: ConsumerWorld) => Promise<readonly string[]> = () => Promise.resolve([]),
): Promise<Omit<HostileTrial, "name">> {
  const world = await openConsumerWorld(template, way);
  try {
    mkdirSync(world.cache);
    const before = listOutside(world);
    const memoryFile = join(world.base, "memory");
    const running = world.run([...args, "--json"], {
      environment: { NODE_OPTIONS: `--import=${MEMORY}`, FLOW_TAGBOT_BENCH_MEMORY: memoryFile },
    });
    const peak = await watchPeak(world.cache, running);
    const run = await running;
    const memory = existsSync(memoryFile) ? Number(readFileSync(memoryFile, "utf8")) * 1024 : 0;
    rmSync(memoryFile, { force: true });
    const left = await folderSize(world.cache);
    const { damaged, stages, entries } = readCache(world);
    const isFine = run.code === 0;
    const troubles = [
      ...checkCodes(run, expected),
      ...damaged,
      ...(stages > 0 ? [`${stages} things are left in staging folders`] : []),
      ...(entries.length > (isFine ? 1 : 0) ? [`${entries.length} entries`] : []),
      ...(peak > MOST_DISK ? [`the cache had ${peak} bytes`] : []),
      ...(!isFine && left > MOST_LEFT ? [`the cache has ${left} bytes in the end`] : []),
      ...(memory > MOST_MEMORY ? [`the program took ${memory} bytes of memory`] : []),
      ...listOutside(world)
        .filter((path) => !before.includes(path))
        .map((path) => `${path} was written`),
      ...Object.entries({ ...readFiles(world.out), ...readFiles(world.cache) })
        .filter(([, kind]) => kind === "link" || kind === "other")
        .map(([path]) => `${path} is no file`),
      ...(await findProcesses(world)),
    ];
    return {
      ended: isFine ? "fine" : (codesOf(run)?.join(", ") ?? "no code"),
      troubles: [...troubles, ...(await then(world))],
      peak,
      left,
      memory,
    };
  } finally {
    await world.close();
  }
}

function checkCodes(run: ConsumerRun, expected: readonly string[]): readonly string[] {
  const codes = run.code === 0 ? ["fine"] : codesOf(run);
  const isRight = codes?.some((code) => expected.includes(code)) === true;
  return isRight
    ? []
    : [
        `it ended with ${String(run.code)} (${codes?.join(", ") ?? "no code"}), not ${expected.join(" or ")}: ${run.stdout.slice(0, 600)}${run.stderr.slice(0, 600)}`,
      ];
}

async function watchPeak(folder: string, end: Promise<unknown>): Promise<number> {
  const state = { isOver: false, peak: 0 };
  const over = end.finally(() => {
    state.isOver = true;
  });
  while (!state.isOver) {
    await Promise.race([setTimeout(25), over]);
    state.peak = Math.max(state.peak, await folderSize(folder));
  }
  return state.peak;
}

/** Everything around the cache and the copy, and what a hostile name could mean. */
function listOutside({ base }: ConsumerWorld): readonly string[] {
  const own = readdirSync(base, { recursive: true, withFileTypes: true })
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => !["cache", "out", "memory"].some((name) => path === join(base, name) || path.startsWith(join(base, name, "/"))));
  return [...own, ...OUTSIDE.filter((path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined)];
}
