import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderSize, watchSize } from "../../../src/git/remote/watch-size.ts";
import { createFakeTime } from "../../support/fake-time.ts";
import { temporaryFolder } from "../open-git.ts";

function folderOf(bytes: number): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "objects/pack"), { recursive: true });
  writeFileSync(join(folder, "objects/pack/tmp_pack"), Buffer.alloc(bytes));
  writeFileSync(join(folder, "HEAD"), "12345");
  return folder;
}

test("a folder's size is that of all files in it, and nothing without it", async () => {
  expect(await folderSize(folderOf(100))).toBe(105);
  expect(await folderSize(join(temporaryFolder(), "none"))).toBe(0);
});

test("growth beyond the bound is told once, and the watch ends", async () => {
  const folder = folderOf(100);
  const time = createFakeTime();
  let told = 0;
  let rounds = 0;
  await watchSize({
    folder,
    most: 200,
    time,
    isRunning: () => {
      rounds += 1;
      if (rounds === 6) writeFileSync(join(folder, "more"), Buffer.alloc(100));
      return rounds < 20;
    },
    onExceeded: () => {
      told += 1;
    },
  });
  expect([told, rounds]).toEqual([1, 6]);
  expect(time.waits).toEqual([0.01, 0.02, 0.04, 0.08, 0.1, 0.1]);
});

test("when nothing runs, nothing is looked at", async () => {
  const time = createFakeTime();
  await watchSize({ folder: folderOf(100), most: 1, time, isRunning: () => false, onExceeded: () => expect.unreachable() });
  expect(time.waits).toHaveLength(1);
});
