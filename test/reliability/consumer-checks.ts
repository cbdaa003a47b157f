import { hash } from "node:crypto";
import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { verifyCache } from "../../src/resolve/cache/verify.ts";
import type { ConsumerRun, ConsumerWorld } from "./consumer-world.ts";

/** Digest of each file below a folder, by its path there; `link` or `other` for what is no file. */
export type Files = Readonly<Record<string, string>>;

export function readFiles(folder: string): Files {
  if (!existsSync(folder)) return {};
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  return Object.fromEntries(
    found
      .map(({ parentPath, name }) => join(parentPath, name))
      .toSorted()
      .map((path) => [path.slice(folder.length + 1), describe(path)]),
  );
}

function describe(path: string): string {
  const stats = lstatSync(path);
  if (!stats.isFile()) return stats.isSymbolicLink() ? "link" : "other";
  return `${hash("sha256", readFileSync(path))}${(stats.mode & 0o111) === 0 ? "" : " x"}`;
}

/** What the cache of a world holds. */
export interface CacheState {
  /** Files of each entry, without its marker; an entry without a marker has none. */
  readonly entries: readonly Files[];
  /** Things in staging folders. */
  readonly stages: number;
  readonly damaged: readonly string[];
}

/** Looks at a cache by hand, and as `cache verify` does. */
export function readCache({ cache }: Pick<ConsumerWorld, "cache">): CacheState {
  const layout = join(cache, "v1");
  const registries = namesIn(layout);
  const stages = registries.flatMap((name) => namesIn(name === ".stages" ? join(layout, name) : join(layout, name, "stages")));
  const entries = registries.flatMap((name) => namesIn(join(layout, name, "entries")).map((entry) => join(layout, name, "entries", entry)));
  return {
    entries: entries.map((entry) => (existsSync(join(entry, "entry.json")) ? readFiles(join(entry, "files")) : {})),
    stages: stages.length,
    damaged: existsSync(cache) ? verifyCache(cache).damaged.map(({ path, why }) => `${path}: ${why}`) : [],
  };
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** What is wrong with a cache in which nothing but this one entry may be, whole or not at all. */
export function checkCache(
  state: CacheState,
  files: Files,
  { isThere, isSwept }: { isThere: boolean; isSwept: boolean },
): readonly string[] {
  const { entries, stages, damaged } = state;
  return [
    ...damaged.map((text) => `damaged: ${text}`),
    ...entries.filter((entry) => !isDeepStrictEqual(entry, files)).map((entry) => `an entry holds ${JSON.stringify(entry)}`),
    ...(entries.length > 1 ? [`${entries.length} entries`] : []),
    ...(isThere && entries.length === 0 ? ["there is no entry"] : []),
    ...(isSwept && stages > 0 ? [`${stages} things are left in staging folders`] : []),
  ];
}

const PROBLEMS = z.object({
  schema: z.literal(1),
  problems: z.array(z.object({ code: z.string(), message: z.string(), fix: z.string() })).min(1),
});

/** Codes of what a run failed with; null where it said that in no orderly way. */
export function codesOf({ code, stdout, stderr }: ConsumerRun): readonly string[] | null {
  if (code !== 1 || /^\s+at \S+ \(|node:internal|error in flow-tagbot itself/m.test(stderr)) return null;
  try {
    return PROBLEMS.parse(JSON.parse(stdout)).problems.map((problem) => problem.code);
  } catch {
    return null;
  }
}

/** What is no part of the answer itself. */
const TOLD = ["copied", "notices", "cached"];

/** What a run answered, without the world's own paths and addresses, and without what it told on the way; null where it failed. */
export function answerOf({ github, base }: ConsumerWorld, { code, stdout }: ConsumerRun): unknown {
  if (code !== 0) return null;
  const own = stdout.replaceAll(base, "<base>").replaceAll(github.serverUrl, "<server>");
  const answer = Object.entries(z.record(z.string(), z.unknown()).parse(JSON.parse(own))).filter(([name]) => !TOLD.includes(name));
  // The folder of a registry in the cache is named after its address.
  return JSON.parse(JSON.stringify(Object.fromEntries(answer)).replaceAll(/<base>\/cache\/v1\/[^/]+\/entries\/[^/]+/g, "<entry>"));
}

const PATIENCE_MS = 5000;

/** Processes of a world that still run some time after it came to its end, by their commands; none on systems without /proc. */
export async function findProcesses({ base }: Pick<ConsumerWorld, "base">): Promise<readonly string[]> {
  const mark = `HOME=${join(base, "home")}\0`;
  for (let waited = 0; ; waited += 5) {
    const running = existsSync("/proc/self/environ") ? readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && runs(pid, mark)) : [];
    if (running.length === 0 || waited > PATIENCE_MS)
      return running.map((pid) => `process ${pid} still runs: ${readProcess(pid, "cmdline")}`);
    await setTimeout(5);
  }
}

function runs(pid: string, mark: string): boolean {
  return readProcess(pid, "environ").includes(mark) && !/\) Z /.test(readProcess(pid, "stat"));
}

function readProcess(pid: string, name: string): string {
  try {
    return readFileSync(join("/proc", pid, name), "utf8");
  } catch {
    // It is gone, or somebody else's.
    return "";
  }
}
