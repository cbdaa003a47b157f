import type { YamlNode } from "../registry/yaml-node.ts";
import { compareCapabilities, listCapabilities } from "./capabilities.ts";
import type { Change, Comparison } from "./change.ts";
import { chooseProfile } from "./choose-profile.ts";
import { visibleComponents } from "./graph.ts";
import { compareImplicitInputs } from "./implicit-inputs.ts";
import { createInterner } from "./intern.ts";
import { toItems, type Item } from "./items.ts";
import { matchItems, type Pair } from "./match.ts";
import { renderPath } from "./path.ts";
import { createReader, type Reader } from "./places.ts";
import type { Collection, Profile } from "./profile.ts";
import { followRenames, type Originals } from "./references.ts";
import { findRenames, type Known } from "./similar.ts";
import { createTell } from "./tell.ts";
import { createFollow } from "./uses.ts";
import { compareDocuments } from "./walk.ts";

/**
 * What differs between two versions of a flow, both read with one profile. Formatting, comments, the order of keys and of lists
 * whose order means nothing are no difference. Both trees are as `parseYaml` bounds them.
 */
export function compareFlows(before: YamlNode, after: YamlNode, profile: Profile): Comparison {
  const reader = createReader(profile);
  const idOf = createInterner();
  const originals: Originals = new Map();
  const decided = new Map<string, ReadonlyMap<string, string>>();
  const steps = new Map<string, string>();

  // Who is called what comes first, so that the use of a new name is no change.
  let followed = before;
  for (const collection of profile.collections) {
    if (collection.references === undefined) continue;
    const renames = renamesIn({ before: followed, after }, collection, steps, reader, idOf);
    decided.set(collection.at, renames);
    for (const [from, to] of renames) steps.set(from, to);
    followed = followRenames(followed, collection.references, renames, originals);
  }

  const visible = { before: once(() => visibleComponents(before, profile)), after: once(() => visibleComponents(after, profile)) };
  const changes = compareDocuments(followed, after, {
    reader,
    idOf,
    tell: createTell(reader, profile.otherwise, visible),
    renamesOf: (_, path, removed, added) => {
      const known = decided.get(renderPath(path));
      return known === undefined ? findRenames(removed, added) : toPairs(known, removed, added);
    },
    originalOf: (node) => originals.get(node) ?? node,
  });

  const held = (root: YamlNode): ReturnType<typeof listCapabilities> => listCapabilities(root, profile.capabilities, reader);
  const components = new Map(profile.graph.nodes.flatMap(({ at }) => [...(decided.get(at.replace(/\.\*$/, "")) ?? [])]));
  return {
    profile: profile.id,
    changes: [
      ...compareFormats(before, after, profile),
      ...weave(changes, compareImplicitInputs({ before, after }, profile.reads, reader)),
    ],
    capabilities: compareCapabilities(held(before), held(after), components),
  };
}

/** That the two are of different formats, told by their shapes; nobody who runs the one can run the other. */
function compareFormats(before: YamlNode, after: YamlNode, profile: Profile): readonly Change[] {
  const [was, is] = [chooseProfile(before, null).id, chooseProfile(after, null).id];
  // A format that the configuration sets holds for both.
  if (was === is || is !== profile.id) return [];
  return [
    {
      kind: "changed",
      path: [],
      meaning: { subject: "framework", name: "format", owner: null, traits: [] },
      before: before.at,
      after: after.at,
      from: { kind: "scalar", value: was },
      to: { kind: "scalar", value: is },
    },
  ];
}

/** Older names to newer ones in a list at the top of the document. `steps`: those that are known of other lists. */
function renamesIn(
  documents: { readonly before: YamlNode; readonly after: YamlNode },
  collection: Collection,
  steps: ReadonlyMap<string, string>,
  reader: Reader,
  idOf: ReturnType<typeof createInterner>,
): ReadonlyMap<string, string> {
  const items = (root: YamlNode): readonly Item[] => {
    const node = reader.select(root, collection.at)[0]?.node;
    return node === undefined || node.kind === "scalar" ? [] : (toItems(node, collection) ?? []);
  };
  const { removed, added } = matchItems(items(documents.before), items(documents.after), idOf, false);
  if (removed.length === 0 || added.length === 0) return new Map();
  const follow = createFollow(documents, collection.references ?? [], steps, reader);
  const knownOf = (before: Item, after: Item): Known => {
    switch (follow(before.key, after.key)) {
      case "moved":
        return collection.byUse === true ? "same" : "used alike";
      case "apart":
        return "different";
      case "silent":
        return "nothing";
    }
  };
  return new Map(findRenames(removed, added, knownOf).map((pair) => [pair.before.key, pair.after.key]));
}

function toPairs(renames: ReadonlyMap<string, string>, removed: readonly Item[], added: readonly Item[]): readonly Pair[] {
  const byKey = new Map(added.map((item) => [item.key, item]));
  return removed.flatMap((before) => {
    const after = byKey.get(renames.get(before.key) ?? "");
    return after === undefined ? [] : [{ before, after }];
  });
}

/** Each of `more` stands before the first change that comes later in the newer document. */
function weave(changes: readonly Change[], more: readonly Change[]): readonly Change[] {
  const waiting = more.toSorted(compareAfter);
  let next = 0;
  const woven = changes.flatMap((change) => {
    const start = next;
    for (let first = waiting[next]; first !== undefined && compareAfter(change, first) > 0; first = waiting[next]) next += 1;
    return [...waiting.slice(start, next), change];
  });
  return [...woven, ...waiting.slice(next)];
}

function compareAfter({ after: a }: Change, { after: b }: Change): number {
  return a.line - b.line || a.column - b.column;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
