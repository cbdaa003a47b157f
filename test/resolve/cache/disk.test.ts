import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  hasFolders,
  listFolder,
  look,
  makeFolder,
  makeFolders,
  onDisk,
  readRegular,
  refused,
  removeTree,
  rename,
  setUsed,
  syncFolder,
  touch,
  writeNew,
} from "../../../src/resolve/cache/disk.ts";
import { caught } from "../../caught.ts";
import { DAY, newStore, NOW, temporaryFolder } from "./sample.ts";

const isRoot = process.getuid?.() === 0;

describe("reading", () => {
  test("a file of no more than the bytes that it may have", () => {
    const path = join(temporaryFolder(), "file");
    writeFileSync(path, "12345");
    expect(readRegular(path, 5)).toMatchObject({ kind: "file", bytes: Buffer.from("12345") });
    expect(readRegular(path, 4)).toMatchObject({ kind: "wrong" });
  });

  test("finds nothing where there is nothing, and nothing below a file", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "file"), "");
    expect(readRegular(join(folder, "x"), 1)).toEqual({ kind: "missing" });
    expect(readRegular(join(folder, "file", "x"), 1)).toEqual({ kind: "missing" });
    expect(look(join(folder, "file", "x"))).toBeNull();
  });

  test("takes no folder, no link and no pipe for a file, and does not wait for any", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "file"), "");
    symlinkSync("file", join(folder, "link"));
    symlinkSync("nowhere", join(folder, "dangling"));
    execFileSync("mkfifo", [join(folder, "pipe")]);
    const kinds = [".", "link", "dangling", "pipe"].map((name) => readRegular(join(folder, name), 10).kind);
    expect(kinds).toEqual(["wrong", "wrong", "wrong", "wrong"]);
  });

  test.skipIf(isRoot)("says what the system says where it refuses", () => {
    const path = join(temporaryFolder(), "file");
    writeFileSync(path, "", { mode: 0 });
    expect(caught(() => readRegular(path, 1))).toMatchObject({
      code: "cache-unwritable",
      message: expect.stringContaining("EACCES") as unknown,
    });
  });
});

describe("folders", () => {
  test("count as there only if no link is among them", () => {
    const root = temporaryFolder();
    mkdirSync(join(root, "a/b"), { recursive: true });
    symlinkSync("a", join(root, "link"));
    writeFileSync(join(root, "a/b/file"), "");
    expect([["a", "b"], ["link", "b"], ["a", "x"], ["a", "b", "file"], []].map((folders) => hasFolders(root, folders))).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
    expect(listFolder(root, ["a", "b"]).map(({ name }) => name)).toEqual(["file"]);
    expect(listFolder(root, ["link", "b"])).toEqual([]);
  });

  test("are made for this user alone, and made again without harm", () => {
    const store = newStore({ root: temporaryFolder() });
    const path = makeFolders(store, ["a", "b"]);
    makeFolder(store, path);
    expect(makeFolders(store, ["a", "b"])).toBe(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
  });

  test("are not made through a link, or where a file lies", () => {
    const store = newStore({ root: temporaryFolder() });
    const outside = temporaryFolder();
    symlinkSync(outside, join(store.root, "link"));
    writeFileSync(join(store.root, "file"), "");
    for (const name of ["link", "file"]) {
      expect(caught(() => makeFolders(store, [name, "x"]))).toMatchObject({ code: "cache-unwritable" });
      expect(
        caught(() => {
          makeFolder(store, join(store.root, name));
        }),
      ).toMatchObject({ code: "cache-unwritable" });
    }
    expect(readdirSync(outside)).toEqual([]);
  });
});

describe("writing", () => {
  test("never replaces a file, and follows no link", () => {
    const store = newStore({ root: temporaryFolder() });
    const outside = join(temporaryFolder(), "file");
    const [file, link] = [join(store.root, "file"), join(store.root, "link")];
    symlinkSync(outside, link);
    writeNew(store, file, "one", { mode: 0o444, sync: true });
    for (const path of [file, link])
      expect(
        caught(() => {
          writeNew(store, path, "two", { mode: 0o644, sync: false });
        }),
      ).toMatchObject({
        code: "cache-unwritable",
        message: expect.stringContaining("EEXIST") as unknown,
      });
    expect(readFileSync(file, "utf8")).toBe("one");
    expect(statSync(file).mode & 0o777).toBe(0o444);
    expect(existsSync(outside)).toBe(false);
    syncFolder(store.root);
  });

  test("says which call it is about to make", () => {
    const calls: string[] = [];
    const store = newStore({ root: temporaryFolder(), onChange: (what) => calls.push(what.split(" ")[0] ?? "") });
    const path = join(store.root, "a");
    makeFolder(store, path);
    rename(store, path, join(store.root, "b"));
    writeNew(store, path, "", { mode: 0o600, sync: false });
    removeTree(store, path);
    expect(calls).toEqual(["mkdir", "rename", "write", "remove"]);
  });

  test("fails with the system's own words", () => {
    const store = newStore({ root: temporaryFolder() });
    writeFileSync(join(store.root, "file"), "");
    const fail = (path: string): unknown =>
      caught(() => {
        writeNew(store, join(store.root, path), "", { mode: 0o600, sync: false });
      });
    expect(fail("file/x")).toMatchObject({ code: "cache-unwritable", message: expect.stringContaining("ENOTDIR") as unknown });
    expect(fail("x".repeat(300))).toMatchObject({ code: "cache-unwritable", message: expect.stringContaining("ENAMETOOLONG") as unknown });
    expect(
      caught(() => {
        syncFolder(join(store.root, "x"));
      }),
    ).toMatchObject({ code: "cache-unwritable" });
    const bug = new TypeError("a bug");
    expect(
      caught(() =>
        onDisk("x", "read", () => {
          throw bug;
        }),
      ),
    ).toBe(bug);
    expect(refused("x", "read", bug)).toBe(bug);
  });
});

test("removing takes links away, not what they lead to, and read-only files too", () => {
  const store = newStore({ root: temporaryFolder() });
  const outside = temporaryFolder();
  writeFileSync(join(outside, "file"), "kept");
  mkdirSync(join(store.root, "tree/deep"), { recursive: true });
  symlinkSync(outside, join(store.root, "tree/deep/link"));
  symlinkSync(outside, join(store.root, "link"));
  writeFileSync(join(store.root, "tree/file"), "", { mode: 0o444 });
  for (const name of ["tree", "link", "not-there"]) removeTree(store, join(store.root, name));
  expect(readdirSync(store.root)).toEqual([]);
  expect(readdirSync(outside)).toEqual(["file"]);
});

test("the time of a use is noted once a day, and for a link itself", () => {
  const store = newStore({ root: temporaryFolder() });
  const [file, link] = [join(store.root, "file"), join(store.root, "link")];
  writeFileSync(file, "");
  symlinkSync("file", link);
  const usedAfter = (age: number): number => {
    utimesSync(file, (NOW - age) / 1000, (NOW - age) / 1000);
    touch(store, file, NOW - age);
    return NOW - statSync(file).mtimeMs;
  };
  expect([usedAfter(0), usedAfter(DAY - 1000), usedAfter(DAY), usedAfter(-2 * DAY)]).toEqual([0, DAY - 1000, 0, 0]);
  setUsed(link, NOW - DAY);
  expect([statSync(file).mtimeMs, lstatSync(link).mtimeMs]).toEqual([NOW, NOW - DAY]);
  setUsed(join(store.root, "not-there"), NOW);
});
