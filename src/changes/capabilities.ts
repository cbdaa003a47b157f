import type { Place } from "../model/place.ts";
import type { YamlNode } from "../registry/yaml-node.ts";
import type { Capability, Comparison } from "./change.ts";
import { isMissing, textAt, textOf, valueAt } from "./nodes.ts";
import { capture, parsePattern, textOfStep } from "./pattern.ts";
import type { Found, Reader } from "./places.ts";
import type { CapabilitySource } from "./profile.ts";

/** Stands for every tool there is. */
const EVERYTHING = "*";

/** One component that has one capability; `owner` is "" for the flow as a whole. */
export interface Held {
  readonly kind: Capability["kind"];
  readonly name: string;
  readonly owner: string;
  readonly at: Place;
}

/** All that a document's components may do, in its order. */
export function listCapabilities(root: YamlNode, sources: readonly CapabilitySource[], reader: Reader): readonly Held[] {
  return sources.flatMap((source) => {
    const pattern = parsePattern(source.at);
    return reader.select(root, source.at).flatMap((found): readonly Held[] => {
      const captured = capture(pattern, found.path);
      const name = readName(found, source, captured.name);
      const owner = captured.owner ?? "";
      return name === null ? [] : [{ kind: source.kind, name: (source.prefix ?? "") + name, owner, at: found.at }];
    });
  });
}

function readName({ node, path }: Found, { named, absent }: CapabilitySource, name: string | null): string | null {
  if (absent !== undefined) {
    if (!isMissing(valueAt(node, absent.key))) return null;
    if (absent.types !== null && (node.kind !== "map" || !absent.types.includes(textAt(node, "type") ?? ""))) return null;
    return name === null ? EVERYTHING : `${name}.${EVERYTHING}`;
  }
  if (name !== null) return name;
  if (named === "by-value") return textOf(node);
  const last = path.at(-1);
  return last === undefined ? null : textOfStep(last);
}

/** What a version gained and lost, by name. `renames`: components by their older names. Owners are those that gained or lost it. */
export function compareCapabilities(
  before: readonly Held[],
  after: readonly Held[],
  renames: ReadonlyMap<string, string>,
): Comparison["capabilities"] {
  const followed = before.map((held) => ({ held, owner: renames.get(held.owner) ?? held.owner }));
  const old = followed.map(({ held, owner }) => ({ ...held, owner }));
  const original = new Map(followed.map(({ held, owner }) => [owner, held.owner]));
  const lost = differences(old, after).map((capability) => ({
    ...capability,
    owners: capability.owners.map((owner) => original.get(owner) ?? owner).toSorted(),
  }));
  return { gained: differences(after, old), lost };
}

/** What `these` have and `others` do not. */
function differences(these: readonly Held[], others: readonly Held[]): readonly Capability[] {
  const has = new Set(others.map(keyOf));
  const names = new Set(others.map(nameOf));
  const isCovered = (held: Held): boolean =>
    has.has(keyOf(held)) || (held.kind === "tool" && wholesOf(held).some((name) => has.has(keyOf({ ...held, name }))));
  const fresh = Map.groupBy(
    these.filter((held) => !isCovered(held)),
    nameOf,
  );
  const everybody = others.some(({ kind, name }) => kind === "tool" && name === EVERYTHING);
  return [...fresh.values()].flatMap((held) => {
    const [first] = held;
    if (first === undefined) return [];
    const { kind, name, at } = first;
    const owners = [...new Set(held.map(({ owner }) => owner))].filter((owner) => owner !== "").toSorted();
    // A component that has every tool has those that the flow itself lists, and no others.
    const had = kind === "tool" && everybody && owners.length > 0;
    return [{ kind, name, owners, at, wholly: !names.has(nameOf(first)) && !had }];
  });
}

/** What a tool of this name is among: every tool, and every tool of its server, `web.*` for `web.search`. */
function wholesOf({ name }: Held): readonly string[] {
  const [server, ...rest] = name.split(".");
  return rest.length === 0 ? [EVERYTHING] : [EVERYTHING, `${server ?? ""}.${EVERYTHING}`];
}

function keyOf({ kind, name, owner }: Held): string {
  return JSON.stringify([kind, name, owner]);
}

function nameOf({ kind, name }: Held): string {
  return JSON.stringify([kind, name]);
}
