import { expect, test } from "vitest";
import { entryNameProblem } from "../../src/resolve/entry-name.ts";

test.each(["review", "2", "qa-bot.v1_x"])("%s is a name", (name) => {
  expect(entryNameProblem(name)).toBeNull();
});

test.each(["", "-x", ".", "a b", "ä", "a".repeat(101), "__proto__", "a\n"])("%j is none", (name) => {
  expect(entryNameProblem(name)).toEqual(expect.any(String));
});
