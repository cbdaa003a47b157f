import { describe, expect, test } from "vitest";
import type { Release } from "../../src/model/release.ts";
import type { VerifiedVersion } from "../../src/model/verification.ts";
import { renderMarker } from "../../src/notes/marker.ts";
import { renderTagMessage } from "../../src/plan/tag-message.ts";
import { verifyVersion } from "../../src/plan/verify.ts";
import { BESIDE, blobOf, digestOf, fileAt, landing, toSnapshot, type Scenario } from "./snapshot.ts";

const PATH = "flows/chat/1.0.0-rc.1.yml";
const TAG = "chat-v1.0.0-rc.1";
const PARTS = { flow: "chat", version: "1.0.0-rc.1", path: PATH };
const GOOD: Scenario = { landings: [{ [PATH]: "1" }, { "README.md": "" }], tags: { [TAG]: 0 } };
const RELEASE: Release = {
  tag: TAG,
  title: "",
  body: `Notes\n\n${renderMarker({ flow: "chat", version: "1.0.0-rc.1", digest: digestOf("1"), template: "default", body: null })}\n`,
  draft: false,
  prerelease: true,
  url: null,
};

function tagObject(message: string): string {
  return `object ${landing(0)}\ntype commit\ntag ${TAG}\ntagger A <a@example.com> 0 +0000\n\n${message}`;
}
const OBJECT = tagObject(renderTagMessage(PARTS, { digest: digestOf("1"), contentDigest: digestOf("1") }));

interface Found {
  readonly scenario?: Scenario;
  readonly object?: string | null;
  readonly tagDigest?: string | null;
  readonly release?: Release | null;
}

function verify({ scenario = GOOD, object = OBJECT, tagDigest = digestOf("1"), release = RELEASE }: Found): VerifiedVersion {
  const snapshot = toSnapshot({ ...scenario, everything: true });
  return verifyVersion(fileAt(snapshot, PATH), snapshot, { tagObject: object, tagDigest, contentDigest: digestOf("all"), release });
}

const CHECKS = ["tag", "annotated", "content", "path", "digest", "release", "release-digest", "prerelease"];

interface Case extends Found {
  readonly name: string;
  readonly failed: readonly string[];
  /** Checks that are not made, since something else is missing. */
  readonly unmade?: readonly string[];
}

const CASES: readonly Case[] = [
  { name: "is proved by all checks", failed: [] },
  {
    name: "without a tag fails by that alone",
    scenario: { ...GOOD, tags: {} },
    object: null,
    tagDigest: null,
    failed: ["tag"],
    unmade: CHECKS.slice(1),
  },
  { name: "with a lightweight tag", object: null, failed: ["annotated"], unmade: ["path", "digest"] },
  { name: "tagged elsewhere on the branch", scenario: { ...GOOD, tags: { [TAG]: 1 } }, failed: ["tag"] },
  {
    name: "tagged beside the branch",
    scenario: { ...GOOD, tags: { [TAG]: "beside" } },
    tagDigest: null,
    failed: ["tag", "content", "digest", "release-digest"],
  },
  {
    name: "changed after it was tagged",
    scenario: { landings: [...GOOD.landings, { [PATH]: "2" }], tags: { [TAG]: 0 } },
    failed: ["tag", "content"],
  },
  { name: "with another path in the tag", object: OBJECT.replace("Flow-Path: flows/", "Flow-Path: lab/"), failed: ["path"] },
  { name: "with another digest in the tag", object: OBJECT.replace(digestOf("1"), digestOf("2")), failed: ["digest"] },
  { name: "with a tag that somebody else wrote", object: tagObject("Release\n"), failed: ["path", "digest"] },
  { name: "without a release", release: null, failed: ["release"], unmade: ["release-digest", "prerelease"] },
  { name: "with a release that a person wrote", release: { ...RELEASE, body: "By hand" }, failed: [], unmade: ["release-digest"] },
  {
    name: "with a release of other content",
    release: { ...RELEASE, body: RELEASE.body.replace(digestOf("1"), digestOf("2")) },
    failed: ["release-digest"],
  },
  { name: "with a prerelease published as a stable one", release: { ...RELEASE, prerelease: false }, failed: ["prerelease"] },
  {
    name: "blocked by a twin that landed later",
    scenario: { landings: [...GOOD.landings, { [PATH.replace(".yml", ".yaml")]: "2" }], tags: { [TAG]: 0 } },
    failed: ["releasable"],
    unmade: CHECKS,
  },
  {
    name: "that became a link",
    scenario: { landings: [...GOOD.landings, { [PATH]: { link: "x" } }], tags: { [TAG]: 0 } },
    failed: ["releasable"],
    unmade: CHECKS,
  },
];

test.each([
  ["all", true],
  ["others", false],
])("a tag that tells of %j files besides its own is right: %j", (files, right) => {
  const object = tagObject(renderTagMessage(PARTS, { digest: digestOf("1"), contentDigest: digestOf(files) }));
  const { checks, ok } = verify({ object });
  expect(checks.filter(({ name }) => name === "content-digest")).toEqual([
    { name: "content-digest", ok: right, expected: digestOf("all"), found: digestOf(files) },
  ]);
  expect(ok).toBe(right);
});

describe("a version", () => {
  test.each(CASES)("$name", ({ failed, unmade = [], ...found }) => {
    const { checks, ok } = verify(found);
    const made = checks.map(({ name }) => name).filter((name) => name !== "releasable");
    expect(made).toEqual(CHECKS.filter((name) => !unmade.includes(name)));
    expect(checks.filter((check) => !check.ok).map(({ name }) => name)).toEqual(failed);
    expect(ok).toBe(failed.length === 0);
  });

  test("is given with what was expected and what was found", () => {
    const { checks, flow, version, path, tag } = verify({ scenario: { ...GOOD, tags: { [TAG]: "beside" } }, tagDigest: null });
    expect({ flow, version, path, tag }).toEqual({ ...PARTS, tag: TAG });
    expect(checks.slice(0, 3)).toEqual([
      { name: "tag", ok: false, expected: landing(0), found: BESIDE },
      { name: "annotated", ok: true, expected: "annotated tag", found: "annotated tag" },
      { name: "content", ok: false, expected: blobOf("1"), found: "none" },
    ]);
  });

  test.each([
    ["-----BEGIN PGP SIGNATURE-----\n…", true],
    ["-----BEGIN SSH SIGNATURE-----\n…", true],
    ["-----BEGIN SIGNED MESSAGE-----\n…", true],
    ["", false],
    ["said: -----BEGIN PGP SIGNATURE-----", false],
  ])("with a tag that ends in %j is signed: %s", (end, signed) => {
    const { signed: found, ok } = verify({ object: OBJECT + end });
    expect({ signed: found, ok }).toEqual({ signed, ok: true });
  });
});
