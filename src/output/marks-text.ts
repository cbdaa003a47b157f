import type { PublishedVersion } from "../plan/consumer/published.ts";

type Marks = Pick<PublishedVersion, "yanked" | "deprecated">;

/** The marks of a version with all that is known: `yanked: Leaks tokens`, `deprecated since 2026-01-01: use talk@^2 (Renamed)`. */
export function renderMarks({ yanked, deprecated }: Marks): readonly string[] {
  return [...(yanked === null ? [] : [`yanked: ${yanked.reason}`]), ...(deprecated === null ? [] : [renderDeprecated(deprecated)])];
}

function renderDeprecated({ since, use, reason }: NonNullable<Marks["deprecated"]>): string {
  const what = use === null ? reason : `use ${use}${reason === null ? "" : ` (${reason})`}`;
  return `deprecated${since === null ? "" : ` since ${since}`}${what === null ? "" : `: ${what}`}`;
}
