import { versionKind, parseVersion, type VersionKind } from "../../model/version.ts";
import { configuredMarks } from "../../plan/marks.ts";
import { explain, explainAlone } from "../../plan/consumer/explain.ts";
import type { HeadView } from "../../plan/consumer/head-view.ts";
import { checkFile, findVersionFiles, locateFile } from "../../plan/consumer/locate-file.ts";
import { findEntry, findHeadFile } from "../../plan/consumer/newest-at.ts";
import type { Selected, WantedVersion } from "../../plan/consumer/select-version.ts";
import type { ResolvedFlow } from "../../resolve/resolved.ts";
import { deliver } from "./deliver.ts";
import { UNMARKED, type Aim, type Job } from "./job.ts";
import { readKnown } from "./pinned.ts";
import type { Overview } from "./registry-reader.ts";
import { deliverAt } from "./resolve-at.ts";
import { rootAt } from "./resolve-tagged.ts";

/** A file at the newest commit of the default branch, of a flow that no tag speaks of. */
export async function resolveHead(
  job: Job,
  overview: Overview,
  { flow, version, alone }: Pick<Extract<Selected, { kind: "head" }>, "flow" | "version" | "alone">,
  wanted: WantedVersion,
): Promise<ResolvedFlow> {
  const { refs, head, staleSince } = overview;
  const branch = refs.defaultBranch ?? "";
  const commit = refs.branches.get(branch) ?? "";
  const why: Aim["why"] = (found) =>
    explainAlone(explain(found.flow, found.version, found.kind === "prerelease", { kind: "untagged", branch, wanted }), alone);
  const aim: Aim = {
    ...{ commit, tag: null, staleSince, why, pinnedWhy: why },
    // Of a file without a version, that commit by itself is another question.
    pinned: version === null ? `head@${commit}` : `${version.version}@${commit}`,
    marks: version === null ? UNMARKED : { yanked: version.yanked, deprecated: version.deprecated },
  };
  const known = await readKnown(job, aim);
  if (known !== null) return known;
  const entries = await job.reader.readTree(commit);
  const name = `the branch ${branch}`;
  const file =
    version === null
      ? checkFile(findEntry(entries, flow.path ?? "", name), name)
      : findHeadFile({ view: head, entries, name }, flow, version.version);
  return deliver(
    job,
    aim,
    {
      ...{ flow: flow.flow, layout: flow.layout, root: rootAt(head, file.path), file, entries, told: null },
      ...{ version: version?.version ?? null, kind: version?.kind ?? null, marks: aim.marks ?? UNMARKED },
    },
    null,
  );
}

/** The version at a tag of the repository, if the tag's commit holds it; else what was said to take otherwise. */
export async function resolveRepositoryTag(
  job: Job,
  overview: Overview,
  { tag, otherwise }: Extract<Selected, { kind: "repository" }>,
  wanted: WantedVersion,
): Promise<ResolvedFlow> {
  const { reader, reference, root } = job;
  const { head, staleSince } = overview;
  const { commit } = tag.ref;
  const kind = kindOf(tag.version, head);
  const why: Aim["why"] = ({ flow, version }) =>
    explain(flow, version, false, { kind: "repository-tag", tag: tag.name, exact: version === tag.version });
  const aim: Aim = { commit, tag, staleSince, why, pinnedWhy: why, marks: null, pinned: tag.version };
  const known = await readKnown(job, aim);
  if (known !== null) return known;
  const [view] = await reader.readCommits([{ commit, tag: tag.ref }]);
  const [entries, name] = [view?.entries ?? [], `the tag ${tag.name}`];
  const place = { flow: reference.flow, version: tag.version, root, folder: null, tagMessage: null };
  if (findVersionFiles(entries, place, head.settings).length > 0) {
    const file = locateFile(entries, { ...place, place: name }, head.settings);
    const { yanked, deprecated } = configuredMarks(head.settings)({ flow: reference.flow, version: tag.version, path: file.path });
    const found = { flow: reference.flow, layout: "versions", root: rootAt(head, file.path), version: tag.version, kind, file } as const;
    return deliver(job, aim, { ...found, entries, marks: { yanked, deprecated }, told: null }, null);
  }
  switch (otherwise.kind) {
    case "head":
      return resolveHead(job, overview, otherwise, wanted);
    case "failure":
      throw otherwise.failure;
    case "newest":
      return deliverAt(job, name, aim, { version: tag.version, kind });
  }
}

function kindOf(version: string, { settings }: HeadView): VersionKind | null {
  const semver = parseVersion(version);
  return semver === null ? null : versionKind(semver, settings.prerelease);
}
