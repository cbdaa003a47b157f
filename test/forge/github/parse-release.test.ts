import { describe, expect, test } from "vitest";
import { parseAsset, parseRelease, parseReleases } from "../../../src/forge/github/parse-release.ts";
import { markUnfinished } from "../../../src/forge/github/unfinished.ts";

const ANSWER = {
  id: 7,
  tag_name: "a-v1.0.0",
  name: "Title",
  body: "Notes",
  draft: false,
  prerelease: true,
  html_url: "https://example.com/x",
  created_at: "2026-01-01T00:00:10Z",
  something_new: {},
};

test("a release is read from the fields that are used", () => {
  expect(parseRelease(ANSWER)).toEqual({
    id: 7,
    tag: "a-v1.0.0",
    title: "Title",
    body: "Notes",
    draft: false,
    prerelease: true,
    url: "https://example.com/x",
    time: 1_767_225_610,
    unfinished: false,
    immutable: false,
    uploadUrl: null,
    assets: [],
  });
});

test("files, the address for them and immutability are read where the server tells them", () => {
  const asset = { id: 9, name: "a.yml", state: "starter", size: 0, url: "x" };
  expect(parseRelease({ ...ANSWER, immutable: true, upload_url: "https://example.com/{?name,label}", assets: [asset] })).toMatchObject({
    immutable: true,
    uploadUrl: "https://example.com/{?name,label}",
    assets: [{ id: 9, name: "a.yml", state: "starter", size: 0, digest: null }],
  });
  expect(parseAsset({ ...asset, digest: "sha256:00" })).toEqual({
    id: 9,
    name: "a.yml",
    state: "starter",
    size: 0,
    digest: "sha256:00",
  });
  expect(() => parseAsset({ ...asset, size: "0" })).toThrow(expect.objectContaining({ code: "forge-unreadable" }));
});

test.each([
  [true, "a draft that begins with our line", true],
  [false, "a release that somebody published by hand", false],
])("draft %s: %s is unfinished: %s", (draft, _, unfinished) => {
  expect(parseRelease({ ...ANSWER, draft, body: markUnfinished("Notes") }).unfinished).toBe(unfinished);
});

test.each([
  { name: null, body: null, created_at: null },
  { name: undefined, body: undefined, created_at: undefined },
])("fields that may be empty are (%j)", (changes) => {
  expect(parseRelease({ ...ANSWER, ...changes })).toMatchObject({ title: "", body: "", time: null });
});

test("a date that is none is not known", () => {
  expect(parseRelease({ ...ANSWER, created_at: "soon" }).time).toBeNull();
});

describe("what is no release", () => {
  test.each([
    ["<html>Sign in</html>"],
    [null],
    [undefined],
    [[]],
    [{}],
    [{ ...ANSWER, draft: "false" }],
    [{ ...ANSWER, tag_name: null }],
    [{ message: "Not Found" }],
  ])("is unreadable: %j", (data) => {
    expect(() => parseRelease(data)).toThrow(expect.objectContaining({ code: "forge-unreadable" }));
  });

  test.each([["<html>"], [{}], [null], [[{}]], [[ANSWER, "x"]]])("makes no list: %j", (data) => {
    expect(() => parseReleases(data)).toThrow(expect.objectContaining({ code: "forge-unreadable" }));
  });
});
