import type { Fuzzed } from "./fuzz-references.ts";
import type { HostileTrial } from "./hostile-trial.ts";

/** What was done to those who fetch, and what became of it. */
export interface ConsumerTally {
  readonly what: string;
  readonly tried: number;
  readonly survived: number;
  /** Runs that gave the right answer although they met the point; null where that is no question. */
  readonly atOnce: number | null;
  /** Things that they left in staging folders, and that the next run swept; null where that is no question. */
  readonly stages: number | null;
}

export interface ConsumerFigures {
  readonly tallies: readonly ConsumerTally[];
  readonly hostile: readonly HostileTrial[];
  readonly fuzzed: Fuzzed;
  readonly machine: string;
  readonly minutes: number;
}

const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6)} MB`;
const whole = (count: number): string => count.toLocaleString("en-US");

/** The figures as Markdown tables. */
export function renderConsumerFigures({ tallies, hostile, fuzzed, machine, minutes }: ConsumerFigures): string {
  const well = hostile.filter(({ troubles }) => troubles.length === 0).length;
  const sum = (pick: (tally: ConsumerTally) => number): number => tallies.reduce((total, tally) => total + pick(tally), 0);
  const most = (pick: (trial: HostileTrial) => number): string => megabytes(Math.max(0, ...hostile.map(pick)));
  const ends = Map.groupBy(hostile, ({ ended }) => ended.split(", ", 1)[0] ?? "");
  const refused = hostile.filter(({ ended }) => ended !== "fine");
  return [
    `${sum(({ tried }) => tried)} points tried, ${sum(({ survived }) => survived)} survived; ${hostile.length} hostile registries tried, ${well} without harm (${machine}, ${minutes.toFixed(0)} minutes).`,
    "",
    line(["what was done to those who fetch", "tried", "survived", "right at once", "left in staging folders, and swept"]),
    line(["---", "---:", "---:", "---:", "---:"]),
    ...tallies.map(({ what, tried, survived, atOnce, stages }) => line([what, tried, survived, atOnce ?? "", stages ?? ""])),
    "",
    line(["how a hostile registry was answered", "registries"]),
    line(["---", "---:"]),
    ...[...ends]
      .toSorted(([, one], [, other]) => other.length - one.length)
      .map(([ended, trials]) =>
        line([ended === "fine" ? "without harm: what is bad in it is not used, or is not bad" : `\`${ended}\``, trials.length]),
      ),
    "",
    `While they were read, the cache had ${most(({ peak }) => peak)} at most, and ${megabytes(Math.max(0, ...refused.map(({ left }) => left)))} at most after a refusal; the program took ${most(({ memory }) => memory)} of memory at most.`,
    "",
    `${whole(fuzzed.references + fuzzed.failures)} texts were read as references: ${whole(fuzzed.references)} are some, ${whole(fuzzed.failures)} were refused with the column, and nothing else happened.`,
    "",
  ].join("\n");
}
