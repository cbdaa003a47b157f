/** A step of a pattern: one character of a kind, any characters within a folder, or any folders. */
type Step =
  { readonly kind: "one"; readonly fits: (character: string) => boolean } | { readonly kind: "star" } | { readonly kind: "folders" };

/**
 * Whether a full ref name matches a pattern as GitHub matches them: Ruby's `File.fnmatch` with `FNM_PATHNAME`, where
 * `*`, `?` and `[…]` stay within a folder, and two stars and a slash that begin a folder stand for any number of folders.
 * Takes time in proportion to the lengths of both, whatever the pattern.
 */
export function matchesRef(pattern: string, ref: string): boolean {
  const characters = Array.from(ref);
  let places: ReadonlySet<number> = new Set([0]);
  for (const step of toSteps(pattern)) places = after(step, places, characters);
  return places.has(characters.length);
}

/** Where a match can go on after the step, given where it can be before. */
function after(step: Step, places: ReadonlySet<number>, characters: readonly string[]): ReadonlySet<number> {
  const next = new Set<number>();
  if (step.kind === "one") {
    for (const place of places) {
      const character = characters[place];
      if (character !== undefined && step.fits(character)) next.add(place + 1);
    }
    return next;
  }
  let open = false;
  for (let place = 0; place <= characters.length; place += 1) {
    const folderStarts = characters[place - 1] === "/";
    if (places.has(place) || (open && (step.kind === "folders" ? folderStarts : !folderStarts))) next.add(place);
    open = next.has(place) || (step.kind === "folders" && open);
  }
  return next;
}

function toSteps(pattern: string): readonly Step[] {
  const characters = Array.from(pattern);
  const steps: Step[] = [];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? "";
    const folderStarts = at === 0 || characters[at - 1] === "/";
    if (folderStarts && characters.slice(at, at + 3).join("") === "**/") {
      steps.push({ kind: "folders" });
      at += 2;
    } else if (character === "*") {
      steps.push({ kind: "star" });
    } else if (character === "?") {
      steps.push({ kind: "one", fits: (found) => found !== "/" });
    } else if (character === "[") {
      const set = toSet(characters, at);
      // A bracket that is never closed matches nothing, as in Ruby.
      steps.push({ kind: "one", fits: set?.fits ?? (() => false) });
      at = set?.end ?? characters.length;
    } else {
      if (character === "\\" && at + 1 < characters.length) at += 1;
      const literal = characters[at];
      steps.push({ kind: "one", fits: (found) => found === literal });
    }
  }
  return steps;
}

/** The set that begins with the bracket at `start`, and the place of its last bracket; null when it has none. */
function toSet(
  characters: readonly string[],
  start: number,
): { readonly fits: (character: string) => boolean; readonly end: number } | null {
  const negated = characters[start + 1] === "^" || characters[start + 1] === "!";
  const ranges: (readonly [string, string])[] = [];
  let at = negated ? start + 2 : start + 1;
  const take = (): string | undefined => {
    if (characters[at] === "\\") at += 1;
    const taken = characters[at];
    at += 1;
    return taken;
  };
  while (characters[at] !== "]") {
    const from = take();
    if (from === undefined) return null;
    let to: string | undefined = from;
    if (characters[at] === "-" && characters[at + 1] !== "]") {
      at += 1;
      to = take();
      if (to === undefined) return null;
    }
    ranges.push([from, to]);
  }
  const isIn = (found: string): boolean => ranges.some(([from, to]) => order(from) <= order(found) && order(found) <= order(to));
  return { fits: (found) => found !== "/" && isIn(found) !== negated, end: at };
}

function order(character: string): number {
  return character.codePointAt(0) ?? -1;
}
