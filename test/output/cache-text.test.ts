import { expect, test } from "vitest";
import {
  renderBytes,
  renderCacheList,
  renderCleared,
  renderPruned,
  renderVerification,
  toCacheListJson,
  toClearedJson,
  toPrunedJson,
  toVerificationJson,
} from "../../src/output/cache-text.ts";
import type { CacheListing, ListedEntry } from "../../src/resolve/cache/list.ts";

const options = { colour: false, width: 120 };

const ENTRY: ListedEntry = {
  registryId: "example-com-acme-flows-0123456789ab",
  url: "https://example.com/acme/flows",
  flow: "code_review",
  version: "1.2.0",
  commit: "a".repeat(40),
  path: "flows/code_review/1.2.0.yml",
  folder: "/cache/v1/example-com-acme-flows-0123456789ab/entries/x",
  files: 2,
  size: 20_480,
  usedAt: "2026-03-01T12:00:00.000Z",
};
const HOSTILE: ListedEntry = { ...ENTRY, flow: "chat\u001b[2J", version: null, commit: "b".repeat(40), size: 7 };
const LISTING: CacheListing = { entries: [ENTRY, HOSTILE], damaged: 1, size: 1_500_000 };

test.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [999, "999 bytes"],
  [1000, "1.0 kB"],
  [20_480, "20.5 kB"],
  [99_949, "99.9 kB"],
  [99_960, "100 kB"],
  [999_499, "999 kB"],
  [999_500, "1.0 MB"],
  [1_500_000_000, "1.5 GB"],
  [3e15, "3,000 TB"],
])("%i bytes are %s", (bytes, text) => {
  expect(renderBytes(bytes)).toBe(text);
});

test("a list has a row for each entry, without what a terminal would obey", () => {
  expect(renderCacheList("/cache", LISTING, options)).toMatchInlineSnapshot(`
    "2 entries, 1.5 MB in all, in /cache

    FLOW         VERSION  REGISTRY                        COMMIT    SIZE     USED
    code_review  1.2.0    https://example.com/acme/flows  aaaaaaaa  20.5 kB  2026-03-01
    chat\\x1b[2J           https://example.com/acme/flows  bbbbbbbb  7 bytes  2026-03-01

    1 damaged entry: flow-tagbot cache verify
    "
  `);
  expect(renderCacheList("/cache", LISTING, { ...options, maxRows: 1 })).toContain("1 more");
  expect(renderCacheList("/cache", { entries: [], damaged: 0, size: 0 }, options)).toBe("0 entries, 0 bytes in all, in /cache\n");
});

test("for machines, an entry comes with its registry and folder", () => {
  const { url, ...entry } = ENTRY;
  expect(toCacheListJson("/cache", LISTING)).toMatchObject({
    schema: 1,
    root: "/cache",
    damaged: 1,
    size: 1_500_000,
    entries: { length: 2 },
  });
  expect(toCacheListJson("/cache", LISTING)).toMatchObject({ entries: [{ ...entry, registry: url }, {}] });
});

test("what is damaged is told with the reason", () => {
  const verification = { whole: 1, remembered: 3, damaged: [{ path: "/cache/v1/x", why: "files/\u001b is missing" }] };
  expect(renderVerification(verification, options)).toMatchInlineSnapshot(`
    "1 entry and 3 other files are whole, 1 damaged
      damaged  /cache/v1/x: files/\\x1b is missing
      A damaged entry is removed when it is used, and fetched again.
    "
  `);
  expect(renderVerification({ whole: 2, remembered: 0, damaged: [] }, options)).toBe("2 entries and 0 other files are whole, 0 damaged\n");
  expect(toVerificationJson(verification)).toEqual({ schema: 1, ...verification });
});

test("what was removed is told with its size", () => {
  const pruned = { entries: 2, remembered: 1, freed: 1234, left: 10, problems: [] };
  expect(renderPruned(pruned)).toBe("Removed 2 entries and 1 other file: 1.2 kB. 10 bytes are left.\n");
  expect(toPrunedJson(pruned)).toEqual({ schema: 1, ...pruned });
  expect(renderCleared({ entries: 1, freed: 10 })).toBe("Removed 1 entry: 10 bytes.\n");
  expect(toClearedJson({ entries: 1, freed: 10 })).toEqual({ schema: 1, entries: 1, freed: 10 });
});
