import type { Place } from "../model/place.ts";

/** What YAML's core schema makes of a scalar. */
export type Scalar = string | number | boolean | null;

/**
 * A value of a YAML document with the places it comes from. Aliases are the very node that their anchor names, and
 * merge keys are merged, so that a tree may share nodes; it has no cycle, and no more than a bounded number of nodes
 * also when every shared one is counted each time.
 */
export type YamlNode = YamlScalar | YamlList | YamlMap;

export interface YamlScalar {
  readonly kind: "scalar";
  readonly value: Scalar;
  /** A tag that YAML itself does not define, such as `!file`; null for all others. */
  readonly tag: string | null;
  readonly at: Place;
  /** Last line of the value. */
  readonly endLine: number;
}

export interface YamlList {
  readonly kind: "list";
  readonly tag: string | null;
  readonly items: readonly YamlNode[];
  readonly at: Place;
  readonly endLine: number;
}

export interface YamlMap {
  readonly kind: "map";
  readonly tag: string | null;
  /** In the document's order, keys as text; no key is there twice. */
  readonly entries: ReadonlyMap<string, YamlEntry>;
  readonly at: Place;
  readonly endLine: number;
}

export interface YamlEntry {
  /** Where the key is. */
  readonly at: Place;
  readonly value: YamlNode;
}

/** What keeps a text from being read as one flow, or what only some readers understand in the same way. */
export interface YamlFault {
  readonly at: Place;
  /** A sentence without the place. */
  readonly message: string;
}

export type ParsedYaml =
  | {
      readonly ok: true;
      readonly root: YamlNode;
      /** The file's leading comment, one item a line, without `#`; see `Place` for the line numbers. */
      readonly comments: readonly { readonly line: number; readonly text: string }[];
      /** What is read, but not by every reader in the same way: a byte order mark, merge keys. */
      readonly warnings: readonly YamlFault[];
    }
  | { readonly ok: false; readonly fault: YamlFault };
