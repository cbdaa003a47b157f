import { expect, test } from "vitest";
import { folderOf, liesIn } from "../../src/model/path.ts";

test.each([
  ["flows/chat/1.0.0.yml", "flows/chat"],
  ["chat/1.0.0.yml", "chat"],
  ["1.0.0.yml", ""],
  ["", ""],
])("the folder of %j is %j", (path, folder) => {
  expect(folderOf(path)).toBe(folder);
});

test.each([
  ["a/b", "a", true],
  ["a/b", "", true],
  ["a", "a", false],
  ["ab/c", "a", false],
])("%j lies in %j: %s", (path, folder, lies) => {
  expect(liesIn(path, folder)).toBe(lies);
});
