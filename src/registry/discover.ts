import type { Config } from "../config/config.ts";
import type { Problem } from "../model/problem.ts";
import { folderOf } from "../model/path.ts";
import { versionKind } from "../model/version.ts";
import { checkCandidates, type Checked } from "./checks.ts";
import { findFiles } from "./find-files.ts";
import { planPrevious } from "./previous.ts";
import { isRegular, type TreeEntry } from "../model/tree-entry.ts";
import type { Registry, VersionFile } from "./version-file.ts";

/** Reads a branch's tree as a registry: which flows and versions it holds, and what is wrong with their names. */
export function discover(
  entries: Iterable<TreeEntry>,
  config: Pick<Config, "roots" | "tag" | "prerelease"> & Partial<Pick<Config, "guard">>,
): Registry {
  const found = findFiles(entries, config);
  const checked = checkCandidates(found.candidates);
  const files = [...Map.groupBy(checked, ({ candidate }) => candidate.folder).values()].flatMap((flow) =>
    toVersionFiles(flow, config.prerelease),
  );
  const warnings: Problem[] = found.unversioned.map((path) => ({
    code: "unversioned",
    severity: "warning",
    path,
    line: null,
    message: `${path} has no version and gets no tag.`,
    fix: toVersioned(path, files),
  }));
  return { files, unversioned: found.unversioned, problems: [...found.problems, ...warnings, ...files.flatMap(blockProblem)] };
}

function toVersioned(path: string, files: readonly VersionFile[]): string {
  const folder = path.replace(/\.ya?ml$/, "");
  if (files.some((file) => folderOf(file.path) === folder)) return `Delete it, or move it to a new version in ${folder}/.`;
  return `Move it to ${path.replace(/(\.ya?ml)$/, "/1.0.0$1")} to publish it.`;
}

function toVersionFiles(flow: readonly Checked[], prereleaseWords: readonly string[]): readonly VersionFile[] {
  const kinds = flow.map(({ candidate }) => ({ semver: candidate.semver, kind: versionKind(candidate.semver, prereleaseWords) }));
  const previous = planPrevious(kinds);
  return flow.map(({ candidate, tag, block }, index) => {
    const { root, version, semver } = candidate;
    return {
      root,
      flow: candidate.flow,
      version,
      semver,
      kind: kinds[index]?.kind ?? versionKind(semver, prereleaseWords),
      path: candidate.entry.path,
      blob: candidate.entry.oid,
      regular: isRegular(candidate.entry),
      tag,
      block,
      previous: previous.get(version) ?? null,
    };
  });
}

function blockProblem({ path, block }: VersionFile): readonly Problem[] {
  return block === null ? [] : [{ code: block.code, severity: "error", path, line: null, message: block.message, fix: block.fix }];
}
