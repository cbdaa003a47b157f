import { expect, test } from "vitest";
import { toNotesContext } from "../../src/notes/context.ts";
import { renderDigest, renderDigestEntry } from "../../src/notes/digest-notes.ts";
import { authorOf, parseMarker } from "../../src/notes/marker.ts";
import { EXAMPLE_FACTS, SOME_CHANGES } from "./example-facts.ts";

const DIGEST = { tag: "digest-20260101-00000000", version: "20260101-00000000" };

test("a version is told of in a few lines", async () => {
  const marks = { ...EXAMPLE_FACTS.marks, yanked: { reason: "leaks @team's data" } };
  expect(renderDigestEntry(await toNotesContext({ ...EXAMPLE_FACTS, flowFacts: SOME_CHANGES, marks }))).toMatchInlineSnapshot(`
    "## code_review 1.2.0

    **Yanked: do not use this version.** leaks @&#8203;team's data

    Major: 1 breaking change; gains the tool create_note; the number should be 2.0.0 or higher.

    - Tag: \`code_review-v1.2.0\`
    - [Changes since 1.1.0](https://forge.test/flows/registry/compare/code_review-v1.1.0...code_review-v1.2.0)
    - Digest: \`sha256:0000000000000000000000000000000000000000000000000000000000000000\`"
  `);
});

test("the newest version comes first, and the text is known as ours", () => {
  const entries = new Map([
    ["a-v1.0.0", "## a 1.0.0"],
    ["b-v1.0.0", "## b 1.0.0"],
  ]);
  const text = renderDigest(DIGEST, ["a-v1.0.0", "b-v1.0.0"], entries);
  expect(text.split("\n\n").slice(0, -1)).toEqual(["This release tells of 2 versions.", "## b 1.0.0", "## a 1.0.0"]);
  expect(authorOf(text)).toBe("ours");
  expect(parseMarker(text)).toMatchObject({ flow: "digest", version: DIGEST.version });
});

test("what has no room or no entry is counted", () => {
  const versions = Array.from({ length: 10_000 }, (_, index) => `a-v1.${index}.0`);
  const entries = new Map(versions.slice(-300).map((tag) => [tag, `## ${tag} ${"x".repeat(1000)}`]));
  const text = renderDigest(DIGEST, versions, entries);
  expect(text.length).toBeLessThanOrEqual(120_000);
  expect(text.length).toBeGreaterThan(110_000);
  const shown = Array.from(text.matchAll(/^## /gm)).length;
  expect(text).toContain(`\n\nAnd ${10_000 - shown} versions more: \`git show ${DIGEST.tag}\` names the tags of all.\n\n<!-- `);
  expect(renderDigest(DIGEST, ["a-v1.0.0"], new Map())).toContain("And 1 version more");
});
