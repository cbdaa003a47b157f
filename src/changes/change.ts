import type { Place } from "../model/place.ts";
import type { Subject, Trait } from "../model/rule.ts";
import type { Scalar } from "../registry/yaml-node.ts";

/** One step into a document: a key of a map, an item of a list with names, or an item of a list without. */
export type Step =
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "item"; readonly name: string }
  | { readonly kind: "index"; readonly index: number };

export type DocumentPath = readonly Step[];

/** A value as it is shown: a scalar whole, a list or map by its size. */
export type Shown =
  | { readonly kind: "scalar"; readonly value: Scalar }
  | { readonly kind: "list"; readonly size: number }
  | { readonly kind: "map"; readonly size: number };

/** What a change is about, in the words of flows; the profile of the document's format tells. */
export interface Meaning {
  readonly subject: Subject;
  /** Name of what changed, as a person would say it: a tool, an input, a component. */
  readonly name: string;
  /** The component it belongs to; null for what belongs to the flow as a whole. */
  readonly owner: string | null;
  readonly traits: readonly Trait[];
}

interface Common {
  /** In the newer document; in the older one for what was removed. */
  readonly path: DocumentPath;
  readonly meaning: Meaning;
  /** In the older document; null for what was added. */
  readonly before: Place | null;
  /** In the newer document; for what was removed, the place of what it was removed from. */
  readonly after: Place;
}

/** One difference between two documents. What is added or removed whole is one change with the changes inside it as `parts`. */
export type Change = Common &
  (
    | { readonly kind: "added"; readonly value: Shown; readonly parts: readonly Change[] }
    | { readonly kind: "removed"; readonly value: Shown; readonly parts: readonly Change[] }
    /** The same item or value under another name; what else differs in it stands in changes of their own. */
    | { readonly kind: "renamed"; readonly from: string; readonly to: string }
    /** An item of a list whose order means something; places count from 0. */
    | { readonly kind: "moved"; readonly from: number; readonly to: number }
    | { readonly kind: "changed"; readonly from: Shown; readonly to: Shown }
  );

export type ChangeKind = Change["kind"];

/** What differs between two versions of a flow. */
export interface Comparison {
  /** Id of the profile that both were read with. */
  readonly profile: string;
  /** In the order of the newer document; removed ones where they were. */
  readonly changes: readonly Change[];
  readonly capabilities: { readonly gained: readonly Capability[]; readonly lost: readonly Capability[] };
}

/** Something a flow may do: a tool, or a permission. */
export interface Capability {
  readonly kind: "tool" | "permission";
  readonly name: string;
  /** The components that have it, sorted; in the newer version for what was gained, in the older one for what was lost. */
  readonly owners: readonly string[];
  /** Where it stands: in the newer document for what was gained, in the older one for what was lost. */
  readonly at: Place;
  /** True when no component had it before, or none has it any more: the flow as a whole can do more, or less. */
  readonly wholly: boolean;
}
