import { expect, test } from "vitest";
import { Failure, failure } from "../../src/model/failure.ts";
import type { Problem } from "../../src/model/problem.ts";

test("a failure of one cause is an error with its code, message, fix and origin", () => {
  const origin = new Error("origin");
  const error = failure("git-auth", "The server refused.", "Check the token.", origin);
  expect(error).toBeInstanceOf(Failure);
  expect({ code: error.code, message: error.message, cause: error.cause }).toEqual({
    code: "git-auth",
    message: "The server refused.",
    cause: origin,
  });
  expect(error.problems).toEqual([
    { code: "git-auth", severity: "error", path: null, line: null, message: "The server refused.", fix: "Check the token." },
  ]);
});

test("a failure of many problems has the first one's code and message, and no origin", () => {
  const problem = (code: Problem["code"]): Problem => ({ code, severity: "error", path: "a.yml", line: 1, message: code, fix: "" });
  const error = new Failure([problem("config-syntax"), problem("config-invalid")]);
  expect([error.code, error.message, "cause" in error, error.problems.length]).toEqual(["config-syntax", "config-syntax", false, 2]);
});
