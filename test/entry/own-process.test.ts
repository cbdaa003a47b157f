import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { isAlive, OWN_PROCESS } from "../../src/entry/own-process.ts";

test("this process and one of somebody else run, one that ended does not", () => {
  expect(isAlive(OWN_PROCESS.pid)).toBe(true);
  expect(isAlive(1)).toBe(true);
  expect(isAlive(spawnSync("true").pid)).toBe(false);
});
