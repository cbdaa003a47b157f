import type { ReleaseState } from "../../model/release.ts";
import type { ReleaseIndex, ReleaseQuestion } from "../port.ts";
import type { Client, Place } from "./client.ts";
import { githubFailure, toRefusal } from "./failures.ts";
import { parseRelease, parseReleases, type GithubRelease } from "./parse-release.ts";

export interface GithubIndex extends ReleaseIndex {
  /** Drafts of ours whose files are not all there, by tag, in the order in which they were made. */
  readonly unfinished: ReadonlyMap<string, readonly GithubRelease[]>;
}

export interface Page {
  readonly releases: readonly GithubRelease[];
  /** Number of the last page by the `Link` header; this page's own when it is the last; null when not told. */
  readonly last: number | null;
  readonly more: boolean;
  /** The listing may have more, which the server does not list. */
  readonly capped: boolean;
}

const PER_PAGE = 100;

/** A listing never gets further than this; which of the two holds differs by server and over time. */
const RESULT_CAPS = [1000, 10_000];

/** More look-ups by tag than this are not worth it: reading all pages costs less. */
const FEW = 10;

/** One published release by its exact tag, or null when there certainly is none. */
export async function readReleaseByTag(client: Client, place: Place, tag: string): Promise<GithubRelease | null> {
  try {
    const { data } = await client.rest.repos.getReleaseByTag({ ...place, tag });
    return parseRelease(data);
  } catch (error) {
    if (toRefusal(error)?.status === 404) return null;
    throw githubFailure(`The release of ${tag} could not be read`, error);
  }
}

/** One release, draft or not, or null when it is gone. */
export async function readReleaseById(
  client: Client,
  place: Place,
  { id, tag }: Pick<GithubRelease, "id" | "tag">,
): Promise<GithubRelease | null> {
  try {
    const { data } = await client.rest.repos.getRelease({ ...place, release_id: id });
    return parseRelease(data);
  } catch (error) {
    if (toRefusal(error)?.status === 404) return null;
    throw githubFailure(`The release of ${tag} could not be read`, error);
  }
}

/**
 * Finds out which of the tags have a release.
 *
 * Thorough: every page of the listing, then by tag what the listing's cap may have hidden.
 *
 * Otherwise with two requests whatever the number of releases: the listing is sorted by the date of the tags' commits,
 * so the first page holds the releases of the newest commits, and every newer tag without one is certainly missing
 * its own. The last page tells how many releases there are; fewer than tags means that some are missing further back.
 * Both cases, and anything that does not fit, lead to the thorough way.
 *
 * A few tags are looked up by name. That finds no drafts, so that an old tag without a published release leads to the
 * thorough way as well.
 */
export async function readReleases(client: Client, place: Place, { tagged, thorough }: ReleaseQuestion): Promise<GithubIndex> {
  const first = await readPage(client, place, 1);
  if (!first.more) return toIndex(first.releases, null);
  if (tagged.length <= FEW) {
    const some = await readSome(client, place, first.releases, tagged);
    const oldest = oldestTime(first);
    if (tagged.every(({ tag, time }) => some.state(tag) !== "missing" || (time !== null && time > oldest))) return some;
  } else if (!thorough) {
    const quick = await readNewest(client, place, first, tagged);
    if (quick !== null) return quick;
  }
  return readAll(client, place, first, tagged);
}

async function readNewest(client: Client, place: Place, first: Page, tagged: ReleaseQuestion["tagged"]): Promise<GithubIndex | null> {
  const last = first.last === null || first.last < 2 ? null : await readPage(client, place, first.last);
  const releases = [...first.releases, ...(last?.releases ?? [])];
  if (first.last === 2 && last?.more === false) return toIndex(releases, null);
  if (last === null || first.last === null) return null;
  const count = (first.last - 1) * PER_PAGE + last.releases.length;
  if (count < tagged.length && !last.capped) return null;

  const oldest = oldestTime(first);
  const known = new Set(releases.map(({ tag }) => tag));
  return oldest === Infinity || tagged.some(({ tag, time }) => time !== null && time > oldest && !known.has(tag))
    ? null
    : toIndex(releases, (tag) => readReleaseByTag(client, place, tag));
}

/** Date of a page's last release, so that later pages hold nothing newer; infinite when it is not sorted. */
function oldestTime({ releases }: Page): number {
  const times = releases.map(({ time }) => time ?? 0);
  return times.some((time, index) => time > (times[index - 1] ?? Infinity)) ? Infinity : (times.at(-1) ?? Infinity);
}

async function readAll(client: Client, place: Place, first: Page, tagged: ReleaseQuestion["tagged"]): Promise<GithubIndex> {
  const releases = [...first.releases];
  let capped = false;
  for (let number = 2, more = first.more; more; number += 1) {
    const page = await readPage(client, place, number);
    releases.push(...page.releases);
    more = page.more;
    capped = page.capped;
  }
  return capped ? readSome(client, place, releases, tagged) : toIndex(releases, null);
}

/** Looks up by tag what a listing does not show. */
async function readSome(
  client: Client,
  place: Place,
  listed: readonly GithubRelease[],
  tagged: ReleaseQuestion["tagged"],
): Promise<GithubIndex> {
  const known = new Set(listed.map(({ tag }) => tag));
  const found: GithubRelease[] = [...listed];
  for (const { tag } of tagged) {
    const release = known.has(tag) ? null : await readReleaseByTag(client, place, tag);
    if (release !== null) found.push(release);
  }
  return toIndex(found, null);
}

export async function readPage(client: Client, place: Place, page: number): Promise<Page> {
  try {
    const { data, headers } = await client.rest.repos.listReleases({ ...place, per_page: PER_PAGE, page });
    const releases = parseReleases(data);
    const link = headers.link ?? "";
    // A full page without any link may be all there is, or come through a proxy that drops the header: the next page tells.
    const more = /rel="next"/.test(link) || (link === "" && releases.length === PER_PAGE);
    const last = /[?&]page=(\d+)[^>]*>;\s*rel="last"/.exec(link)?.[1];
    const capped = !more && RESULT_CAPS.includes(page * PER_PAGE);
    return { releases, more, last: last === undefined ? (more ? null : page) : Number(last), capped };
  } catch (error) {
    const refusal = toRefusal(error);
    // The documented end of long listings: an answer, not a failure, and only possible after full pages.
    if (refusal?.status === 422 && (page - 1) * PER_PAGE >= Math.min(...RESULT_CAPS))
      return { releases: [], more: false, last: null, capped: true };
    if (refusal === null) throw error;
    throw githubFailure("The releases could not be listed", error);
  }
}

/** `look` finds what was not looked up yet; null: everything was. */
function toIndex(releases: readonly GithubRelease[], look: ((tag: string) => Promise<GithubRelease | null>) | null): GithubIndex {
  const complete = look === null;
  const byTag = new Map<string, GithubRelease>();
  const unfinished = new Map<string, readonly GithubRelease[]>();
  for (const release of releases) {
    const { tag } = release;
    // A draft may share its tag with the published release, which is the one that counts.
    if (rankOf(release) >= rankOf(byTag.get(tag))) byTag.set(tag, release);
    if (release.unfinished)
      unfinished.set(
        tag,
        [...(unfinished.get(tag) ?? []), release].toSorted((a, b) => a.id - b.id),
      );
  }
  const state = (tag: string): ReleaseState => {
    const release = byTag.get(tag);
    if (release === undefined) return complete ? "missing" : "unknown";
    if (release.unfinished) return "unfinished";
    return release.draft ? "draft" : "published";
  };
  return {
    state,
    find: async (tag) => byTag.get(tag) ?? (look === null ? null : await look(tag)),
    beginning: (text) => Promise.resolve(new Set([...byTag.values()].flatMap(({ tag, body }) => (body.startsWith(text) ? [tag] : [])))),
    complete,
    unfinished,
  };
}

function rankOf(release: GithubRelease | undefined): number {
  if (release === undefined) return 0;
  if (release.unfinished) return 1;
  return release.draft ? 2 : 3;
}
