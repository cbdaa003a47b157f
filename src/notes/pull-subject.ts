/** What a commit's message says about the pull request that it landed; foreign text. */
export interface NamedPull {
  readonly number: number;
  readonly title: string;
}

const MAX_SUBJECT = 1_000;

const MERGE = /^Merge pull request #(\d{1,9}) from \S/u;
const SQUASH = /^(.*\S)\s+\(#(\d{1,9})\)$/u;

/** The pull request that GitHub names in the subjects of merges and squashes, or null. */
export function parsePullSubject(subject: string, body: string): NamedPull | null {
  const line = subject.trim().slice(0, MAX_SUBJECT);
  const merge = MERGE.exec(line);
  if (merge !== null) return { number: Number(merge[1]), title: body.trimStart().split(/\r?\n/u, 1)[0]?.trim() || line };
  const squash = SQUASH.exec(line);
  return squash === null ? null : { number: Number(squash[2]), title: squash[1] ?? line };
}

/** A title without the `(#123)` that squashing adds to it. */
export function withoutPullNumber(title: string, number: number): string {
  const end = `(#${number})`;
  const line = title.trimEnd();
  return line.endsWith(end) && line.length > end.length ? line.slice(0, -end.length).trimEnd() : title;
}
