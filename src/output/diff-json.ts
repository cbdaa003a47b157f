import type { Capability, Change, Comparison, Shown } from "../changes/change.ts";
import type { RuleHit } from "../changes/evaluate.ts";
import type { Place } from "../model/place.ts";
import type { Bump, Level, Subject, Trait } from "../model/rule.ts";
import { ruleDocsUrl, type RuleId } from "../model/rules.ts";
import type { Compared } from "../changes/compared.ts";

/** One change of `diff --json`. Steps of a path are texts for keys and names, numbers (from 0) for unnamed items. */
export interface JsonChange {
  readonly kind: Change["kind"];
  readonly path: readonly (string | number)[];
  readonly subject: Subject;
  readonly name: string;
  readonly owner: string | null;
  readonly traits: readonly Trait[];
  /** A scalar as it is, a list or map as its size; names for what was renamed, places from 0 for what was moved. */
  readonly from: JsonShown | null;
  readonly to: JsonShown | null;
  /** Where it is in the two files; null where it was added. */
  readonly before: Place | null;
  readonly after: Place;
  readonly parts: readonly JsonChange[];
}

export type JsonShown = Shown | { readonly kind: "name"; readonly value: string } | { readonly kind: "place"; readonly value: number };

/** A rule that fired. */
export interface JsonHit {
  readonly rule: RuleId;
  readonly docs: string;
  readonly bump: Bump;
  readonly level: Level;
  readonly name: string;
  readonly owner: string | null;
  readonly line: number;
  readonly allowed: { readonly reason: string; readonly line: number } | null;
}

/** What differs, as both `diff --json` and `check --json` have it. */
export interface JsonComparison {
  readonly profile: string;
  readonly capabilities: { readonly gained: readonly Capability[]; readonly lost: readonly Capability[] };
  readonly changes: readonly JsonChange[];
}

/** The output of `diff --json`; `schema` grows when a field's meaning changes. */
export interface DiffJson extends JsonComparison {
  readonly schema: 1;
  readonly flow: string;
  readonly from: string;
  readonly to: string;
  readonly required: Bump;
  readonly rules: readonly JsonHit[];
}

/** For `JSON.stringify`. */
export function toDiffJson({ flow, from, to, comparison, hits, required }: Compared): DiffJson {
  return { schema: 1, flow, from, to, required, rules: hits.map(toJsonHit), ...toJsonComparison(comparison) };
}

export function toJsonComparison({ profile, capabilities, changes }: Comparison): JsonComparison {
  return { profile, capabilities: { gained: capabilities.gained, lost: capabilities.lost }, changes: changes.map(toJsonChange) };
}

export function toJsonHit({ rule, change, bump, level, allowed }: RuleHit): JsonHit {
  const { meaning, after } = change;
  return { rule, docs: ruleDocsUrl(rule), bump, level, name: meaning.name, owner: meaning.owner, line: after.line, allowed };
}

function toJsonChange(change: Change): JsonChange {
  const { kind, path, meaning, before, after } = change;
  const { subject, name, owner, traits } = meaning;
  const steps = path.map((step) => (step.kind === "key" ? step.key : step.kind === "item" ? step.name : step.index));
  const parts = change.kind === "added" || change.kind === "removed" ? change.parts.map(toJsonChange) : [];
  return { kind, path: steps, subject, name, owner, traits, ...valuesOf(change), before, after, parts };
}

function valuesOf(change: Change): Pick<JsonChange, "from" | "to"> {
  switch (change.kind) {
    case "added":
      return { from: null, to: change.value };
    case "removed":
      return { from: change.value, to: null };
    case "renamed":
      return { from: { kind: "name", value: change.from }, to: { kind: "name", value: change.to } };
    case "moved":
      return { from: { kind: "place", value: change.from }, to: { kind: "place", value: change.to } };
    case "changed":
      return { from: change.from, to: change.to };
  }
}
