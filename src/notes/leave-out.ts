import { liesIn } from "../model/path.ts";
import type { Ignore } from "../config/marks.ts";
import type { LandingFacts } from "../model/notes-facts.ts";
import type { PullRequest } from "../model/pull-request.ts";

/** A landing, and the paths that it touched in the flow's folder. */
export interface TouchedLanding {
  readonly facts: LandingFacts;
  readonly paths: ReadonlySet<string>;
}

/**
 * The landing as notes show it, or null when they leave it out: all its pull requests are ignored by label or author, it
 * is a direct push by an ignored author, or it touched nothing of the flow but ignored paths.
 */
export function leaveOut({ facts, paths }: TouchedLanding, ignore: Ignore): LandingFacts | null {
  if (paths.size > 0 && [...paths].every((path) => ignore.paths.some((ignored) => isAt(path, ignored)))) return null;
  const authors = new Set(ignore.authors.map(authorSlug));
  if (facts.pulls.length === 0) return authors.has(authorSlug(facts.author)) ? null : facts;
  const labels = new Set(ignore.labels.map(slug));
  const pulls = facts.pulls.filter((pull) => !isIgnored(pull, facts, labels, authors));
  return pulls.length === 0 ? null : { ...facts, pulls };
}

/** Without case, spaces, dashes and underscores: `Skip Changelog` is `skip-changelog`. */
export function slug(text: string): string {
  return text.toLowerCase().replace(/[\s_-]+/gu, "");
}

function isIgnored(pull: PullRequest, facts: LandingFacts, labels: ReadonlySet<string>, authors: ReadonlySet<string>): boolean {
  return pull.labels.some((label) => labels.has(slug(label))) || authors.has(authorSlug(pull.author?.login ?? facts.author));
}

/** Some servers give bots' names with `[bot]` and some without. */
function authorSlug(name: string): string {
  return slug(
    name
      .trim()
      .replace(/^@/u, "")
      .replace(/\[bot\]$/iu, ""),
  );
}

function isAt(path: string, ignored: string): boolean {
  const folder = ignored.replace(/\/+$/u, "");
  return folder === "." || path === folder || liesIn(path, folder);
}
