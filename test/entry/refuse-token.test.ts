import { expect, test } from "vitest";
import { Failure } from "../../src/model/failure.ts";
import { refuseToken } from "../../src/entry/refuse-token.ts";
import { caught } from "../caught.ts";

test("a token as an argument is refused and not repeated", () => {
  const error = caught(() => {
    refuseToken({ token: "ghp_secret0123456789" });
  });
  expect(error).toMatchObject({ code: "token-argument" });
  expect(JSON.stringify(error instanceof Failure ? error.problems : null)).not.toContain("ghp_");
});

test("without one nothing is refused", () => {
  expect(() => {
    refuseToken({ json: true });
  }).not.toThrow();
});
