import { folderOf } from "../../model/path.ts";
import { renderCommand, renderOnPaths } from "../../model/quote.ts";
import type { VersionFile } from "../../registry/version-file.ts";
import type { PullSnapshot } from "./snapshot.ts";
import type { Published } from "./touched.ts";

/** What is known of the clone that commands are pasted in. */
export type Clone = Pick<PullSnapshot, "branch" | "remote"> & {
  readonly base: Pick<PullSnapshot["base"], "commit">;
  readonly head: Pick<PullSnapshot["head"], "commit">;
};

/** Where a version's file belongs: beside this one, with the same extension. */
export function pathOfVersion({ path, version }: Pick<VersionFile, "path" | "version">, next: string): string {
  const folder = folderOf(path);
  return `${folder === "" ? "" : `${folder}/`}${next}${path.slice(path.lastIndexOf("/") + 1 + version.length)}`;
}

/** Makes the edit of a published file a new version's file, and the published one what it was. */
export function publishEdit(file: VersionFile, published: Published, isOnBase: boolean, next: string, clone: Clone): readonly string[] {
  const path = pathOfVersion(file, next);
  return chain([
    // A version whose file was deleted earlier stays deleted.
    ...(isOnBase ? fetchCommit(published, clone) : []),
    ...addUnknown(file.path, clone),
    renderOnPaths(["mv"], [file.path, path]),
    ...(isOnBase ? [renderOnPaths(["checkout", published.commit], [file.path])] : []),
    renderOnPaths(["add"], [path]),
    ...commitPaths(`Publish the change of ${file.flow} ${file.version} as ${next}`, [file.path, path], clone),
  ]);
}

/** Puts a published file back, and deletes what took its place. */
export function restore(file: VersionFile, published: Published, instead: string | null, clone: Clone): readonly string[] {
  return chain([
    ...fetchCommit(published, clone),
    renderOnPaths(["checkout", published.commit], [file.path]),
    ...(instead === null ? [] : [...addUnknown(instead, clone), renderOnPaths(["rm", "-f", "--quiet"], [instead])]),
    ...commitPaths(`Put ${file.flow} ${file.version} back as it was published`, [file.path, ...(instead === null ? [] : [instead])], clone),
  ]);
}

/** Puts a file that is no version itself back to what the base has. */
export function restoreFile(path: string, clone: Clone): readonly string[] {
  const { commit } = clone.base;
  return chain([
    ...fetchCommit({ commit, tag: null }, clone),
    renderOnPaths(["checkout", commit], [path]),
    ...commitPaths(`Put ${path} back as it was published`, [path], clone),
  ]);
}

/** Gives a new version's file another number. */
export function renumber(file: VersionFile, next: string, clone: Clone): readonly string[] {
  const path = pathOfVersion(file, next);
  return chain([
    ...addUnknown(file.path, clone),
    renderOnPaths(["mv"], [file.path, path]),
    ...commitPaths(`Publish ${file.flow} ${file.version} as ${next}`, [file.path, path], clone),
  ]);
}

/** One command of several lines: without a step, nothing after it may happen. */
function chain(steps: readonly string[]): readonly string[] {
  return [steps.join(" &&\n")];
}

/** A clone that is behind does not have the commit yet. */
function fetchCommit({ commit, tag }: Pick<Published, "commit" | "tag">, { branch, remote, base }: Clone): readonly string[] {
  if (remote === null) return [];
  return [renderCommand(["git", "fetch", remote, commit === base.commit || tag === null ? branch : `refs/tags/${tag}`])];
}

/** A file of a work tree may be unknown to git, which then does not move or remove it. */
function addUnknown(path: string, { head }: Clone): readonly string[] {
  return head.commit === null ? [renderOnPaths(["add"], [path])] : [];
}

/** Nothing else that is staged. What a work tree only has is left for its owner to commit: there may be nothing to commit in the end. */
function commitPaths(message: string, paths: readonly string[], { head }: Clone): readonly string[] {
  return head.commit === null ? [] : [renderOnPaths(["commit", "-m", message], paths)];
}
