import { compareBuild } from "semver";
import { CONFIG_PATH } from "../../config/options.ts";
import type { Refs } from "../../model/refs.ts";
import { folderOf, liesIn } from "../../model/path.ts";
import { isRegular, type TreeEntry } from "../../model/tree-entry.ts";
import { versionKind } from "../../model/version.ts";
import { parseFileName } from "../../registry/file-name.ts";
import { pickVersion } from "../../resolve/pick.ts";
import { DEFAULT_SETTINGS, EMPTY_HEAD } from "./head-view.ts";
import { findVersionFiles } from "./locate-file.ts";
import { INDEX_FILES } from "./parse-index-yaml.ts";
import { toPublishedFlows } from "./published-flows.ts";
import type { PublishedVersion } from "./published.ts";
import { readRepositoryTags } from "./read-tags.ts";
import type { WantedVersion } from "./select-version.ts";

export type GuessedTag = Pick<PublishedVersion, "version"> & { readonly tag: NonNullable<PublishedVersion["tag"]> };

/** The tag that a version most likely has, told before the registry's configuration is read: by the default template, else of the repository. */
export function guessTag(refs: Pick<Refs, "tags">, flow: string, wanted: WantedVersion, prerelease: boolean): GuessedTag | null {
  const likely = { tags: new Map([...refs.tags].filter(([name]) => name.startsWith(`${flow}-v`))) };
  const own = toPublishedFlows({ refs: likely, head: EMPTY_HEAD, index: null, root: null }).find((published) => published.flow === flow);
  const repository = toPublishedFlows({
    refs: { tags: new Map(readRepositoryTags(refs).map(({ name, ref }) => [name, ref])) },
    head: { ...EMPTY_HEAD, indexed: [{ flow, description: null, path: flow }] },
    index: null,
    root: null,
  })[0];
  for (const published of [own, repository]) {
    const picked =
      published === undefined ? null : pickVersion(published.versions, wanted, { prerelease, words: DEFAULT_SETTINGS.prerelease });
    if (picked?.kind === "picked" && picked.candidate.tag !== null) return { version: picked.candidate.version, tag: picked.candidate.tag };
  }
  return null;
}

export interface GuessedFile {
  readonly flow: string;
  /** Null: the newest. */
  readonly version: string | null;
  readonly root: string | null;
  readonly tagMessage: string | null;
}

/** The files of a tree that are most likely needed for a version of a flow: its own file, and the registry's own. */
export function guessFiles(entries: readonly TreeEntry[], guessed: GuessedFile): readonly TreeEntry[] {
  const { version, tagMessage, root } = guessed;
  const own: ReadonlySet<string> = new Set(version === null ? [CONFIG_PATH, ...INDEX_FILES] : INDEX_FILES);
  const files =
    version === null
      ? newestFiles(entries, guessed)
      : findVersionFiles(entries, { flow: guessed.flow, version, root, folder: null, tagMessage }, DEFAULT_SETTINGS);
  return [...entries.filter(({ path }) => own.has(path)), ...files.slice(0, 2)].filter(isRegular);
}

function newestFiles(entries: readonly TreeEntry[], { flow, root }: GuessedFile): readonly TreeEntry[] {
  const versions = entries
    .filter(({ path }) => `/${folderOf(path)}`.endsWith(`/${flow}`) && (root === null || liesIn(path, root)))
    .flatMap((entry) => {
      const name = parseFileName(entry.path.slice(entry.path.lastIndexOf("/") + 1));
      return name.kind === "version" ? [{ entry, semver: name.semver }] : [];
    })
    .toSorted((a, b) => compareBuild(b.semver, a.semver));
  const stable = versions.find(({ semver }) => versionKind(semver, DEFAULT_SETTINGS.prerelease) === "stable");
  return [stable ?? versions[0]].flatMap((found) => (found === undefined ? [] : [found.entry]));
}
