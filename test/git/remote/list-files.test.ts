import { expect, test } from "vitest";
import { DEEPEST, foldersIn, listFiles } from "../../../src/git/remote/list-files.ts";
import type { FolderEntry } from "../../../src/git/parse-tree.ts";
import { caught } from "../../caught.ts";

function file(name: string): FolderEntry {
  return { mode: "100644", name, oid: `blob ${name}` };
}

function folder(name: string, oid: string): FolderEntry {
  return { mode: "40000", name, oid };
}

test("files come with their whole paths, links and submodules too", () => {
  const folders = new Map([
    ["top", [file("a"), folder("b", "one"), { mode: "160000", name: "module", oid: "m" }]],
    ["one", [{ mode: "120000", name: "link", oid: "l" }, folder("empty", "none"), folder("same", "two")]],
    ["two", [file("c")]],
    ["none", []],
  ]);
  expect(listFiles("top", folders, 7)).toEqual([
    { mode: "100644", oid: "blob a", path: "a" },
    { mode: "120000", oid: "l", path: "b/link" },
    { mode: "100644", oid: "blob c", path: "b/same/c" },
    { mode: "160000", oid: "m", path: "module" },
  ]);
  expect(caught(() => listFiles("top", folders, 6))).toMatchObject({ code: "registry-too-large" });
  expect(foldersIn(folders.get("one") ?? [])).toEqual(["none", "two"]);
});

test.each([
  { what: "folders without files that multiply", folders: ladder(30, 2) },
  { what: "folders in folders without end", folders: ladder(DEEPEST + 1, 1) },
  { what: "names that are longer than any path", folders: new Map([["0", [file("x".repeat(5000))]]]) },
])("$what are too large", ({ folders }) => {
  expect(caught(() => listFiles("0", folders, 100_000))).toMatchObject({ code: "registry-too-large" });
});

/** Each folder holds the next one, some times. */
function ladder(steps: number, times: number): ReadonlyMap<string, readonly FolderEntry[]> {
  return new Map(
    Array.from({ length: steps }, (_, step) => [
      String(step),
      Array.from({ length: times }, (_, index) => folder(String(index), String(step + 1))),
    ]),
  );
}
