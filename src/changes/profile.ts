import type { Subject } from "../model/rule.ts";
import type { Scalar, YamlNode } from "../registry/yaml-node.ts";
import type { TraitsName } from "./traits.ts";

/**
 * What is known of one format, as data: a further format is one more file in `profiles/`. Places are patterns
 * (`pattern.ts`), keys are dotted where they lead further down.
 */
export interface Profile {
  readonly id: "flow-registry" | "conductor" | "generic";
  /** A document has the format when all places of one group are there and of their kind. */
  readonly shapes: readonly (readonly Shape[])[];
  readonly collections: readonly Collection[];
  /** What places mean; the first that fits counts. */
  readonly meanings: readonly PlaceMeaning[];
  /** What every other place means. */
  readonly otherwise: Subject;
  /** Places that read what nothing in the document declares, so that callers have to give it. */
  readonly reads: readonly Read[];
  readonly capabilities: readonly CapabilitySource[];
  readonly graph: GraphSource;
  readonly summary: SummarySource;
}

export interface Shape {
  readonly at: string;
  readonly kind: YamlNode["kind"];
}

/** A list or map of named things. A missing one is as good as an empty one. */
export interface Collection {
  readonly at: string;
  /**
   * Where an item's name is: the first of these fields that it has, else its text. `keys`: a map, whose keys are the
   * names. `words`: a list of texts, and of maps from such a text to more about it.
   */
  readonly by: readonly string[] | "keys" | "words";
  /** Fields that tell items apart which share a name. */
  readonly apart?: readonly string[];
  /** Items under other names are the same when these fields are, where no other item has them. */
  readonly pairsApart?: true;
  /** Their order means something. */
  readonly ordered?: true;
  /** The field that an item which is a mere text is the short form of. */
  readonly short?: string;
  /** The name that a missing list stands for: everything. It covers all others. */
  readonly absent?: string;
  /** An item under another name is recognised, by what it says and by the references that follow it. */
  readonly renames?: true;
  /** The name is for the references alone: an item that they all follow is the same, whatever it says. */
  readonly byUse?: true;
  /** Where these names are used; use follows a rename without being a change. */
  readonly references?: readonly Reference[];
}

export interface Reference {
  readonly at: string;
  /** The name is the whole value, or comes after `context:`, or before a dot anywhere in the text. */
  readonly as: "whole" | "context" | "dotted";
}

export interface PlaceMeaning {
  readonly at: string;
  readonly subject: Subject;
  readonly traits?: TraitsName;
  /** What a missing value stands for: then nothing is added or removed here, only changed. */
  readonly absent?: Scalar;
  /** The field that a value which is a mere text is the short form of. */
  readonly short?: string;
  /** The value is the name: another value is another thing, and the old one is gone. */
  readonly named?: "by-value";
  /** Comes before the name. */
  readonly prefix?: string;
  /** Counts on its own inside what is added or removed whole. */
  readonly part?: true;
  /** Compared as a whole by its own rules: a JSON Schema, or fields of an answer with their types. */
  readonly compare?: "schema" | "fields";
}

export interface Read {
  readonly at: string;
  /** Where the text is, when the value is a map. */
  readonly field: string;
  /** Followed by the name that is read, up to the next dot. */
  readonly prefix: string;
  /** Names that are no input: of namespaces, and of what these places name. */
  readonly except: readonly string[];
  readonly exceptNamed: readonly string[];
  /** With this field set to true beside it, the value is a text, and nothing is read. */
  readonly literal: string;
}

export interface CapabilitySource {
  readonly kind: "tool" | "permission";
  readonly at: string;
  /** The name is the value, else the last step. */
  readonly named?: "by-value";
  readonly prefix?: string;
  /** What has no such list has all tools, `*`. Only maps of these types, "" being none; null: whatever it is. */
  readonly absent?: { readonly key: string; readonly types: readonly string[] | null };
}

export interface GraphSource {
  /** Where the entry point is named; null where there is none. */
  readonly entry: string | null;
  readonly nodes: readonly { readonly at: string; readonly kind: "step" | "group" }[];
  /** Types of steps that wait for a person. */
  readonly gates: readonly string[];
  readonly ends: readonly GraphEnd[];
  readonly edges: readonly EdgeSource[];
}

export interface GraphEnd {
  readonly name: string;
  /** What the last component before it answers is what callers get. */
  readonly answers: boolean;
}

export interface EdgeSource {
  readonly at: string;
  /** How many steps above `at` the item stands whose field names the beginning. */
  readonly from: { readonly up: number; readonly field: string };
  /** Field with the target; null: the value itself. */
  readonly to: string | null;
  /** Field with the condition, the last step itself, or a fixed text. */
  readonly when:
    { readonly kind: "field"; readonly field: string } | { readonly kind: "step" } | { readonly kind: "text"; readonly text: string };
}

/** Where a flow says these things of itself; null where its format has no such place. */
export interface SummarySource {
  readonly name: string | null;
  readonly description: string | null;
  readonly framework: string | null;
  readonly environment: string | null;
}
