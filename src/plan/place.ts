import { checkTag, isLandingOf, type TagView } from "../history/check-tag.ts";
import type { VersionFile } from "../registry/version-file.ts";
import type { Snapshot } from "./snapshot.ts";

type Rules = Pick<Snapshot, "line" | "config">;

/** Where a version belongs, and how its existing tag (if any) relates to that. */
export interface Placement {
  readonly target: string | null;
  readonly introduced: string | null;
  readonly tag: "none" | "right" | "changed" | "re-added" | "elsewhere";
}

/** True when the tag's own commit proves that it is right, without a look at the history. */
export function provesItself({ blob }: Pick<VersionFile, "blob">, view: TagView, { line, config }: Rules): boolean {
  if (config.target === "introduced" && view.parentBlob !== null) return false;
  return isLandingOf(view, blob, (commit) => line.position(commit) !== undefined);
}

/** True when target and introduction of a file can only be known from the history. */
export function needsHistory(file: VersionFile, view: TagView | undefined, rules: Rules, withIntroduced: boolean): boolean {
  if (view === undefined || file.block !== null || !provesItself(file, view, rules)) return true;
  return withIntroduced && view.parentBlob !== null;
}

export function placeVersion(file: VersionFile, snapshot: Snapshot): Placement {
  const view = file.tag === null ? undefined : snapshot.views.get(file.tag);
  const { settled, introduced } = snapshot.historyOf(file.path);
  if (view !== undefined && provesItself(file, view, snapshot)) {
    return { target: view.commit, introduced: view.parentBlob === null ? view.commit : introduced, tag: "right" };
  }
  const target = snapshot.config.target === "content" ? settled : introduced;
  if (view === undefined) return { target, introduced, tag: "none" };
  const check = checkTag(view, { blob: file.blob, target, introduced }, snapshot.line.position);
  return { target, introduced, tag: check.kind };
}
