import { expect, test } from "vitest";
import { OUTPUTS } from "../../src/config/outputs.ts";

test("the outputs are the promised ones", () => {
  expect(OUTPUTS.map(({ name }) => name)).toEqual([
    "released",
    "releases",
    "tags",
    "plan",
    "plan-file",
    "conflicts",
    "blocked",
    "remaining",
    "steps-file",
    "index-file",
    "findings",
    "check-file",
    "issue-url",
  ]);
});

test.each(OUTPUTS)("$name tells its shape for none", ({ shape, description }) => {
  expect(shape.startsWith("JSON array")).toBe(description.includes("`[]`"));
});
