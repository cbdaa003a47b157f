import { expect, test } from "vitest";
import { findRenames } from "../../../src/plan/guard/renames.ts";

const LINES = Array.from({ length: 20 }, (_, index) => `key${index}: ${index}`);
const TEXT = LINES.join("\n");
const LIKE = [...LINES.slice(0, 18), "a: 1", "b: 2"].join("\n");
const UNLIKE = [...LINES.slice(0, 5), ...LINES.slice(5).map((line) => `${line} now`)].join("\n");

type Files = Readonly<Record<string, string>>;

function renames(gone: Files, added: Files): Files {
  const found = findRenames(
    Object.entries(gone).map(([path, blob]) => ({ file: { path, version: "1.0.0" }, blobs: [blob] })),
    Object.entries(added).map(([path, blob]) => ({ path, blob })),
    (blob) => blob,
  );
  return Object.fromEntries(found);
}

test.each<[name: string, gone: Files, added: Files, found: Files]>([
  ["the same", { "a/1.yml": TEXT }, { "z/9.yml": TEXT }, { "a/1.yml": "z/9.yml" }],
  ["the same, nearest first", { "a/1.yml": TEXT }, { "0/9.yml": TEXT, "a/2.yml": TEXT, "b/1.yml": TEXT }, { "a/1.yml": "a/2.yml" }],
  ["the other extension, whatever is in it", { "a/1.yml": TEXT }, { "a/1.yaml": "other" }, { "a/1.yml": "a/1.yaml" }],
  ["alike, in the folder", { "a/1.yml": TEXT }, { "a/2.yml": LIKE }, { "a/1.yml": "a/2.yml" }],
  ["alike, under the name", { "a/1.yml": TEXT }, { "b/1.yml": LIKE }, { "a/1.yml": "b/1.yml" }],
  ["alike, elsewhere and under another name", { "a/1.yml": TEXT }, { "b/2.yml": LIKE }, {}],
  ["not alike", { "a/1.yml": TEXT }, { "a/2.yml": UNLIKE }, {}],
  ["moved with its folder", { "a/c/1.yml": TEXT }, { "z/b/1.yml": LIKE, "z/c/1.yml": LIKE }, { "a/c/1.yml": "z/c/1.yml" }],
  ["one for two: the same before the alike", { "a/1.yml": LIKE, "a/2.yml": TEXT }, { "a/3.yml": TEXT }, { "a/2.yml": "a/3.yml" }],
  [
    "two for two",
    { "a/1.yml": TEXT, "b/1.yml": TEXT },
    { "b/2.yml": TEXT, "a/2.yml": TEXT },
    { "a/1.yml": "a/2.yml", "b/1.yml": "b/2.yml" },
  ],
  ["nothing in either", { "a/1.yml": "" }, { "a/2.yml": "\n" }, {}],
])("Renamed: %s", (_, gone, added, found) => {
  expect(renames(gone, added)).toEqual(found);
});
