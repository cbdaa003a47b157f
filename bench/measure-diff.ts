import { compareFlows } from "../src/changes/compare.ts";
import { chooseProfile } from "../src/changes/choose-profile.ts";
import { evaluateChanges, requiredBump } from "../src/changes/evaluate.ts";
import { settingsFor } from "../src/changes/settings.ts";
import { DEFAULT_GUARD } from "../src/config/guard.ts";
import { parseYaml } from "../src/registry/parse-yaml.ts";
import { longFlowText } from "./flow-text.ts";
import { median } from "./run.ts";

const ROUNDS = 200;

export interface DiffResult {
  readonly lines: number;
  readonly changes: number;
  /** Two texts to the required bump: once, in a process that has never done it, and the median of many times after that. */
  readonly coldMilliseconds: number;
  readonly warmMilliseconds: number;
}

/** Reads, compares and judges two versions of a long flow, within this process. */
export function measureDiff(): DiffResult {
  const texts = [longFlowText(1), longFlowText(2)] as const;
  const times: number[] = [];
  let changes = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const begun = performance.now();
    changes = compare(texts);
    times.push(performance.now() - begun);
  }
  const [cold = NaN, ...warm] = times;
  return { lines: texts[0].split("\n").length - 1, changes, coldMilliseconds: cold, warmMilliseconds: median(warm) };
}

function compare([before, after]: readonly [string, string]): number {
  const [older, newer] = [parseYaml(before), parseYaml(after)];
  if (!older.ok || !newer.ok) throw new Error("a generated flow cannot be read");
  const comparison = compareFlows(older.root, newer.root, chooseProfile(newer.root, null));
  const { hits } = evaluateChanges(comparison, { settings: settingsFor(DEFAULT_GUARD, "", "long"), allowances: [] });
  if (requiredBump(hits) !== "minor") throw new Error(`the generated change needs a ${requiredBump(hits)} step`);
  return comparison.changes.length;
}
