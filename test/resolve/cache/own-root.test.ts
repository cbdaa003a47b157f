import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, parse } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { claimRoot, isOurs, TAG } from "../../../src/resolve/cache/own-root.ts";
import { caught } from "../../caught.ts";
import { newStore, temporaryFolder } from "./sample.ts";

const UNFIT = { code: "cache-unwritable" };

test("a new folder is claimed with a tag that backups know, and is ours from then on", () => {
  const store = newStore();
  const deep = { ...store, root: join(store.root, "a/b") };
  expect(isOurs(deep.root)).toBeNull();
  claimRoot(deep);
  claimRoot(deep);
  expect(isOurs(deep.root)).toBe(true);
  expect(readdirSync(deep.root)).toEqual([TAG]);
  expect(readFileSync(join(deep.root, TAG), "latin1")).toMatch(/^Signature: 8a477f597d28d172789f06886806bc55\n# .*flow-tagbot/);
});

test("an empty folder is taken, also through a link, and what a killed process left of a tag is no hindrance", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, ".flow-tagbot-tag-0123"), "Signat");
  const link = join(temporaryFolder(), "link");
  symlinkSync(folder, link);
  claimRoot(newStore({ root: link }));
  expect(existsSync(join(folder, TAG))).toBe(true);
});

test.each([
  ["something", "notes.txt", "mine"],
  ["another program's tag", TAG, "Signature: 8a477f597d28d172789f06886806bc55\n# by another program\n"],
  ["a folder like ours", "v1", null],
])("a folder that holds %s is not touched", (_what, name, text) => {
  const root = temporaryFolder();
  if (text === null) mkdirSync(join(root, name));
  else writeFileSync(join(root, name), text);
  expect(caught(() => isOurs(root))).toMatchObject({ ...UNFIT, message: expect.stringContaining(name) as unknown });
  expect(
    caught(() => {
      claimRoot(newStore({ root }));
    }),
  ).toMatchObject(UNFIT);
  expect(readdirSync(root)).toEqual([name]);
});

test("a tag that is a link makes no folder ours", () => {
  const other = newStore();
  claimRoot(other);
  const root = temporaryFolder();
  symlinkSync(join(other.root, TAG), join(root, TAG));
  expect(caught(() => isOurs(root))).toMatchObject(UNFIT);
});

test("the top of the disk, the home folder and what is around it are refused, tag or not, link or not", () => {
  const around = temporaryFolder();
  const home = join(around, "people/me");
  mkdirSync(home, { recursive: true });
  vi.stubEnv("HOME", home);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const link = join(around, "link");
  symlinkSync(home, link);
  const tagged = newStore();
  claimRoot(tagged);
  writeFileSync(join(home, TAG), readFileSync(join(tagged.root, TAG)));
  for (const root of [parse(home).root, home, dirname(home), around, link, join(home, "x/.."), `${home}/`]) {
    expect(
      caught(() => {
        claimRoot(newStore({ root }));
      }),
      root,
    ).toMatchObject(UNFIT);
    expect(
      caught(() => isOurs(root)),
      root,
    ).toMatchObject(UNFIT);
  }
  const inside = newStore({ root: join(home, ".cache/flow-tagbot") });
  claimRoot(inside);
  expect(isOurs(inside.root)).toBe(true);
});

test("a root that cannot be made is told in the system's words", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "file"), "");
  const message = expect.stringContaining("ENOTDIR") as unknown;
  expect(
    caught(() => {
      claimRoot(newStore({ root: join(folder, "file/cache") }));
    }),
  ).toMatchObject({ ...UNFIT, message });
  expect(
    caught(() => {
      claimRoot(newStore({ root: join(folder, "file") }));
    }),
  ).toMatchObject({ ...UNFIT, message });
});
