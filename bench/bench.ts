import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import type { RegistrySize } from "./landings.ts";
import { measureConsumer } from "./measure-consumer.ts";
import { measureDiff } from "./measure-diff.ts";
import { measureSize } from "./measure-size.ts";
import { bundleSize } from "./once.ts";
import { prepareRegistries } from "./registries.ts";
import { insertResults, renderResults } from "./results.ts";
import type { Machine, SizeResult } from "./results.ts";
import { interleave, runCommand } from "./run.ts";

const PROJECT = join(import.meta.dirname, "..");
const START_ROUNDS_PER_ROUND = 3;

interface Flags {
  readonly size?: readonly RegistrySize[];
  readonly large?: boolean;
  readonly rounds: number;
  readonly keep?: string;
  readonly write?: boolean;
  readonly dist?: string;
}

const SEED = 1;
const SMALL: readonly RegistrySize[] = [
  { flows: 100, versions: 5, seed: SEED },
  { flows: 1000, versions: 10, seed: SEED },
];
/** The one that consumers read from. */
const CONSUMER: RegistrySize = { flows: 1000, versions: 10, seed: SEED };
const LARGE: RegistrySize = { flows: 5000, versions: 20, seed: SEED };

const flags = new Command("npm run bench --")
  .description("Measures flow-tagbot on generated registries and prints Markdown tables. Build first: npm run build.")
  .option("--size <flows>x<versions>", "measure this size instead of 100x5 and 1000x10; may be repeated", collectSizes)
  .option("--large", "measure 5000x20 too: ten minutes to generate it, some gigabytes of disk")
  .option("--rounds <n>", "timed rounds after one that is not counted", parseCount, 7)
  .option("--keep <folder>", "keep the generated registries there, and use those that are there")
  .option("--write", "write the tables into docs/performance.md")
  .option("--dist <folder>", "where command.js and action.js are (default: this project's dist)")
  .addHelpText(
    "after",
    "\nWhat is measured:\n  times      plan and plan --json beside one bare git log, in turn in every round; --version beside node -e 0\n  counts     git processes that a run starts, peak memory of its Node process (runs of their own, not timed)\n  size       dist/action.js with every chunk that it can load",
  )
  .parse()
  .opts<Flags>();

const dist = resolve(flags.dist ?? join(PROJECT, "dist"));
const [command, action] = [join(dist, "command.js"), join(dist, "action.js")];
const missing = [command, action].find((file) => !existsSync(file));
if (missing === undefined) await bench();
else {
  console.error(`${missing} is missing. Build it with: npm run build`);
  process.exitCode = 1;
}

async function bench(): Promise<void> {
  const base = flags.keep === undefined ? mkdtempSync(join(tmpdir(), "flow-tagbot-bench-")) : resolve(flags.keep);
  mkdirSync(base, { recursive: true });
  try {
    const sizes: SizeResult[] = [];
    for (const size of [...(flags.size ?? SMALL), ...(flags.large === true ? [LARGE] : [])])
      sizes.push(await measureSize(size, { base, node: process.execPath, command, action, rounds: flags.rounds, say }));
    say("start");
    const node = { file: process.execPath, args: ["-e", "0"] };
    const version = { file: process.execPath, args: [command, "--version"] };
    const start = await interleave(
      [
        { name: "node", command: node },
        { name: "version", command: version },
      ],
      flags.rounds * START_ROUNDS_PER_ROUND,
      () => undefined,
    );
    const tables = renderResults({
      sizes,
      start: { bareNode: start.get("node") ?? NaN, version: start.get("version") ?? NaN },
      bundle: bundleSize(action),
      diff: measureDiff(),
      consumer: await measureConsumer({
        registry: (await prepareRegistries(base, CONSUMER, process.execPath, command, say)).released,
        base,
        node: process.execPath,
        command,
        rounds: flags.rounds * START_ROUNDS_PER_ROUND,
        say,
      }),
      machine: await readMachine(),
    });
    console.log(tables);
    if (flags.write === true) {
      const page = join(PROJECT, "docs", "performance.md");
      writeFileSync(page, insertResults(readFileSync(page, "utf8"), "bench", tables));
    }
  } finally {
    if (flags.keep === undefined) rmSync(base, { recursive: true, force: true });
  }
}

async function readMachine(): Promise<Machine> {
  const git = await runCommand({ file: "git", args: ["--version"] }, [0], true);
  return {
    cores: availableParallelism(),
    model: cpus()[0]?.model ?? "unknown",
    memoryGigabytes: totalmem() / 2 ** 30,
    node: process.version.slice(1),
    git: git.output.trim().replace("git version ", ""),
    date: new Date().toISOString().slice(0, 10),
    rounds: flags.rounds,
  };
}

function say(text: string): void {
  console.error(`bench: ${text}`);
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError("A whole number above 0 is needed.");
  return count;
}

function collectSizes(text: string, before: readonly RegistrySize[] = []): readonly RegistrySize[] {
  const [, flows, versions] = /^([1-9]\d*)x([1-9]\d*)$/.exec(text) ?? [];
  if (flows === undefined || versions === undefined) throw new InvalidArgumentError("Two whole numbers are needed, as in 100x5.");
  return [...before, { flows: Number(flows), versions: Number(versions), seed: SEED }];
}
