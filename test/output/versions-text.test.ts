import { expect, test } from "vitest";
import { renderVersions, toVersionsJson } from "../../src/output/versions-text.ts";
import { toOffering } from "../../src/plan/consumer/offer.ts";
import { NOW, ORIGIN, published, REVIEW } from "../plan/consumer/sample-published.ts";

const options = { colour: false, width: 120, now: NOW };

test("every version has its row, the newest first", () => {
  expect(renderVersions(toOffering(ORIGIN, [REVIEW], new Map()), options)).toMatchInlineSnapshot(`
    "code_review in team (the default): https://github.com/acme/flows, main at 01234567, asked just now
    7 versions

    VERSION      KIND        TAG                       COMMIT    MARKS
    2.0.0-rc.1   prerelease  code_review-v2.0.0-rc.1   77777777
    2.0.0-orbit  variant     code_review-v2.0.0-orbit  66666666
    1.2.0        stable      code_review-v1.2.0        55555555  latest
    1.1.0        stable      code_review-v1.1.0        44444444  yanked: Leaks tokens
    1.0.0        stable      code_review-v1.0.0        33333333  deprecated since 2026-02-01: use code_review@^1.2
    0.9.0        stable      code_review-v0.9.0        22222222
    0.8.0        stable      code_review-v0.8.0        11111111
    "
  `);
});

test("a flow without tags has its versions without", () => {
  const text = renderVersions(toOffering(ORIGIN, [published("a", ["1.0.0"], { tagged: false })], new Map()), options);
  expect(text).toMatch(/^1\.0\.0 +stable +latest$/m);
});

test("a flow of two roots has the versions of both", () => {
  const text = renderVersions(toOffering(ORIGIN, [REVIEW, { ...REVIEW, root: "experimental" }], new Map()), options);
  expect(text).toContain("14 versions");
  expect(text).toMatch(/^experimental +1\.2\.0 +stable/m);
});

test("a long history is shown whole", () => {
  const versions = Array.from({ length: 120 }, (_, index) => `1.${index}.0`);
  const text = renderVersions(toOffering(ORIGIN, [published("a", versions)], new Map()), options);
  expect(text.split("\n").filter((line) => line.includes(" stable "))).toHaveLength(120);
});

test("for machines, versions come lowest first, with which is the latest", () => {
  expect(toVersionsJson(toOffering(ORIGIN, [published("a", ["1.0.0", "1.1.0"])], new Map()))).toMatchObject({
    schema: 1,
    registry: { url: ORIGIN.url },
    flow: "a",
    versions: [
      {
        root: "flows",
        version: "1.0.0",
        kind: "stable",
        tag: "a-v1.0.0",
        commit: "1".repeat(40),
        yanked: null,
        deprecated: null,
        latest: false,
      },
      {
        root: "flows",
        version: "1.1.0",
        kind: "stable",
        tag: "a-v1.1.0",
        commit: "2".repeat(40),
        yanked: null,
        deprecated: null,
        latest: true,
      },
    ],
  });
});
