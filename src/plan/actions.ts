import type { Config } from "../config/config.ts";
import { renderTitle } from "../config/values.ts";
import { toIsoDate } from "../model/date.ts";
import type { CreateRelease, CreateTag, PlannedVersion } from "../model/plan.ts";

/** Digests of a version's file, and of all that it is made of. */
export interface Digests {
  readonly digest: string;
  readonly contentDigest: string;
}

/** Message of a version's tag: a title, and trailers that let anyone check what it was made for. */
export function renderTagMessage(
  { flow, version, path }: Pick<PlannedVersion, "flow" | "version" | "path">,
  { digest, contentDigest }: Digests,
): string {
  const whole = contentDigest === digest ? "" : `Flow-Content-Digest: ${contentDigest}\n`;
  return `${flow} ${version}\n\nFlow-Path: ${path}\nFlow-Digest: ${digest}\n${whole}`;
}

export function planTag(version: PlannedVersion, tag: string, target: string, time: number, digests: Digests): CreateTag {
  return {
    type: "create-tag",
    flow: version.flow,
    version: version.version,
    tag,
    target,
    date: toIsoDate(time),
    message: renderTagMessage(version, digests),
  };
}

export function planRelease(
  version: PlannedVersion,
  tag: string,
  target: string,
  latest: boolean,
  { title, draft }: Pick<Config, "title" | "draft">,
): CreateRelease {
  return {
    type: "create-release",
    flow: version.flow,
    version: version.version,
    tag,
    target,
    title: renderTitle(title, { flow: version.flow, version: version.version, tag }),
    prerelease: version.kind === "prerelease",
    draft,
    latest: latest && !draft,
  };
}
