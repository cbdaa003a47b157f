import type { Capability, Comparison } from "../changes/change.ts";

/** One thing that a flow may do, as part of what was gained or lost; in foreign words. */
export interface CapabilityRow {
  readonly sign: "+" | "-";
  readonly kind: Capability["kind"];
  readonly name: string;
  /** The components that have or had it. */
  readonly owners: readonly string[];
  /** What that means for the flow as a whole; our own words. */
  readonly meaning: string;
}

/** What was gained, then what was lost; what concerns the flow as a whole first. */
export function toCapabilityRows({ gained, lost }: Comparison["capabilities"]): readonly CapabilityRow[] {
  return [...gained.toSorted(wholeFirst).map((one) => toRow(one, "+")), ...lost.toSorted(wholeFirst).map((one) => toRow(one, "-"))];
}

function toRow({ kind, name, owners, wholly }: Capability, sign: "+" | "-"): CapabilityRow {
  const isGain = sign === "+";
  const meaning = wholly
    ? isGain
      ? "new to the flow"
      : "gone from the flow"
    : isGain
      ? "other components had it before"
      : "other components still have it";
  return { sign, kind, name, owners, meaning };
}

function wholeFirst(a: Capability, b: Capability): number {
  return Number(b.wholly) - Number(a.wholly);
}
