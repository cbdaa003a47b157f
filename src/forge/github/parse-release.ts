import * as z from "zod/mini";
import { failure } from "../../model/failure.ts";
import type { Release } from "../../model/release.ts";

/** The fields of GitHub's release object that are used; the rest may change. */
const RELEASE = z.object({
  id: z.number(),
  tag_name: z.string(),
  name: z.nullish(z.string()),
  body: z.nullish(z.string()),
  draft: z.boolean(),
  prerelease: z.boolean(),
  html_url: z.string(),
  created_at: z.nullish(z.string()),
});

export interface GithubRelease extends Release {
  readonly id: number;
  /** `created_at`, which is the date of the tag's commit, in seconds; null when it cannot be read. */
  readonly time: number | null;
}

/** Checks an answer once, at the edge; whatever is no release (a login page, cut JSON) is not taken for one. */
export function parseRelease(data: unknown): GithubRelease {
  const parsed = RELEASE.safeParse(data);
  if (!parsed.success) {
    throw failure(
      "forge-unreadable",
      `The server's answer is not a release: ${z.prettifyError(parsed.error).slice(0, 300)}`,
      "Check the API address; a proxy or a login page may answer in its place.",
    );
  }
  const { id, tag_name, name, body, draft, prerelease, html_url, created_at } = parsed.data;
  const time = Date.parse(created_at ?? "") / 1000;
  return {
    id,
    tag: tag_name,
    title: name ?? "",
    body: body ?? "",
    draft,
    prerelease,
    url: html_url,
    time: Number.isNaN(time) ? null : time,
  };
}

export function parseReleases(data: unknown): readonly GithubRelease[] {
  if (!Array.isArray(data))
    throw failure(
      "forge-unreadable",
      "The server's answer is not a list of releases.",
      "Check the API address; a proxy or a login page may answer in its place.",
    );
  return data.map(parseRelease);
}
