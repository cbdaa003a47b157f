import { restore } from "./commands.ts";
import { ruleFinding } from "./finding.ts";
import { measureOf, plainVersion, type Scene, type Verdict } from "./scene.ts";
import type { Touched } from "./touched.ts";

/** Judges that a published version's file is gone, or goes by another name; `isNew`: that is a new version's. */
export function checkGone(
  { file, published, to }: Extract<Touched, { kind: "gone" }>,
  { snapshot }: Pick<Scene, "snapshot">,
  isNew: boolean,
): Verdict {
  const { settings } = measureOf(file, snapshot);
  const against = { version: file.version, path: file.path, tag: published.tag };
  const name = `${file.flow} ${file.version}`;
  if (to === null) {
    return {
      checked: { ...plainVersion(file, "deleted"), against },
      findings: ruleFinding("published-deleted", settings("published-deleted").level, file, {
        message: `${name} is published, and its file is deleted.`,
        commands: restore(file, published, null, snapshot),
      }),
    };
  }
  return {
    checked: { ...plainVersion(file, "renamed"), against },
    // The old path is in no tree that an annotation could point into.
    findings: ruleFinding(
      "published-renamed",
      settings("published-renamed").level,
      { ...file, path: to },
      {
        message: `${name} is published, and its file is renamed from ${file.path} to ${to}.`,
        at: { line: 1, column: 1 },
        fix: !isNew ? "Put it back under its name." : `Put ${file.path} back; ${to} can stay as a copy, for a new version.`,
        commands: restore(file, published, isNew ? null : to, snapshot),
      },
    ),
  };
}
