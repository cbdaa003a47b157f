import * as z from "zod/mini";
import type { Release } from "../../model/release.ts";
import { isUnfinished } from "./unfinished.ts";
import { parseAnswer, parseList } from "./parse-answer.ts";

const ASSET = z.object({
  id: z.number(),
  name: z.string(),
  state: z.string(),
  size: z.number(),
  digest: z.nullish(z.string()),
});

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
  immutable: z.nullish(z.boolean()),
  upload_url: z.nullish(z.string()),
  assets: z.nullish(z.array(ASSET)),
});

/** A file of a release, as GitHub has it. */
export interface GithubAsset {
  readonly id: number;
  readonly name: string;
  /** `uploaded`, or `starter` and `open` when it is not all there. */
  readonly state: string;
  /** In bytes. */
  readonly size: number;
  /** `sha256:<hex>`; null on older servers. */
  readonly digest: string | null;
}

export interface GithubRelease extends Release {
  readonly id: number;
  /** `created_at`, which is the date of the tag's commit, in seconds; null when it cannot be read. */
  readonly time: number | null;
  /** A draft of ours whose files are not all there; its body begins with the line that says so. */
  readonly unfinished: boolean;
  readonly immutable: boolean;
  /** Where its files are uploaded to, a URI template; null when not told. */
  readonly uploadUrl: string | null;
  readonly assets: readonly GithubAsset[];
}

/** Checks an answer once, at the edge; whatever is no release (a login page, cut JSON) is not taken for one. */
export function parseRelease(data: unknown): GithubRelease {
  const { id, tag_name, name, body, draft, prerelease, html_url, created_at, ...rest } = parseAnswer(RELEASE, data, "a release");
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
    unfinished: draft && isUnfinished(body ?? ""),
    immutable: rest.immutable ?? false,
    uploadUrl: rest.upload_url ?? null,
    assets: (rest.assets ?? []).map(toAsset),
  };
}

export function parseAsset(data: unknown): GithubAsset {
  return toAsset(parseAnswer(ASSET, data, "a file of a release"));
}

function toAsset({ digest, ...asset }: z.infer<typeof ASSET>): GithubAsset {
  return { ...asset, digest: digest ?? null };
}

export function parseReleases(data: unknown): readonly GithubRelease[] {
  return parseList(data, "releases").map(parseRelease);
}
