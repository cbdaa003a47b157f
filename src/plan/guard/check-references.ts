import type { Finding } from "../../model/finding.ts";
import type { VersionFile } from "../../registry/version-file.ts";
import { restoreFile } from "./commands.ts";
import { ruleFinding } from "./finding.ts";
import { measureOf } from "./scene.ts";
import type { PullSnapshot, Referencing } from "./snapshot.ts";

/** The versions that a file is a part of. */
export function versionsReferencing(path: string, versions: readonly Referencing[]): readonly VersionFile[] {
  return versions.filter(({ files }) => files.includes(path)).map(({ file }) => file);
}

type ReferenceSnapshot = Pick<PullSnapshot, "changed" | "config" | "branch" | "remote" | "base" | "head" | "references">;

/** What a pull request does to files that published versions reference: they were published with them. One finding for each version and file. */
export function checkReferences(snapshot: ReferenceSnapshot): readonly Finding[] {
  return snapshot.changed.flatMap(({ path, before, after }) => {
    if (before === null || before === after) return [];
    return versionsReferencing(path, snapshot.references).flatMap((file) => {
      const { flow, version } = file;
      const name = `${flow} ${version}`;
      const said = {
        message: `${name} is published, and ${path}, which it references, ${after === null ? "is deleted" : "changes"}.`,
        fix: "Put the file back. Give the change a file of its own, which a new version references.",
        commands: restoreFile(path, snapshot),
      };
      const { level } = measureOf(file, snapshot).settings("published-edited");
      return ruleFinding("published-edited", level, { flow, version, path }, said);
    });
  });
}
