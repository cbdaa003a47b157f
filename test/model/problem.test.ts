import { expect, test } from "vitest";
import { toWarning } from "../../src/model/problem.ts";

test("a warning about no file has no place", () => {
  expect(toWarning("forge-denied", "What", "How")).toEqual({
    code: "forge-denied",
    severity: "warning",
    path: null,
    line: null,
    message: "What",
    fix: "How",
  });
});
