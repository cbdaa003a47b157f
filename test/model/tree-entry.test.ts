import { expect, test } from "vitest";
import { isLink, isRegular, isSubmodule } from "../../src/model/tree-entry.ts";

test.each([
  ["100644", false, false],
  ["100755", false, false],
  ["120000", true, false],
  ["160000", false, true],
])("of an entry with mode %s, isLink is %s and isSubmodule %s", (mode, link, submodule) => {
  const entry = { mode, oid: "0".repeat(40), path: "chat/1.0.0.yml" };
  expect(isLink(entry)).toBe(link);
  expect(isSubmodule(entry)).toBe(submodule);
  expect(isRegular(entry)).toBe(!link && !submodule);
});
