import type { Landing } from "./landing.ts";

/** The landing at which a file took its present content, and the one that last added it. */
export interface FileHistory {
  readonly settled: string | null;
  readonly introduced: string | null;
}

export interface Timeline {
  /** Takes landings newest first. Gives false once nothing more is to be learned. */
  readonly add: (landings: readonly Landing[]) => boolean;
  readonly of: (path: string) => FileHistory;
}

const UNKNOWN: FileHistory = { settled: null, introduced: null };

/**
 * Collects the history of the wanted paths in one pass from the newest landing to older ones: the first landing that
 * names a path gave it its present content, the first that adds it is its newest addition. Nothing older can matter,
 * so that the pass ends when every wanted path was seen being added.
 */
export function createTimeline(wanted: ReadonlySet<string>): Timeline {
  const known = new Map<string, FileHistory>();
  let open = wanted.size;
  return {
    add(landings) {
      for (const { sha, changes } of landings) {
        for (const { before: earlier, path } of changes) {
          if (!wanted.has(path)) continue;
          const before = known.get(path) ?? UNKNOWN;
          if (before.introduced !== null) continue;
          const introduced = earlier === null ? sha : null;
          if (introduced !== null) open -= 1;
          known.set(path, { settled: before.settled ?? sha, introduced });
        }
      }
      return open > 0;
    },
    of: (path) => known.get(path) ?? UNKNOWN,
  };
}

/** The history of a path from the timelines of consecutive stretches of the line, newest stretch first. */
export function joinHistories(stretches: readonly Timeline[], path: string): FileHistory {
  let { settled, introduced } = UNKNOWN;
  for (const stretch of stretches) {
    if (introduced !== null) break;
    const part = stretch.of(path);
    settled ??= part.settled;
    introduced = part.introduced;
  }
  return { settled, introduced };
}
