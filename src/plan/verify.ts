import type { Release } from "../model/release.ts";
import type { Check, VerifiedVersion } from "../model/verification.ts";
import { parseMarker } from "../notes/marker.ts";
import type { VersionFile } from "../registry/version-file.ts";
import { placeVersion } from "./place.ts";
import type { Snapshot } from "./snapshot.ts";

const NONE = "none";

/** What is published of one version, null where there is nothing. */
export interface Published {
  /** Text of the annotated tag. */
  readonly tagObject: string | null;
  /** Digest of the file that the tag holds. */
  readonly tagDigest: string | null;
  /** Digest of that file and of what it references there. */
  readonly contentDigest: string | null;
  readonly release: Release | null;
}

/** Proves from what was read that a version is published as it should be. */
export function verifyVersion(file: VersionFile, snapshot: Snapshot, published: Published): VerifiedVersion {
  const { flow, version, path, tag } = file;
  const { tagObject } = published;
  if (file.block !== null)
    return {
      flow,
      version,
      path,
      tag,
      ok: false,
      signed: false,
      checks: [{ name: "releasable", ok: false, expected: "a version that can be released", found: file.block.message }],
    };
  const checks = [...tagChecks(file, snapshot, published), ...releaseChecks(file, snapshot, published)];
  return {
    flow,
    version,
    path,
    tag,
    ok: checks.every(({ ok }) => ok),
    signed: /^-----BEGIN \w+( \w+)? SIGNATURE-----$|^-----BEGIN SIGNED MESSAGE-----$/m.test(tagObject ?? ""),
    checks,
  };
}

function tagChecks(file: VersionFile, snapshot: Snapshot, { tagObject, tagDigest, contentDigest }: Published): readonly Check[] {
  const view = snapshot.views.get(file.tag ?? "");
  const placement = placeVersion(file, snapshot);
  const tag: Check = { name: "tag", ok: placement.tag === "right", expected: placement.target ?? NONE, found: view?.commit ?? NONE };
  if (view === undefined) return [tag];
  // Absent where nothing is referenced, and in tags of a time that did not look.
  const whole = tagObject === null ? null : trailer(tagObject, "Flow-Content-Digest");
  return [
    tag,
    check("annotated", "annotated tag", tagObject === null ? "lightweight tag" : "annotated tag"),
    check("content", file.blob, view.blob),
    ...(tagObject === null
      ? []
      : [check("path", file.path, trailer(tagObject, "Flow-Path")), check("digest", tagDigest, trailer(tagObject, "Flow-Digest"))]),
    ...(whole === null ? [] : [check("content-digest", contentDigest, whole)]),
  ];
}

function releaseChecks(file: VersionFile, snapshot: Snapshot, { tagDigest, release }: Published): readonly Check[] {
  if (file.tag === null || !snapshot.tags.has(file.tag)) return [];
  if (snapshot.config.release === "none") return [];
  // Told of by another release, which is not this version's own.
  const isAnnounced = snapshot.announcements.some(({ versions }) => versions.includes(file.tag ?? ""));
  if (release === null) return [check("release", "release", isAnnounced ? "release" : NONE)];
  const marker = parseMarker(release.body);
  return [
    check("release", "release", "release"),
    // A body that a person wrote has no marker, and proves nothing either way.
    ...(marker === null ? [] : [check("release-digest", tagDigest, marker.digest)]),
    check("prerelease", String(file.kind === "prerelease"), String(release.prerelease)),
  ];
}

function check(name: Check["name"], expected: string | null, found: string | null): Check {
  return { name, ok: expected === found, expected: expected ?? NONE, found: found ?? NONE };
}

function trailer(tagObject: string, key: string): string | null {
  return new RegExp(`^${key}: (.*)$`, "m").exec(tagObject)?.[1] ?? null;
}
