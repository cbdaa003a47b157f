import { MORE_VERSIONS } from "./registries.ts";
import type { Requests } from "./count-requests.ts";
import type { ConsumerResult } from "./measure-consumer.ts";
import type { DiffResult } from "./measure-diff.ts";
import type { BundleSize, Observed } from "./once.ts";
import type { RegistrySize } from "./landings.ts";

export interface PlanResult {
  readonly milliseconds: number;
  readonly observed: Omit<Observed, "output">;
}

/** What was measured on one size. */
export interface SizeResult {
  readonly size: RegistrySize;
  /** First-parent commits of main. */
  readonly commits: number;
  /** The yardstick: the one git pass over the roots that finds every landing. */
  readonly bareLog: number;
  /** The same pass over the whole tree, which finds more than is asked for. */
  readonly wholeLog: number;
  /** `plan --json` without any tag. */
  readonly first: PlanResult;
  readonly released: PlanResult;
  readonly releasedJson: PlanResult;
  readonly grown: PlanResult;
  readonly applyMilliseconds: number | null;
  /** `check` of one new version, in a clone with files. */
  readonly check: number;
  readonly requests: Requests;
}

export interface Results {
  readonly sizes: readonly SizeResult[];
  readonly start: { readonly bareNode: number; readonly version: number };
  readonly bundle: BundleSize;
  readonly diff: DiffResult;
  readonly consumer: ConsumerResult;
  readonly machine: Machine;
}

export interface Machine {
  readonly cores: number;
  readonly model: string;
  readonly memoryGigabytes: number;
  readonly node: string;
  readonly git: string;
  readonly date: string;
  readonly rounds: number;
}

const whole = (value: number): string => value.toLocaleString("en-US", { maximumFractionDigits: 0 });
const ms = (value: number): string => `${whole(value)} ms`;

interface Row {
  readonly what: string;
  readonly goal: string;
  readonly cell: (result: SizeResult) => string;
}

const PLANS = [
  { name: "`plan --json`, nothing tagged", of: (result: SizeResult) => result.first },
  { name: "`plan`, all released", of: (result: SizeResult) => result.released },
  { name: "`plan --json`, all released", of: (result: SizeResult) => result.releasedJson },
  { name: `\`plan\`, all released and ${String(MORE_VERSIONS)} new`, of: (result: SizeResult) => result.grown },
] as const;

const ROWS: readonly Row[] = [
  { what: "first-parent commits", goal: "", cell: ({ commits }) => whole(commits) },
  { what: "one bare `git log -- <roots>`", goal: "the yardstick", cell: ({ bareLog }) => ms(bareLog) },
  { what: "one bare `git log` of the whole tree", goal: "", cell: ({ wholeLog }) => ms(wholeLog) },
  {
    what: "`plan --json`, nothing tagged",
    goal: "≤ 1.2 × bare",
    cell: ({ first, bareLog, wholeLog }) =>
      `${ms(first.milliseconds)} (${(first.milliseconds / bareLog).toFixed(2)} ×; ${(first.milliseconds / wholeLog).toFixed(2)} × of the whole tree)`,
  },
  { what: "`plan`, all released", goal: "< 500 ms", cell: ({ released }) => ms(released.milliseconds) },
  { what: "`plan --json`, all released", goal: "", cell: ({ releasedJson }) => ms(releasedJson.milliseconds) },
  { what: `\`plan\`, all released and ${String(MORE_VERSIONS)} new`, goal: "", cell: ({ grown }) => ms(grown.milliseconds) },
  { what: "`check`, one new version", goal: "< 500 ms", cell: ({ check }) => ms(check) },
  ...PLANS.map(({ name, of }): Row => ({
    what: `git processes: ${name}`,
    goal: "≤ 12",
    cell: (result) => String(of(result).observed.gitProcesses),
  })),
  ...PLANS.map(({ name, of }): Row => ({
    what: `peak memory: ${name}`,
    goal: "< 250 MB",
    cell: (result) => `${whole(of(result).observed.peakMegabytes)} MB`,
  })),
  {
    what: "HTTP requests of the action on a push, nothing to do (API + git)",
    goal: "≤ 5",
    cell: ({ requests }) => `${String(requests.api)} + ${String(requests.git)}`,
  },
  {
    what: "`apply` of everything, once",
    goal: "",
    cell: ({ applyMilliseconds }) => (applyMilliseconds === null ? "not run" : `${(applyMilliseconds / 1000).toFixed(1)} s`),
  },
];

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** The results as Markdown tables, each figure beside the goal that 1,000×10 has to reach. */
export function renderResults({ sizes, start, bundle, diff, consumer, machine }: Results): string {
  const names = sizes.map(({ size }) => `${whole(size.flows)}×${String(size.versions)}`);
  const facts = `${String(machine.cores)} cores (${machine.model}), ${whole(machine.memoryGigabytes)} GB memory, Node ${machine.node}, git ${machine.git}, ${machine.date}; medians of ${String(machine.rounds)} interleaved rounds.`;
  return [
    facts,
    "",
    line(["registry (flows × versions)", ...names, "goal at 1,000×10"]),
    line(["---", ...names.map(() => "---:"), "---"]),
    ...ROWS.map(({ what, goal, cell }) => line([what, ...sizes.map(cell), goal])),
    "",
    line(["start and size", "measured", "goal"]),
    line(["---", "---:", "---"]),
    line(["`node -e 0`", ms(start.bareNode), ""]),
    line(["`flow-tagbot --version`", `${ms(start.version)} (+${ms(start.version - start.bareNode)})`, "≤ 40 ms over bare node"]),
    line(["the action's bundle", `${(bundle.bytes / 1e6).toFixed(2)} MB in ${String(bundle.files)} files`, "< 1.5 MB"]),
    line([
      `two flows of ${String(diff.lines)} lines read, compared and judged (${String(diff.changes)} changes)`,
      `${diff.warmMilliseconds.toFixed(1)} ms (${diff.coldMilliseconds.toFixed(0)} ms the first time in a process)`,
      "< 20 ms",
    ]),
    "",
    ...renderConsumer(consumer),
    "",
  ].join("\n");
}

function renderConsumer({ libraryMilliseconds, command, matching, transfers }: ConsumerResult): readonly string[] {
  return [
    line(["the consumer side", "measured", "goal"]),
    line(["---", "---:", "---"]),
    line(["`resolveFlow` of a cached exact version, in one process", `${libraryMilliseconds.toFixed(2)} ms`, "< 1 ms"]),
    line([
      "`flow-tagbot resolve` of the same",
      `${ms(command.resolve)} (+${ms(command.resolve - command.bareNode)})`,
      "≤ 60 ms over bare node",
    ]),
    line([
      `${whole(matching.references)} references parsed and matched with ${whole(matching.versions)} versions`,
      ms(matching.milliseconds),
      "< 1 s",
    ]),
    "",
    line(["from a server, registry of 1,000×10", "time", "requests", "bytes received"]),
    line(["---", "---:", "---:", "---:"]),
    ...transfers.map(({ what, transfer }) => line([what, ms(transfer.milliseconds), whole(transfer.requests), whole(transfer.bytes)])),
  ];
}

/** The page with the text between its markers replaced, which are comments such as `bench:begin` and `bench:end`. */
export function insertResults(page: string, name: string, results: string): string {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`The page lacks the markers ${begin} and ${end}.`);
  return `${before}${begin}\n${results}${end}${after}`;
}
