/** A digest tag as it was read: one that tells, in one release, of the versions whose tags it names. */
export interface Announcement {
  readonly tag: string;
  readonly commit: string;
  /** Commit date of its head, ISO 8601, UTC. */
  readonly date: string;
  /** First line of its message. */
  readonly title: string;
  /** Tags of the versions. */
  readonly versions: readonly string[];
}

/** Stands for the flow where a digest is told of as if it were a version: `digest` and `20260120-0123abcd`. */
export const DIGEST_FLOW = "digest";

const NAME = /^digest-\d{8}-[0-9a-f]{8}(?:-\d+)?$/;

export function isDigestTag(name: string): boolean {
  return NAME.test(name);
}

/** `20260120-0123abcd`: day and commit of the branch's head; with a number behind, where that was taken by an earlier run. */
export function toDigestVersion(date: string, head: string, taken: ReadonlySet<string>): string {
  const name = `${date.slice(0, 10).replaceAll("-", "")}-${head.slice(0, 8)}`;
  let version = name;
  for (let number = 2; taken.has(`${DIGEST_FLOW}-${version}`); number += 1) version = `${name}-${number}`;
  return version;
}

/** Message of a digest tag: a title, and a trailer for each version. */
export function renderDigestMessage(title: string, versions: readonly string[]): string {
  return `${title}\n\n${versions.map((tag) => `Flow-Tag: ${tag}\n`).join("")}`;
}

/** Title and versions of the text of a tag object. */
export function parseDigestTag(object: string): Pick<Announcement, "title" | "versions"> {
  const message = object.slice(object.indexOf("\n\n") + 2);
  const [title = ""] = message.split("\n", 1);
  return { title, versions: Array.from(message.matchAll(/^Flow-Tag: (\S+)$/gm), ([, tag = ""]) => tag) };
}
