import type { YamlNode } from "../registry/yaml-node.ts";
import { textOf } from "./nodes.ts";
import { textOfStep } from "./pattern.ts";
import type { Reader } from "./places.ts";
import type { Reference } from "./profile.ts";

/**
 * What the references to a thing say about two names: `moved`, those of the one name have the other now; `apart`, they tell
 * the two apart, or name what is not there; `silent`, there are none.
 */
export type Follow = (before: string, after: string) => "moved" | "apart" | "silent";

/** `renames`: names that steps of the older document have in the newer one. Only references that are a whole value count. */
export function createFollow(
  documents: { readonly before: YamlNode; readonly after: YamlNode },
  references: readonly Reference[],
  renames: ReadonlyMap<string, string>,
  { select }: Reader,
): Follow {
  const placesIn = (root: YamlNode, rename: (name: string) => string): ReadonlyMap<string, string> =>
    new Map(
      references
        .filter(({ as }) => as === "whole")
        .flatMap(({ at }) => select(root, at))
        .flatMap(({ path, node }) => {
          const text = textOf(node);
          return text === null ? [] : [[JSON.stringify(path.map((step) => rename(textOfStep(step)))), text]];
        }),
    );
  const old = placesIn(documents.before, (name) => renames.get(name) ?? name);
  const now = placesIn(documents.after, (name) => name);
  const [used, uses] = [new Set(old.values()), new Set(now.values())];
  const pairs = [...old].flatMap(([place, from]) => {
    const to = now.get(place);
    return to === undefined ? [] : [{ from, to }];
  });
  return (before, after) => {
    // A name that is used beside the other one is not what the other one was called.
    if (uses.has(before) || used.has(after)) return "apart";
    const about = pairs.filter(({ from, to }) => from === before || to === after);
    if (about.length === 0) return "silent";
    return about.every(({ from, to }) => from === before && to === after) ? "moved" : "apart";
  };
}
