import type { SemVer } from "semver";
import { Failure } from "../model/failure.ts";
import { folderOf } from "../model/path.ts";
import { parseVersion, PRERELEASE_WORDS, versionKind } from "../model/version.ts";
import type { LockedFlow } from "./locked.ts";
import { parseReference } from "./parse-reference.ts";
import { pickVersion } from "./pick.ts";
import type { FlowReference, Ref, Reference } from "./reference.ts";
import { renderRef } from "./render-reference.ts";

/** What of a locked flow cannot be meant by its reference. */
export interface Misfit {
  /** What the reference asks for. */
  readonly wanted: string;
  /** What the lockfile has. */
  readonly locked: string;
}

/**
 * Whether a reference can mean what is locked for it, by these two alone: somebody may have edited the lockfile. Null: it can. What was
 * yanked since, and whether a prerelease was asked for, is not known here; whether the tag leads to these bytes, only its registry knows.
 */
export function findMisfit(reference: Reference, locked: LockedFlow): Misfit | null {
  if (reference.kind === "file") {
    if (locked.registry !== null) return { wanted: "a local file", locked: `registry ${locked.registry}` };
    return locked.path === reference.path ? null : { wanted: `path ${reference.path}`, locked: `path ${locked.path}` };
  }
  if (locked.registry === null) return { wanted: "a flow of a registry", locked: `the local file ${locked.path}` };
  const { flow } = locked;
  // Without roots, a flow may be called by the end of its folder's path.
  if (reference.flow !== flow && !reference.flow.endsWith(`/${flow}`)) return { wanted: `flow ${reference.flow}`, locked: `flow ${flow}` };
  return findOtherRef(reference.ref, locked) ?? findOtherFile(reference, locked);
}

/** The same for a reference as it is written; what is none fits nothing. */
export function findMisfitOf(text: string, locked: LockedFlow): Misfit | null {
  try {
    return findMisfit(
      parseReference(text, () => false),
      locked,
    );
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { wanted: "a reference", locked: text };
  }
}

function findOtherRef(ref: Ref, locked: LockedFlow): Misfit | null {
  const { tag, commit } = locked;
  switch (ref.kind) {
    case "default":
    case "version":
    case "range":
      return findOtherVersion(ref, locked);
    case "commit":
      if (commit?.startsWith(ref.digits) === true || tag === ref.digits) return null;
      return { wanted: `commit ${ref.digits}`, locked: `commit ${commit ?? "none"}` };
    case "name":
      return tag === null || tag === ref.name ? null : { wanted: ref.name, locked: `tag ${tag}` };
    case "full": {
      const name = tag === null ? null : `refs/tags/${tag}`;
      const fits = ref.name.startsWith("refs/tags/") ? name === ref.name : name === null;
      return fits ? null : { wanted: ref.name, locked: name === null ? "no tag" : name };
    }
  }
}

function findOtherVersion(ref: Extract<Ref, { kind: "default" | "version" | "range" }>, locked: LockedFlow): Misfit | null {
  const { version, kind, tag } = locked;
  const isRepositoryTag = (of: string): boolean => tag === of || tag === `v${of}`;
  // A tag of the repository may hold the flow with a number of its own.
  if (ref.kind === "version" && isRepositoryTag(ref.version)) return null;
  const wanted = ref.kind === "default" ? "a version" : `version ${renderRef(ref)}`;
  if (version === null || kind === null) {
    const isNewest = ref.kind === "default" || (ref.kind === "range" && ref.text === "latest");
    return isNewest && tag === null ? null : { wanted, locked: tag === null ? "no version" : `tag ${tag} without version` };
  }
  const semver = parseVersion(version);
  if (semver === null) return { wanted, locked: `version ${version}` };
  const words = wordsBehind(semver, kind);
  const own = versionKind(semver, words);
  if (own !== kind) return { wanted: `kind ${own} of ${version}`, locked: `kind ${kind}` };
  const picked = [false, true].some(
    (prerelease) => pickVersion([{ semver, kind, yanked: null }], ref, { prerelease, words }).kind === "picked",
  );
  if (!picked) return { wanted, locked: `version ${version}` };
  if (tag === null || isRepositoryTag(version) || namesVersion(tag, locked.flow, version)) return null;
  return { wanted: `a tag of ${locked.flow} ${version}`, locked: `tag ${tag}` };
}

/** The registry's own words for prereleases are not known, and the lockfile says what this one was. */
function wordsBehind(version: SemVer, kind: LockedFlow["kind"]): readonly string[] {
  const word = /^[a-z]+/i.exec(String(version.prerelease[0] ?? ""))?.[0].toLowerCase();
  const others = PRERELEASE_WORDS.filter((known) => known !== word);
  return kind === "prerelease" && word !== undefined ? [...others, word] : others;
}

/** Whether a template may have made a tag of flow and version; what follows a version by a hyphen belongs to it, unless it is the flow. */
function namesVersion(tag: string, flow: string, version: string): boolean {
  if (!tag.includes(flow)) return false;
  for (let at = tag.indexOf(version); at !== -1; at = tag.indexOf(version, at + 1)) {
    const [before, after] = [tag.slice(0, at), tag.slice(at + version.length)];
    const ends = /^(?:$|[^0-9A-Za-z.+-])/.test(after) || (/^[-+]/.test(after) && after.includes(flow));
    if (ends && !/[0-9.]$/.test(before)) return true;
  }
  return false;
}

/** A file that is called after a version is that version, and lies in the flow's folder; of an `index.yaml`, files are called as they like. */
function findOtherFile(reference: FlowReference, { path, version }: LockedFlow): Misfit | null {
  const stem = path.slice(path.lastIndexOf("/") + 1).replace(/\.ya?ml$/i, "");
  if (version === null || parseVersion(stem) === null) return null;
  const wanted = `${reference.flow}/${version}.yml`;
  return stem === version && `/${folderOf(path)}`.endsWith(`/${reference.flow}`)
    ? null
    : { wanted: `path …/${wanted}`, locked: `path ${path}` };
}
