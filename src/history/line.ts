/** The first-parent line of the release branch: all landings, newest first. */
export interface Line {
  readonly shas: readonly string[];
  /** Place counted from the newest landing (0); undefined for a commit that is no landing. */
  readonly position: (sha: string) => number | undefined;
  /** Committer date in seconds since 1970; undefined for a commit that is no landing. */
  readonly time: (sha: string) => number | undefined;
}

export function createLine(shas: readonly string[], times: readonly number[]): Line {
  const positions = new Map(shas.map((sha, index) => [sha, index]));
  return {
    shas,
    position: (sha) => positions.get(sha),
    time: (sha) => times[positions.get(sha) ?? -1],
  };
}
