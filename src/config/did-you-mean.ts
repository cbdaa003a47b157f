import { distance } from "fastest-levenshtein";

/** The candidate that a mistyped word most likely meant, or null; case, `_` and `-` do not count. */
export function didYouMean(word: string, candidates: readonly string[]): string | null {
  const typed = bare(word);
  if (typed.length > 40) return null;
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: distance(typed, bare(candidate)) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  // Two letters that changed places are a distance of two.
  const allowed = typed.length < 3 ? 1 : Math.max(2, Math.floor(typed.length / 3));
  return best !== undefined && best.distance <= allowed ? best.candidate : null;
}

function bare(word: string): string {
  return word.toLowerCase().replace(/[-_]/g, "");
}
