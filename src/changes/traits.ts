import type { Trait } from "../model/rule.ts";
import type { YamlNode } from "../registry/yaml-node.ts";
import { textOf, valueAt } from "./nodes.ts";
import { isWithin } from "./range.ts";

/** One thing as a version has it; null in the version that lacks it. */
export interface Sided {
  readonly name: string;
  readonly node: YamlNode;
  /** What it stands in. */
  readonly parent: YamlNode | null;
  /** Names of the components whose answers callers see. */
  readonly visible: () => ReadonlySet<string>;
}

export type TraitsName = "input" | "category" | "requirement" | "type" | "visible" | "shown" | "promise" | "range";

type FindTraits = (before: Sided | null, after: Sided | null) => readonly Trait[];

/** What more is known of a change, by the names that profiles use. */
export const TRAITS_OF: Readonly<Record<TraitsName, FindTraits>> = {
  input: (before, after) => {
    const node = (after ?? before)?.node;
    return node === undefined ? [] : [isOptional(node) ? "optional" : "required"];
  },
  category: (before, after) => {
    const node = (after ?? before)?.node;
    const fields = node === undefined ? null : valueAt(node, "input_schema");
    if (fields?.kind !== "map" || fields.entries.size === 0) return ["required"];
    return [[...fields.entries.values()].every(({ value }) => isOptional(value)) ? "optional" : "required"];
  },
  requirement: (before, after) => {
    if (before?.parent == null || after?.parent == null) return [];
    // A default that goes along with the flag is not said twice.
    const [flag, other] = [before, after].map(({ parent }) => (parent === null ? null : textOf(valueAt(parent, "required"))));
    if (after.name === "default" && flag !== other) return [];
    const [was, is] = [isOptional(before.parent), isOptional(after.parent)];
    return was === is ? [] : [is ? "optional" : "required"];
  },
  type: () => ["type"],
  visible: (before, after) =>
    [before, after].flatMap((side) => (side?.visible().has(side.name) === true ? ["visible" as const] : [])).slice(0, 1),
  shown: () => ["visible"],
  promise: (_, after) => (textOf(after?.node ?? null) === null ? ["narrowed"] : []),
  range: (before, after) => {
    const [was, is] = [textOf(before?.node ?? null), textOf(after?.node ?? null)];
    return was !== null && is !== null && isWithin(was, is) ? ["within"] : [];
  },
};

/** Readers of YAML 1.1, Python's among them, take these words for booleans, too. */
const YES = /^(true|yes|on)$/i;
const NO = /^(false|no|off)$/i;

/** Of an input in either format: `optional: true`, `required: false`, or a default. */
export function isOptional(input: YamlNode): boolean {
  const fallback = valueAt(input, "default");
  return (
    YES.test(textOf(valueAt(input, "optional")) ?? "") ||
    NO.test(textOf(valueAt(input, "required")) ?? "") ||
    (fallback !== null && !(fallback.kind === "scalar" && fallback.value === null))
  );
}
