import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeEntry } from "../../../src/resolve/cache/entries.ts";
import { inspectEntry, readMarker } from "../../../src/resolve/cache/inspect-entry.ts";
import { DAMAGES } from "./damages.ts";
import { entryOf } from "./sample-entry.ts";
import { newStore, temporaryFolder } from "./sample.ts";

const { key, facts, contents } = entryOf();

/** The folder of a fresh entry. */
function entryFolder(): string {
  return dirname(writeEntry(newStore({ root: temporaryFolder() }), key, facts, contents).folder);
}

test("an entry as it was written is whole", () => {
  expect(inspectEntry(entryFolder())).toMatchObject({ kind: "whole", marker: { url: key.registry.url, facts } });
});

describe("an entry is damaged if", () => {
  test.each(Object.entries(DAMAGES))("%s", (_what, damage) => {
    const folder = entryFolder();
    damage(folder);
    const found = inspectEntry(folder);
    expect(found).toEqual({ kind: "damaged", why: expect.stringMatching(/./) as unknown });
  });
});

test("where nothing is, nothing is damaged", () => {
  expect(inspectEntry(join(temporaryFolder(), "x"))).toEqual({ kind: "missing" });
});

test("the marker alone is read without a look at the files", () => {
  const folder = entryFolder();
  rmSync(join(folder, "files"), { recursive: true });
  expect(readMarker(folder)).toMatchObject({ kind: "whole", marker: { facts } });
  expect(readMarker(join(folder, "x")).kind).toBe("damaged");
});
