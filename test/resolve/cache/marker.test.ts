import { expect, test } from "vitest";
import { parseMarker, toMarker } from "../../../src/resolve/cache/marker.ts";
import { readShape } from "../../../src/resolve/cache/shape.ts";
import { entryOf, REGISTRY } from "./sample-entry.ts";

const { key, facts } = entryOf();
const marker = toMarker(key, facts);

test("a marker comes back from its JSON, and holds only what an entry is made of", () => {
  const more = { ...facts, reference: "as it was asked", files: facts.files.map((file) => ({ ...file, more: 1 })) };
  expect(parseMarker(JSON.parse(JSON.stringify(toMarker(key, more))))).toEqual({ url: REGISTRY.url, facts });
});

test("nothing that may be null has to be there", () => {
  const bare = { ...facts, version: null, kind: null, tag: null, root: null, framework: null };
  expect(parseMarker(toMarker(key, bare)).facts).toEqual(bare);
});

test.each([
  { url: 1 },
  { facts: null },
  { facts: { ...facts, commit: "main" } },
  { facts: { ...facts, digest: "sha256:x" } },
  { facts: { ...facts, contentDigest: "md5:0" } },
  { facts: { ...facts, kind: "newest" } },
  { facts: { ...facts, version: undefined } },
  { facts: { ...facts, files: {} } },
  ...["../x", "/etc/passwd", "a/../b", "a\\b", "", "a//b", "c:x"].map((path) => ({
    facts: { ...facts, files: facts.files.map((file) => ({ ...file, path })) },
  })),
  { facts: { ...facts, files: facts.files.map((file) => ({ ...file, size: -1 })) } },
  { facts: { ...facts, files: facts.files.map((file) => ({ ...file, executable: "yes" })) } },
])("%j is no marker", (change) => {
  expect(readShape(parseMarker, { ...marker, ...change })).toBeNull();
});
