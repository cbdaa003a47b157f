import { describeChange } from "../changes/describe.ts";
import type { Config } from "../config/config.ts";
import type { Bump } from "../model/rule.ts";
import type { VersionFile } from "../registry/version-file.ts";
import { judge } from "./guard/judge.ts";
import { createReader, measureOf } from "./guard/scene.ts";

/** What an edit of a version file is worth: the step that it needs as a new version, and what changed in words. */
export interface Weight {
  readonly bump: Bump;
  readonly changes: readonly string[];
}

/** Compares two contents of one version file; what cannot be read may be anything. */
export function weighEdit(before: Buffer, after: Buffer, file: VersionFile, config: Config): Weight {
  const read = createReader(
    new Map([
      ["before", before],
      ["after", after],
    ]),
  );
  const [older, newer] = [read("before"), read("after")];
  if (older?.kind !== "read" || newer?.kind !== "read") return { bump: "major", changes: ["one of the two files is not readable YAML"] };
  const { comparison, required } = judge(older, newer, measureOf(file, { config }));
  return { bump: required, changes: comparison.changes.map(describeChange) };
}
