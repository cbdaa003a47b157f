import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseReleaseFile, renderReleaseFile } from "../../../src/forge/local/release-file.ts";

const text = fc.string({ unit: "grapheme" });
const release = fc.record({
  tag: text,
  target: fc.stringMatching(/^[0-9a-f]{40}$/),
  title: text,
  body: text,
  draft: fc.boolean(),
  prerelease: fc.boolean(),
  latest: fc.boolean(),
  assets: fc.constant([]),
});

test("whatever a release says, its file is read back the same", () => {
  fc.assert(
    fc.property(release, (given) => {
      const { tag, title, body, draft, prerelease } = given;
      expect(parseReleaseFile(renderReleaseFile(given), "file:///x.md")).toEqual({
        tag,
        title,
        body,
        draft,
        prerelease,
        url: "file:///x.md",
      });
    }),
  );
});

test.each([["---\nversion: x\n---\n"], ["1.0"], ["---\n"], ["true"], ["a: b\n---\nc"], ["#comment"]])(
  "a title %j stays a text",
  (title) => {
    const given = {
      tag: "a-v1.0.0",
      target: "1".repeat(40),
      title,
      body: title,
      draft: false,
      prerelease: false,
      latest: false,
      assets: [],
    };
    expect(parseReleaseFile(renderReleaseFile(given), "")).toMatchObject({ title, body: title });
  },
);

describe("no release file", () => {
  test.each([
    ["", "empty"],
    ["# Notes\n", "no header"],
    ["---\ntag: a\n---\nx", "fields missing"],
    ["---\ntag: [a\n---\nx", "broken YAML"],
    ["---\ntag: 1\ntarget: b\ntitle: c\ndraft: false\nprerelease: false\n---\nx", "a tag that is a number"],
  ])("is %j (%s)", (content) => {
    expect(parseReleaseFile(content, "")).toBeNull();
  });
});
