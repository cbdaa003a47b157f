import { SECRETS_CHECKED } from "../action/canaries.ts";
import type { Backfill } from "./limits.ts";
import type { Tally } from "./scenes.ts";

export interface Figures {
  readonly scenes: readonly { readonly name: string; readonly tallies: readonly (readonly [string, Tally])[] }[];
  readonly backfills: readonly { readonly what: string; readonly result: Backfill }[];
  readonly machine: string;
  readonly minutes: number;
}

const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;

/** The figures as Markdown tables. */
export function renderFigures({ scenes, backfills, machine, minutes }: Figures): string {
  const all = scenes.flatMap(({ tallies }) => tallies.map(([, tally]) => tally));
  const sum = (pick: (tally: Tally) => number): number => all.reduce((total, tally) => total + pick(tally), 0);
  const { canaries, spellings, scenarios, places } = SECRETS_CHECKED;
  return [
    `${sum(({ tried }) => tried)} points tried, ${sum(({ survived }) => survived)} survived (${machine}, ${minutes.toFixed(0)} minutes).`,
    "",
    line(["what was done to a run", "points tried", "survived", "only by the second run"]),
    line(["---", "---:", "---:", "---:"]),
    ...scenes.flatMap(({ name, tallies }) => [
      line([`**${name}**`, "", "", ""]),
      ...tallies.map(([what, { tried, survived, slow }]) => line([what, tried, survived, slow])),
    ]),
    "",
    line(["backfill", "runs: releases made (exit code)", "most writes a minute", "an hour", "refused", "made twice"]),
    line(["---", "---", "---:", "---:", "---:", "---:"]),
    ...backfills.map(({ what, result: { legs, perMinute, perHour, refusals, repeated } }) =>
      line([what, legs.map(({ released, code }) => `${released} (${code})`).join(", "), perMinute, perHour, refusals, repeated.length]),
    ),
    "",
    // The test of secrets fails unless these are its numbers, and if it finds any.
    `Secrets grepped: ${canaries} canaries in ${spellings} spellings, in ${places} places of ${scenarios} scenarios; none is found.`,
    "",
  ].join("\n");
}
