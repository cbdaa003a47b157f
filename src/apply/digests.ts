import { renderDigestMessage } from "../model/digest-tag.ts";
import type { Result } from "../model/outcome.ts";
import type { CreateDigest, CreateTag } from "../model/plan.ts";

/** What becomes of a digest's tag, and the versions that it tells of. */
export interface PushedDigest {
  readonly result: Result;
  readonly versions: readonly string[];
}

/**
 * Makes the tags of digests, by the same means as all others. They tell of the versions whose tags are there by now; the
 * others are left to a later run.
 */
export async function pushDigests(
  actions: readonly CreateDigest[],
  tags: ReadonlyMap<string, Result>,
  push: (tags: readonly CreateTag[]) => Promise<ReadonlyMap<string, Result>>,
): Promise<ReadonlyMap<string, PushedDigest>> {
  const chosen = actions.map((action) => ({ action, versions: action.versions.filter((tag) => isThere(tags.get(tag))) }));
  const pushed = await push(
    chosen.flatMap(({ action: { flow, version, tag, target, date, title, tagged }, versions }): readonly CreateTag[] =>
      tagged || versions.length === 0
        ? []
        : [{ type: "create-tag", flow, version, tag, target, date, message: renderDigestMessage(title, versions) }],
    ),
  );
  return new Map(
    chosen.map(({ action: { tag, tagged }, versions }) => {
      const result: Result = tagged ? { kind: "already-right", url: null } : (pushed.get(tag) ?? NO_VERSION);
      return [tag, { result, versions }];
    }),
  );
}

const NO_VERSION: Result = { kind: "not-tried", why: "None of the tags that it would tell of could be made." };

/** Tags that this run did not make existed before. */
function isThere(result: Result | undefined): boolean {
  return result === undefined || result.kind === "done" || result.kind === "already-right";
}
