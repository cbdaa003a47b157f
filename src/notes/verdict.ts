import type { CapabilityFacts, FlowFacts } from "../model/notes-facts.ts";

const STEPS = { none: "No step needed", patch: "Patch", minor: "Minor", major: "Major" } as const;

const MOST_NAMES = 5;

/** The changes between two versions in one sentence; names are foreign. Null for a first version. */
export function renderVerdict({ requiredBump, needs, gained, lost, changes }: FlowFacts): string | null {
  if (requiredBump === null) return null;
  const breaking = changes.filter((change) => change.breaking).length;
  const parts = [
    ...(breaking === 0 ? [] : [count(breaking, "breaking change")]),
    ...(gained.length === 0 ? [] : [`gains ${renderCapabilities(gained)}`]),
    ...(lost.length === 0 ? [] : [`loses ${renderCapabilities(lost)}`]),
    ...(needs === null ? [] : [`the number should be ${needs} or higher`]),
  ];
  const words = parts.length === 0 && changes.length > 0 ? [count(changes.length, "change")] : parts;
  // Rules may be off, and single changes allowed.
  if (words.length === 0) return requiredBump === "none" ? "No change in what the flow does." : `${STEPS[requiredBump]}.`;
  return `${STEPS[requiredBump]}: ${words.join("; ")}.`;
}

function renderCapabilities(capabilities: readonly CapabilityFacts[]): string {
  const kinds = Map.groupBy(capabilities, ({ kind }) => kind);
  return Array.from(kinds, ([kind, ofKind]) => {
    const names = ofKind.slice(0, MOST_NAMES).map(({ name }) => name);
    const rest = ofKind.length - names.length;
    return `the ${kind}${ofKind.length === 1 ? "" : "s"} ${joined(rest === 0 ? names : [...names, `${rest} more`])}`;
  }).join(" and ");
}

function joined(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
