import type { YamlEntry, YamlNode } from "../registry/yaml-node.ts";
import type { Reference } from "./profile.ts";

interface Active {
  readonly segments: readonly string[];
  readonly as: Reference["as"];
}

/** What stood there before, of each value that was made anew. */
export type Originals = Map<YamlNode, YamlNode>;

/** The document with new names wherever its references have the old ones; parts without any are the very same nodes. */
export function followRenames(
  root: YamlNode,
  references: readonly Reference[],
  renames: ReadonlyMap<string, string>,
  originals: Originals,
): YamlNode {
  if (renames.size === 0) return root;
  const follow = (node: YamlNode, active: readonly Active[]): YamlNode => {
    if (active.length === 0) return node;
    const rewritten = rewrite(node, active);
    if (rewritten !== node) originals.set(rewritten, originals.get(node) ?? node);
    return rewritten;
  };
  const rewrite = (node: YamlNode, active: readonly Active[]): YamlNode => {
    switch (node.kind) {
      case "scalar": {
        if (typeof node.value !== "string") return node;
        const value = active
          .filter(({ segments }) => segments.length === 0)
          .reduce((text, { as }) => replaceName(text, as, renames), node.value);
        return value === node.value ? node : { ...node, value };
      }
      case "list": {
        const below = step(active, "*");
        const items = node.items.map((item) => follow(item, below));
        return items.some((item, index) => item !== node.items[index]) ? { ...node, items } : node;
      }
      case "map": {
        const entries = new Map<string, YamlEntry>();
        let isNew = false;
        for (const [key, { at, value }] of node.entries) {
          const followed = follow(value, step(active, key));
          isNew ||= followed !== value;
          entries.set(key, { at, value: followed });
        }
        return isNew ? { ...node, entries } : node;
      }
    }
  };
  return follow(
    root,
    references.map(({ at, as }) => ({ segments: at.split("."), as })),
  );
}

function step(active: readonly Active[], key: string): readonly Active[] {
  return active
    .filter(({ segments: [first] }) => first === "*" || first === key)
    .map(({ segments, as }) => ({ segments: segments.slice(1), as }));
}

function replaceName(text: string, as: Reference["as"], renames: ReadonlyMap<string, string>): string {
  const rename = (name: string): string => renames.get(name) ?? name;
  switch (as) {
    case "whole":
      return rename(text);
    case "context":
      return text.replace(/^context:([^.]+)/, (_, name: string) => `context:${rename(name)}`);
    case "dotted":
      return text.replace(/(?<![\w.-])[A-Za-z_][\w-]*(?=\.\w)/g, rename);
  }
}
