import { expect, test } from "vitest";
import { folderOf } from "../../src/model/path.ts";

test.each([
  ["flows/chat/1.0.0.yml", "flows/chat"],
  ["chat/1.0.0.yml", "chat"],
  ["1.0.0.yml", ""],
  ["", ""],
])("the folder of %j is %j", (path, folder) => {
  expect(folderOf(path)).toBe(folder);
});
