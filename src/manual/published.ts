import { folderOf } from "../model/path.ts";
import { parseVersion, versionText } from "../model/version.ts";
import type { PlannedVersion } from "../model/plan.ts";
import { toGhRepository } from "./commands.ts";
import { quoteShell, renderCommand, renderOnPaths } from "../model/quote.ts";
import { fileChange, joinPath, type Trouble, type WayOut } from "./way-out.ts";

/** Ways out when a tag and the branch disagree: keep the tag and publish the change as the next version, or replace the tag. */
export function keepOrReplaceTag(trouble: Trouble): readonly WayOut[] {
  const next = publishAsNext(trouble);
  const replace = replaceTag(trouble);
  return [...(next === null ? [] : [next]), ...(replace === null ? [] : [replace])];
}

/** Ways out when a tag stands where nothing was published: leave it to whoever uses it, or replace it. */
export function renumberOrReplace(trouble: Trouble): readonly (WayOut | null)[] {
  const { blob, tagged } = trouble.version;
  const [next, replaced] = [renumber(trouble), replaceTag(trouble)];
  // With the same content, the tag was most likely meant for this version.
  return tagged !== null && tagged.blob === blob ? [replaced, next] : [next, replaced];
}

/** Null when the tag already holds the file as it is now, and nothing would be published. */
function publishAsNext(trouble: Trouble): WayOut | null {
  const { version, context } = trouble;
  const { flow, path, tag, tagged } = version;
  if (tag === null || tagged === null || version.blob === null || tagged.blob === version.blob) return null;
  const next = version.proposed ?? toNextVersion(trouble);
  if (next === null) return null;
  const nextPath = joinPath(folderOf(path), `${next}${path.slice(path.lastIndexOf("."))}`);
  const fetch = context.pushTo === null ? [] : [renderCommand(["git", "fetch", context.pushTo, `refs/tags/${tag}:refs/tags/${tag}`])];
  const title = `Keep the tag, and publish the changed file as ${next}`;
  const message = `Publish ${flow} ${next}, restore ${version.version}`;
  // Without the file at the tag there is nothing to restore.
  if (tagged.blob === null)
    return fileChange(trouble, title, `Publish ${flow} ${next} instead of ${version.version}`, [renderOnPaths(["mv"], [path, nextPath])]);
  return fileChange(trouble, title, message, [
    ...fetch,
    renderCommand(["cp", "--", path, nextPath]),
    renderOnPaths(["restore", `--source=refs/tags/${tag}`, "--staged", "--worktree"], [path]),
    renderOnPaths(["add"], [nextPath]),
  ]);
}

/** Gives the file the next version's name; for versions whose own name can never be published. */
export function renumber(trouble: Trouble): WayOut | null {
  const { flow, path, version } = trouble.version;
  const next = toNextVersion(trouble);
  if (next === null) return null;
  const nextPath = joinPath(folderOf(path), `${next}${path.slice(path.lastIndexOf("."))}`);
  return fileChange(trouble, `Publish the file as ${next}`, `Publish ${flow} ${version} as ${next}`, [
    renderOnPaths(["mv"], [path, nextPath]),
  ]);
}

/** Deletes release and tag; the next run makes both anew. Needed for tags that nobody should have used. */
function replaceTag({ version, context }: Trouble): WayOut | null {
  const { tag, target } = version;
  if (tag === null || target === null) return null;
  const { site, pushTo } = context;
  const release =
    site === null
      ? []
      : [
          `${renderCommand(["gh", "release", "delete", tag, "--yes", "-R", toGhRepository(site)])} || echo ${quoteShell("No release was deleted.")}`,
        ];
  const remoteTag = pushTo === null ? [] : [renderCommand(["git", "push", pushTo, "--delete", `refs/tags/${tag}`])];
  return {
    title: `Replace the tag (its users get other content; impossible when its release is immutable); the next run makes it on ${target}`,
    kind: "shell",
    commands: [...release, ...remoteTag, renderCommand(["git", "update-ref", "-d", `refs/tags/${tag}`])],
  };
}

/** The first free version after this one on its own line: `1.2.1`, `2.0.0-rc.2`, `2.0.1-orbit`. */
export function toNextVersion({ version, plan }: Pick<Trouble, "version" | "plan">): string | null {
  const start = parseVersion(version.version);
  if (start === null) return null;
  const taken = new Set(
    plan.versions
      .filter((other) => other.flow === version.flow && folderOf(other.path) === folderOf(version.path))
      .map((other) => other.version),
  );
  for (let text = version.version; ;) {
    const step = parseVersion(text);
    if (step === null) return null;
    text = stepVersion(step, version.kind);
    if (!taken.has(text)) return text;
  }
}

function stepVersion(step: NonNullable<ReturnType<typeof parseVersion>>, kind: PlannedVersion["kind"]): string {
  if (kind === "prerelease") return versionText(step.inc("prerelease"));
  const suffix = step.prerelease.length === 0 ? "" : `-${step.prerelease.join(".")}`;
  return `${step.major}.${step.minor}.${step.patch + 1}${suffix}`;
}
