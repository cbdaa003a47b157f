import type { Meaning } from "./change.ts";
import { textOf } from "./nodes.ts";
import { textOfStep } from "./pattern.ts";
import type { Found, Reader } from "./places.ts";
import type { Subject } from "../model/rule.ts";
import { TRAITS_OF, type Sided } from "./traits.ts";

/** What a change is about; null is the side that lacks it. */
export type Tell = (before: Found | null, after: Found | null) => Meaning;

/** Names of the components whose answers callers see, in either document. */
export interface Visible {
  readonly before: () => ReadonlySet<string>;
  readonly after: () => ReadonlySet<string>;
}

export function createTell(reader: Reader, otherwise: Subject, visible: Visible): Tell {
  return (before, after) => {
    const found = after ?? before;
    if (found === null) return { subject: otherwise, name: "", owner: null, traits: [] };
    const told = reader.meaningAt(found.path);
    const last = lastName(found);
    if (told === null) return { subject: otherwise, name: last, owner: null, traits: [] };
    const { place, owner, name } = told;
    const value = place.named === "by-value" ? textOf(found.node) : null;
    const traits =
      place.traits === undefined ? [] : TRAITS_OF[place.traits](toSided(before, visible.before), toSided(after, visible.after));
    return { subject: place.subject, name: (place.prefix ?? "") + (value ?? name ?? last), owner, traits };
  };
}

function toSided(found: Found | null, visible: () => ReadonlySet<string>): Sided | null {
  return found === null ? null : { name: lastName(found), node: found.node, parent: found.above.at(-1) ?? null, visible };
}

function lastName({ path }: Found): string {
  const last = path.at(-1);
  return last === undefined ? "the whole file" : textOfStep(last);
}
