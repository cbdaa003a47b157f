import type { Config } from "../config/config.ts";
import { renderTitle } from "../config/values.ts";
import { toIsoDate } from "../model/date.ts";
import type { CreateRelease, CreateTag, PlannedVersion } from "../model/plan.ts";
import { renderTagMessage, type Digests } from "./tag-message.ts";

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
