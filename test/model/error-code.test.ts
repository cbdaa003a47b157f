import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isErrorCode, sayErrorCode } from "../../src/model/error-code.ts";
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
  expect([sayErrorCode(caught(), "file"), sayErrorCode(caught(), "folder")]).toEqual(["there is no such file", "there is no such folder"]);
  expect(sayErrorCode(new Error("it is odd"), "file")).toBe("it is odd");
  expect([isErrorCode(new Error("ENOENT"), "ENOENT"), isErrorCode({ code: "ENOENT" }, "ENOENT")]).toEqual([false, false]);
});
