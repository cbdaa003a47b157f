import { expect, test } from "vitest";
import { registryNameFailure, registryNameProblem, tokenVariable } from "../../src/resolve/registry-name.ts";

test.each(["team", "acme-flows", "a", "T1_x", "console", "com10"])("%s can be the name of a registry", (name) => {
  expect(registryNameProblem(name, [])).toBeNull();
});

test.each([
  ["", "empty"],
  ["..", "letter"],
  [".", "letter"],
  ["a/b", "character"],
  ["a\\b", "character"],
  ["a.b", "character"],
  ["1team", "letter"],
  ["-team", "letter"],
  ["täm", "character"],
  ["team\n", "character"],
  ["__proto__", "letter"],
  ["NUL", "device"],
  ["com1", "device"],
  ["a".repeat(65), "longer"],
])("%j cannot be the name of a registry", (name, word) => {
  expect(registryNameProblem(name, [])).toContain(word);
});

test.each(["Team_a", "team-A", "TEAM-A"])("%s cannot stand beside team-a, because both would have one variable", (name) => {
  expect(registryNameProblem(name, ["other", "team-a"])).toContain("team-a");
  expect(tokenVariable(name)).toBe(tokenVariable("team-a"));
});

test("a variable is named after the registry", () => {
  expect(tokenVariable("my-Team_2")).toBe("FLOW_TAGBOT_TOKEN_MY_TEAM_2");
});

test("a registry's own name is no twin of it", () => {
  expect(registryNameProblem("team", ["team"])).toBeNull();
});

test("the failure names the name", () => {
  const failure = registryNameFailure("..", "it is a path");
  expect(failure.code).toBe("registry-name-invalid");
  expect(failure.message).toContain('".."');
});
