import { expect, test } from "vitest";
import { explain, explainAlone } from "../../../src/plan/consumer/explain.ts";
import { parseRef } from "../../../src/resolve/parse-ref.ts";

test("each way of finding a version has one sentence", () => {
  const range = parseRef("^1.2");
  if (range.kind !== "range") throw new Error("no range");
  const latest = { ...range, text: "latest" };
  const sentences = [
    explain("a", "1.2.3", false, { kind: "tag", tag: "a-v1.2.3", wanted: { kind: "default" } }),
    explain("a", "1.3.0-rc.1", true, { kind: "tag", tag: "a-v1.3.0-rc.1", wanted: { kind: "default" } }),
    explain("a", "1.2.3", false, { kind: "tag", tag: "a-v1.2.3", wanted: range }),
    explain("a", "1.2.3", false, { kind: "tag", tag: "a-v1.2.3", wanted: { kind: "version", version: "1.2.3" } }),
    explain("a", "1.2.3", false, { kind: "repository-tag", tag: "v1.2.3", exact: true }),
    explain("a", "1.0.0", false, { kind: "repository-tag", tag: "v1.2.3", exact: false }),
    explain("a", "1.2.3", false, { kind: "untagged", branch: "main", wanted: { kind: "default" } }),
    explain("a", "1.2.3", false, { kind: "untagged", branch: "main", wanted: latest }),
    explain("a", null, false, { kind: "untagged", branch: "main", wanted: { kind: "default" } }),
    explain("a", "2.0.0-rc.1", true, { kind: "place", place: "the branch main" }),
    explain("a", null, false, { kind: "place", place: "the commit 0123" }),
  ];
  expect(sentences).toMatchInlineSnapshot(`
    [
      "1.2.3 is the newest stable version of a, by its tag a-v1.2.3.",
      "1.3.0-rc.1 is the newest version of a, by its tag a-v1.3.0-rc.1.",
      "1.2.3 is the newest version in ^1.2 of a, by its tag a-v1.2.3.",
      "The tag a-v1.2.3 names this version of a.",
      "The repository's tag v1.2.3 holds this version of a.",
      "The repository's tag v1.2.3 was asked for, and 1.0.0 is what it holds of a.",
      "No tag names a version of a; this is its newest stable version at the newest commit of main.",
      "No tag names a version of a; this is the newest stable version among its files at the newest commit of main.",
      "No tag names a version of a; this is its file at the newest commit of main.",
      "This is the newest version (it has no stable one) of a at the branch main.",
      "This is the file of a at the commit 0123.",
    ]
  `);
});

test("the only root of several is told", () => {
  expect(explainAlone("It is this.", "v1")).toMatch(/^It is this; .*only v1 /);
  expect(explainAlone("It is this.", null)).toBe("It is this.");
});
