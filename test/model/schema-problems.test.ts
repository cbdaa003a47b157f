import { expect, test } from "vitest";
import { schemaProblems } from "../../src/model/schema-problems.ts";
import { caught } from "../caught.ts";

test("every issue becomes a problem that names the place", () => {
  const problems = schemaProblems(
    "plan-invalid",
    [
      { path: ["versions", 3, "tag"], message: "Invalid input" },
      { path: [], message: "Not an object" },
    ],
    "Make another one.",
  );
  expect(problems.map(({ code, severity, message, fix }) => [code, severity, message, fix])).toEqual([
    ["plan-invalid", "error", "versions.3.tag: Invalid input.", "Make another one."],
    ["plan-invalid", "error", "Not an object.", "Make another one."],
  ]);
});

test("a refusal without an issue is a bug of ours", () => {
  expect(caught(() => schemaProblems("plan-invalid", [], ""))).toBeInstanceOf(TypeError);
});
