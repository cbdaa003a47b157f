import { notFound, tooLong, validationFailed, type Answer, type FieldError } from "./answer.ts";
import { invalidTag, refusedTag, restrictedTag, usedTag } from "./fault-texts.ts";
import { isRefused } from "./hooks.ts";
import { textOf } from "./json.ts";
import type { Call } from "./routes.ts";
import { violationsOf } from "./rulesets.ts";
import { now, toDateTime, type Release } from "./state.ts";
import { bringsWorkflows } from "./workflow-rule.ts";

const longestBody = 125_000;

export type Published = { readonly release: Release } | { readonly refused: Answer };

/** Stores a new or changed release: validates it, makes its tag when it becomes public, settles which one is the latest. */
export async function publishRelease(call: Call, wanted: Release, old: Release | undefined): Promise<Published> {
  const { repository, site } = call;
  const errors = await errorsOf(call, wanted);
  if (errors.length > 0) return { refused: validationFailed(...errors) };
  const tag = await tagDate(call, wanted);
  if ("refused" in tag) return tag;
  const release: Release = {
    ...wanted,
    createdAt: toDateTime(tag.date),
    publishedAt: wanted.draft ? null : (wanted.publishedAt ?? now(site)),
    immutable: !wanted.draft && (wanted.immutable || repository.immutableReleases),
  };
  repository.releases = [...repository.releases.filter((other) => other.id !== release.id), release];
  markLatest(call, release, old);
  return { release };
}

async function errorsOf(call: Call, release: Release): Promise<readonly FieldError[]> {
  const errors: FieldError[] = [];
  if (release.tagName === "" || !(await call.repository.git.isRefName(`refs/tags/${release.tagName}`))) {
    errors.push({ resource: "Release", code: "custom", field: "tag_name", message: "tag_name is not well-formed" });
    errors.push({ resource: "Release", code: "custom", message: "Published releases must have a valid tag" });
  }
  if (!release.draft && !release.immutable && call.repository.usedTags.includes(release.tagName)) {
    const isThere = (await call.repository.git.commitDate(`refs/tags/${release.tagName}`)) !== undefined;
    errors.push(usedTag, ...(isThere ? [] : [restrictedTag, invalidTag]));
  }
  const isTaken = call.repository.releases.some((other) => !other.draft && other.tagName === release.tagName && other.id !== release.id);
  if (!release.draft && isTaken) errors.push({ resource: "Release", code: "already_exists", field: "tag_name" });
  return [...errors, ...tooLong("Release", "body", release.body, longestBody)];
}

type TagDate = { readonly date: Date } | { readonly refused: Answer };

/**
 * Date of the release's commit. A published release without a tag gets a lightweight one at its target, unless that commit brings workflow
 * files that the default branch does not have, and the caller may not. Whether GitHub asks the latter of a release on an existing tag too
 * is not settled; reports say that it does not, and so it is decided here.
 */
async function tagDate(call: Call, release: Release): Promise<TagDate> {
  const { git, refRules } = call.repository;
  const ref = `refs/tags/${release.tagName}`;
  const tagged = await git.commitDate(ref);
  if (tagged !== undefined) return { date: tagged };
  const branch = await git.objectId(`refs/heads/${release.targetCommitish}`);
  const target = branch ?? (/^[0-9a-f]{40}$/u.test(release.targetCommitish) ? release.targetCommitish : undefined);
  const date = target === undefined ? undefined : await git.commitDate(target);
  if (target !== undefined && (await bringsWorkflows(call, target, [`refs/heads/${await git.defaultBranch()}`])))
    return { refused: notFound };
  if (release.draft) return { date: date ?? call.site.clock() };
  if (target === undefined || date === undefined) {
    return { refused: validationFailed({ resource: "Release", code: "invalid", field: "target_commitish" }, invalidTag) };
  }
  const rule = refRules.find((candidate) => isRefused(candidate, ref));
  if (rule !== undefined) {
    const error: FieldError = { resource: "Release", code: "custom", field: "pre_receive", message: `pre_receive ${rule.text}` };
    return { refused: validationFailed(error, invalidTag) };
  }
  const { refused } = violationsOf(call.repository, call.caller, ref, "creation");
  if (refused.length > 0) return { refused: validationFailed(refusedTag(refused), invalidTag) };
  return (await git.createRef(ref, target)) ? { date } : { refused: validationFailed(invalidTag) };
}

function markLatest(call: Call, release: Release, old: Release | undefined): void {
  const { repository } = call;
  if (release.draft || release.prerelease) return;
  const becamePublic = old === undefined || old.draft;
  switch (textOf(call.body, "make_latest") ?? (becamePublic ? "true" : "unchanged")) {
    case "true":
      repository.latestRelease = release.id;
      return;
    case "legacy":
      repository.latestRelease = null;
      return;
    case "false":
      if (repository.latestRelease === release.id) repository.latestRelease = null;
      return;
    default:
      return;
  }
}
