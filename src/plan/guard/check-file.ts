import { parseAllowances } from "../../changes/allowances.ts";
import type { Finding } from "../../model/finding.ts";
import type { VersionFile } from "../../registry/version-file.ts";
import { toSentence, listSome } from "./words.ts";
import type { FoundDependency } from "./dependencies.ts";
import type { FlowDocument, ReadableDocument } from "./scene.ts";
import { problemFinding, ruleFinding } from "./finding.ts";
import { measureOf, type Scene } from "./scene.ts";

/** So many places of one kind in a file are told one by one. */
const MOST = 10;

/** What is wrong with a file by itself, whatever its number; `document` is its content. */
export function checkFile(
  file: VersionFile,
  document: FlowDocument,
  dependencies: readonly FoundDependency[],
  { snapshot }: Pick<Scene, "snapshot">,
): readonly Finding[] {
  if (document.kind === "broken") return unreadable(file, document);
  return [...checkText(file, document, snapshot), ...checkDependencies(file, dependencies, snapshot)];
}

function unreadable(file: VersionFile, { fault }: Extract<FlowDocument, { kind: "broken" }>): readonly Finding[] {
  // That a link or a submodule is no file stands among the problems of the registry.
  if (!file.regular) return [];
  const problem = problemFinding(
    {
      code: "version-yaml-invalid",
      severity: "error",
      path: file.path,
      line: fault.at.line,
      message: `${file.flow} ${file.version} cannot be read as YAML: ${toSentence(fault.message)}`,
      fix: "Correct the file at this line.",
    },
    file,
  );
  return [{ ...problem, column: fault.at.column }];
}

function checkText(file: VersionFile, { warnings, comments }: ReadableDocument, snapshot: Scene["snapshot"]): readonly Finding[] {
  const { settings } = measureOf(file, snapshot);
  return [
    ...warnings
      .slice(0, MOST)
      .flatMap(({ at, message }) =>
        ruleFinding("yaml-ambiguous", settings("yaml-ambiguous").level, file, { message: toSentence(message), at }),
      ),
    ...parseAllowances(comments)
      .faults.slice(0, MOST)
      .flatMap(({ line, message, fix }) =>
        ruleFinding("allowance-unreadable", settings("allowance-unreadable").level, file, { message, fix, at: { line, column: 1 } }),
      ),
  ];
}

function checkDependencies(file: VersionFile, found: readonly FoundDependency[], snapshot: Scene["snapshot"]): readonly Finding[] {
  const { settings } = measureOf(file, snapshot);
  const floating = found.flatMap(({ dependency }) => (dependency.pinned ? [] : [dependency]));
  const [first] = floating;
  const listed = floating.map(
    ({ kind, id, range, resolved }) => `${kind} ${id} ${range}${resolved === null ? "" : ` (${resolved} today)`}`,
  );
  return [
    ...found
      .filter(({ missing }) => missing)
      .slice(0, MOST)
      .flatMap(({ dependency: { kind, id, range, line } }) =>
        ruleFinding("dependency-missing", settings("dependency-missing").level, file, {
          message: `The registry has no version of the ${kind} ${id} in ${range}.`,
          at: { line, column: 1 },
        }),
      ),
    ...(first === undefined
      ? []
      : ruleFinding("dependency-floating", settings("dependency-floating").level, file, {
          message: `${listSome(listed, ", ", ["range", "ranges"])}: ${floating.length === 1 ? "this takes" : "these take"} more than one version.`,
          at: { line: first.line, column: 1 },
        })),
  ];
}
