import { flowNameProblem, refNameProblem } from "../model/ref-name.ts";
import { renderTag } from "../model/tag-template.ts";
import type { Candidate } from "./find-files.ts";
import { isLink, isSubmodule } from "../model/tree-entry.ts";
import type { Block } from "./version-file.ts";

/** A candidate with its tag name and the first thing that keeps it from being released. */
export interface Checked {
  readonly candidate: Candidate;
  readonly tag: string | null;
  readonly block: Block | null;
}

/** Checks every candidate by itself, then against all the others; a version is blocked by its first finding only. */
export function checkCandidates(candidates: readonly Candidate[]): readonly Checked[] {
  const flowProblems = new Map(candidates.map(({ flow }) => [flow, flow === "" ? null : flowNameProblem(flow)]));
  const alone = candidates.map((candidate) => checkAlone(candidate, flowProblems.get(candidate.flow) ?? null));
  const spellings = groupSpellings(candidates);
  const { tags, alike } = groupTags(alone);
  return alone.map((checked) => {
    if (checked.block !== null || checked.tag === null) return checked;
    const { candidate, tag } = checked;
    const others = alike.get(tag.toLowerCase()) ?? [];
    const block =
      twinBlock(candidate, others) ?? caseBlock(candidate, spellings) ?? clashBlock(candidate, tag, others) ?? nestingBlock(tag, tags);
    return { candidate, tag, block };
  });
}

function checkAlone(candidate: Candidate, flowProblem: string | null): Checked {
  const { flow, entry, version, root } = candidate;
  const name = nameBlock(candidate, flowProblem);
  if (name !== null) return { candidate, tag: null, block: name };
  const tag = renderTag(root.tag, flow, version);
  const invalid = refNameProblem(tag);
  if (invalid !== null) {
    return {
      candidate,
      tag: null,
      block: {
        code: "tag-name-invalid",
        message: `The tag name ${JSON.stringify(tag)} cannot be used: ${invalid}.`,
        fix: "Change the tag template, or rename the flow.",
      },
    };
  }
  if (isLink(entry)) {
    return {
      candidate,
      tag,
      block: {
        code: "version-link",
        message: `${entry.path} is a symbolic link; its content can change without it.`,
        fix: "Replace the link by a copy of the file.",
      },
    };
  }
  if (isSubmodule(entry)) {
    return {
      candidate,
      tag,
      block: {
        code: "version-not-a-file",
        message: `${entry.path} is a submodule, not a file.`,
        fix: "Replace the submodule by the file.",
      },
    };
  }
  return { candidate, tag, block: null };
}

function nameBlock({ flow, entry }: Candidate, unsafe: string | null): Block | null {
  if (flow === "") {
    return {
      code: "flow-name-missing",
      message: `${entry.path} lies directly in a root: no folder names its flow.`,
      fix: "Move it into a folder named after the flow.",
    };
  }
  if (unsafe !== null) {
    return {
      code: "flow-name-unsafe",
      message: `The flow name ${JSON.stringify(flow)} cannot be used: ${unsafe}.`,
      fix: "Rename the folder: letters, digits, `.`, `_` and `-`, starting with a letter or a digit.",
    };
  }
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(entry.path)) {
    return {
      code: "flow-name-unsafe",
      message: `The path ${JSON.stringify(entry.path)} has a control character.`,
      fix: "Rename the folder.",
    };
  }
  return null;
}

function twinBlock({ folder, version }: Candidate, alike: readonly Checked[]): Block | null {
  const paths = pathsOf(alike.filter(({ candidate }) => candidate.folder === folder && candidate.version === version));
  if (paths.length < 2) return null;
  return { code: "version-twins", message: `${paths.join(" and ")} are one and the same version.`, fix: "Delete one of the two files." };
}

function caseBlock({ root, flow }: Candidate, spellings: Spellings): Block | null {
  const flows = spellings.get(root)?.get(flow.toLowerCase());
  if (flows === undefined || flows.size < 2) return null;
  return {
    code: "flow-name-case",
    message: `The flows ${[...flows].sort().join(" and ")} differ only in case: their tags would be one file on many disks.`,
    fix: "Rename one of the folders.",
  };
}

function clashBlock({ root, folder }: Candidate, tag: string, alike: readonly Checked[]): Block | null {
  if (alike.length < 2) return null;
  const same = alike.filter((other) => other.tag === tag);
  const paths = pathsOf(same.length > 1 ? same : alike);
  const sameRoot = alike.every(({ candidate }) => candidate.root === root);
  return {
    code: "tag-clash",
    message:
      same.length > 1 ? `${paths.join(" and ")} both render to the tag ${tag}.` : `The tags of ${paths.join(" and ")} differ only in case.`,
    fix: alike.every(({ candidate }) => candidate.folder === folder)
      ? "Rename one of the files."
      : sameRoot
        ? "Rename one of the folders, or list them as roots with a `tag` template each."
        : "Give one of the roots a `tag` template of its own.",
  };
}

/** Git keeps refs like files: `a` and `a/b` cannot both exist. */
function nestingBlock(tag: string, tags: ReadonlySet<string>): Block | null {
  for (let slash = tag.lastIndexOf("/"); slash > 0; slash = tag.lastIndexOf("/", slash - 1)) {
    const parent = tag.slice(0, slash);
    if (tags.has(parent)) {
      return {
        code: "tag-nesting",
        message: `The tag ${tag} cannot exist beside the tag ${parent}.`,
        fix: "Change the tag template, or rename one of the flows.",
      };
    }
  }
  return null;
}

/** By root, then by the name in lower case: all spellings of a flow's name. */
type Spellings = ReadonlyMap<Candidate["root"], ReadonlyMap<string, ReadonlySet<string>>>;

function groupSpellings(candidates: readonly Candidate[]): Spellings {
  const spellings = new Map<Candidate["root"], Map<string, Set<string>>>();
  for (const { root, flow } of candidates) {
    const names = spellings.get(root) ?? new Map<string, Set<string>>();
    spellings.set(root, names);
    const key = flow.toLowerCase();
    names.set(key, (names.get(key) ?? new Set()).add(flow));
  }
  return spellings;
}

/** All tags, and by the lower-case spelling those that are more than one version's. */
function groupTags(all: readonly Checked[]): {
  readonly tags: ReadonlySet<string>;
  readonly alike: ReadonlyMap<string, readonly Checked[]>;
} {
  const tags = new Set<string>();
  const first = new Map<string, Checked>();
  const alike = new Map<string, Checked[]>();
  for (const checked of all) {
    if (checked.tag === null) continue;
    tags.add(checked.tag);
    const key = checked.tag.toLowerCase();
    const before = first.get(key);
    if (before === undefined) first.set(key, checked);
    else alike.set(key, [...(alike.get(key) ?? [before]), checked]);
  }
  return { tags, alike };
}

function pathsOf(group: readonly Checked[]): readonly string[] {
  return group.map(({ candidate }) => candidate.entry.path).sort();
}
