import { expect, test } from "vitest";
import { checkContents } from "../../../src/resolve/cache/check-contents.ts";
import { LIMITS } from "../../../src/resolve/limits.ts";
import type { Limits } from "../../../src/resolve/transport.ts";
import { caught } from "../../caught.ts";
import { entryOf, PATH, type SampleEntry } from "./sample-entry.ts";

const ENTRY = entryOf();

function errorOf({ key, facts, contents }: SampleEntry, limits: Partial<Limits> = {}): unknown {
  return caught(() => {
    checkContents(key, facts, contents, { ...LIMITS, ...limits });
  });
}

test("what fits its facts and the limits is taken, to the byte", () => {
  const total = [...ENTRY.contents.values()].reduce((sum, { length }) => sum + length, 0);
  const limits: Limits = { ...LIMITS, totalBytes: total, fileBytes: 18, files: 2 };
  checkContents(ENTRY.key, ENTRY.facts, ENTRY.contents, limits);
  for (const less of [{ totalBytes: total - 1 }, { fileBytes: 17 }, { files: 1 }])
    expect(errorOf(ENTRY, less)).toMatchObject({ code: "registry-too-large" });
});

test("sizes are judged before anything is hashed, by what the facts say", () => {
  const facts = { ...ENTRY.facts, files: ENTRY.facts.files.map((file) => ({ ...file, size: 2 ** 40 })) };
  expect(errorOf({ ...ENTRY, facts })).toMatchObject({ code: "registry-too-large" });
});

test.each([
  ["other bytes", { ...ENTRY, contents: new Map([...ENTRY.contents, [PATH, Buffer.from("name: code revieW\n")]]) }],
  ["fewer bytes", { ...ENTRY, contents: new Map([...ENTRY.contents, [PATH, Buffer.from("name")]]) }],
  ["another file", { ...ENTRY, contents: new Map([...ENTRY.contents].map(([path, bytes]) => [path === PATH ? "x.yml" : path, bytes])) }],
  ["another digest of the version file", { ...ENTRY, facts: { ...ENTRY.facts, digest: `sha256:${"0".repeat(64)}` } }],
])("%s are not what the digest says", (_what, entry) => {
  expect(errorOf(entry)).toMatchObject({ code: "digest-mismatch" });
});

test("paths that cannot be written everywhere are refused", () => {
  expect(errorOf(entryOf({ [PATH]: "", "../../x": "" }))).toMatchObject({ code: "registry-unsafe" });
  expect(errorOf(entryOf({ [PATH]: "", "flows/A.md": "", "flows/a.md": "" }))).toMatchObject({ code: "registry-unsafe" });
});

test("facts of another entry, and contents without facts, are bugs of the caller", () => {
  expect(errorOf({ ...ENTRY, key: { ...ENTRY.key, commit: "b".repeat(40) } })).toBeInstanceOf(TypeError);
  expect(errorOf({ ...ENTRY, key: { ...ENTRY.key, path: "x.yml" } })).toBeInstanceOf(TypeError);
  expect(errorOf({ ...ENTRY, contents: new Map([...ENTRY.contents, ["more", Buffer.from("")]]) })).toBeInstanceOf(TypeError);
});
