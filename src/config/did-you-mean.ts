/** The candidate that a mistyped word most likely meant, or null; case, `_` and `-` do not count. */
export function didYouMean(word: string, candidates: readonly string[]): string | null {
  const typed = bare(word);
  if (typed.length > 40) return null;
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(typed, bare(candidate)) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  // Two letters that changed places are a distance of two.
  const allowed = typed.length < 3 ? 1 : Math.max(2, Math.floor(typed.length / 3));
  return best !== undefined && best.distance <= allowed ? best.candidate : null;
}

function bare(word: string): string {
  return word.toLowerCase().replace(/[-_]/g, "");
}

/** Insertions, deletions and substitutions between two words (Levenshtein), one row of the table at a time. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of Array.from(from).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(to).entries()) {
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
