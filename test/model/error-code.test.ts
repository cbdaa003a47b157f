import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isErrorCode } from "../../src/model/error-code.ts";
import { temporaryFolder } from "../git/open-git.ts";

test("an error of the file system has its code, and other things have none", () => {
  const caught = (): unknown => {
    try {
      return readFileSync(join(temporaryFolder(), "none"));
    } catch (error) {
      return error;
    }
  };
  expect([isErrorCode(caught(), "ENOENT"), isErrorCode(caught(), "EEXIST")]).toEqual([true, false]);
  expect([isErrorCode(new Error("ENOENT"), "ENOENT"), isErrorCode({ code: "ENOENT" }, "ENOENT")]).toEqual([false, false]);
});
