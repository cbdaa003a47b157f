import type { Branch, Repository } from "../git/open-repository.ts";
import type { Line } from "../history/line.ts";
import { toIsoDate } from "../model/date.ts";
import { isDigestTag, parseDigestTag, type Announcement } from "../model/digest-tag.ts";
import { readTagObjects } from "./read-tag-objects.ts";

/** The digest tags on the release branch, newest head first; their objects are read at once. */
export async function readAnnouncements(repository: Repository, branch: Branch, line: Line): Promise<readonly Announcement[]> {
  const digests = [...branch.tags].flatMap(([tag, { commit }]) => {
    const time = isDigestTag(tag) ? line.time(commit) : undefined;
    return time === undefined ? [] : [{ tag, commit, time }];
  });
  if (digests.length === 0) return [];
  const objects = await readTagObjects(
    repository,
    branch,
    digests.map(({ tag }) => tag),
  );
  return digests
    .toSorted((a, b) => b.time - a.time || (a.tag < b.tag ? -1 : 1))
    .flatMap(({ tag, commit, time }) => {
      const object = objects.get(tag);
      return object === undefined ? [] : [{ tag, commit, date: toIsoDate(time), ...parseDigestTag(object) }];
    });
}
