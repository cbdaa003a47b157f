import { flowNameProblem, refNameProblem } from "../model/ref-name.ts";
import { renderTag } from "../model/tag-template.ts";
import { versionText } from "../model/version.ts";
import type { Candidate } from "./find-files.ts";
import { isLink, isSubmodule } from "./tree-entry.ts";
import type { Block } from "./version-file.ts";

/** A candidate with its tag name and the first thing that keeps it from being released. */
export interface Checked {
  readonly candidate: Candidate;
  readonly tag: string | null;
  readonly block: Block | null;
}

/** Checks every candidate by itself, then against all the others; a version is blocked by its first finding only. */
export function checkCandidates(candidates: readonly Candidate[]): readonly Checked[] {
  const alone = candidates.map(checkAlone);
  const twins = groups(alone, ({ candidate }) => `${candidate.folder}\0${versionText(candidate.semver)}`);
  const spellings = groups(alone, ({ candidate }) => `${candidate.root.path}\0${candidate.flow.toLowerCase()}`);
  const tags = groups(alone, ({ tag, candidate }) => tag ?? `\0${candidate.entry.path}`);
  const byLowerCase = groups(alone, ({ tag, candidate }) => tag?.toLowerCase() ?? `\0${candidate.entry.path}`);
  return alone.map((checked) => {
    if (checked.block !== null) return checked;
    const { candidate, tag } = checked;
    const block =
      twinBlock(checked, twins) ?? caseBlock(candidate, spellings) ?? (tag === null ? null : (clashBlock(checked, tag, tags, byLowerCase) ?? nestingBlock(tag, tags)));
    return { candidate, tag, block };
  });
}

function checkAlone(candidate: Candidate): Checked {
  const { flow, entry, semver, root } = candidate;
  const name = nameBlock(candidate);
  if (name !== null) return { candidate, tag: null, block: name };
  const tag = renderTag(root.tag, flow, versionText(semver));
  const invalid = refNameProblem(tag);
  if (invalid !== null) {
    return { candidate, tag: null, block: { code: "tag-name-invalid", message: `The tag name ${JSON.stringify(tag)} cannot be used: ${invalid}.`, fix: "Change the tag template, or rename the flow." } };
  }
  if (isLink(entry)) {
    return { candidate, tag, block: { code: "version-link", message: `${entry.path} is a symbolic link; its content can change without it.`, fix: "Replace the link by a copy of the file." } };
  }
  if (isSubmodule(entry)) {
    return { candidate, tag, block: { code: "version-not-a-file", message: `${entry.path} is a submodule, not a file.`, fix: "Replace the submodule by the file." } };
  }
  return { candidate, tag, block: null };
}

function nameBlock({ flow, entry }: Candidate): Block | null {
  if (flow === "") {
    return { code: "flow-name-missing", message: `${entry.path} lies directly in a root: no folder names its flow.`, fix: "Move it into a folder named after the flow." };
  }
  const unsafe = flowNameProblem(flow);
  if (unsafe !== null) {
    return { code: "flow-name-unsafe", message: `The flow name ${JSON.stringify(flow)} cannot be used: ${unsafe}.`, fix: "Rename the folder: letters, digits, `.`, `_` and `-`, starting with a letter or a digit." };
  }
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(entry.path)) {
    return { code: "flow-name-unsafe", message: `The path ${JSON.stringify(entry.path)} has a control character.`, fix: "Rename the folder." };
  }
  return null;
}

function twinBlock(checked: Checked, twins: Groups): Block | null {
  const paths = pathsOf(twins.get(`${checked.candidate.folder}\0${versionText(checked.candidate.semver)}`));
  if (paths.length < 2) return null;
  return { code: "version-twins", message: `${paths.join(" and ")} are one and the same version.`, fix: "Delete one of the two files." };
}

function caseBlock(candidate: Candidate, spellings: Groups): Block | null {
  const flows = new Set(spellings.get(`${candidate.root.path}\0${candidate.flow.toLowerCase()}`)?.map((other) => other.candidate.flow));
  if (flows.size < 2) return null;
  return { code: "flow-name-case", message: `The flows ${[...flows].sort().join(" and ")} differ only in case: their tags would be one file on many disks.`, fix: "Rename one of the folders." };
}

function clashBlock({ candidate }: Checked, tag: string, tags: Groups, byLowerCase: Groups): Block | null {
  const same = tags.get(tag) ?? [];
  const alike = byLowerCase.get(tag.toLowerCase()) ?? [];
  if (alike.length < 2) return null;
  const paths = pathsOf(alike);
  const sameRoot = alike.every((other) => other.candidate.root === candidate.root);
  const message = same.length > 1 ? `${paths.join(" and ")} both render to the tag ${tag}.` : `The tags of ${paths.join(" and ")} differ only in case.`;
  return { code: "tag-clash", message, fix: sameRoot ? "Rename one of the folders, or list them as roots with a `tag` template each." : "Give one of the roots a `tag` template of its own." };
}

/** Git keeps refs like files: `a` and `a/b` cannot both exist. */
function nestingBlock(tag: string, tags: Groups): Block | null {
  for (let slash = tag.lastIndexOf("/"); slash > 0; slash = tag.lastIndexOf("/", slash - 1)) {
    const parent = tag.slice(0, slash);
    if (tags.has(parent)) {
      return { code: "tag-nesting", message: `The tag ${tag} cannot exist beside the tag ${parent}.`, fix: "Change the tag template, or rename one of the flows." };
    }
  }
  return null;
}

type Groups = ReadonlyMap<string, readonly Checked[]>;

function groups(all: readonly Checked[], key: (checked: Checked) => string): Groups {
  return Map.groupBy(all, key);
}

function pathsOf(group: readonly Checked[] | undefined): readonly string[] {
  return (group ?? []).map(({ candidate }) => candidate.entry.path).sort();
}
