import { expect, test } from "vitest";
import { isWithin } from "../../src/changes/range.ts";

test.each([
  ["^1.0.0", "^1.2.0", true],
  ["^1.2.0", "^1.0.0", true],
  ["^1.0.0", "1.4.2", true],
  ["^1.0.0", "~1.2.0", true],
  [">=1.0.0 <3.0.0", "^2.1.0", true],
  ["*", "^2.0.0", true],
  ["^1.0.0", "^2.0.0", false],
  ["^1.0.0", ">=1.0.0", false],
  ["~1.2.0", "^1.2.0", false],
  ["1.2.0", "1.2.1", false],
  ["^0.1.0", "^0.2.0", false],
  ["^0.1.0", "^0.1.4", true],
  ["~=1.2", "==1.4.0", true],
  ["~=1.2.3", "==1.3.0", false],
  [">=1.0,<2.0", "^1.4.0", true],
  ["==1.2.*", "1.2.9", true],
  ["^1.0.0", "^1.2.0-rc.1", true],
  ["^1.0.0", "newest", false],
  ["!=1", "^1.0.0", false],
  ["^1.0.0", `^1.0.0${" || ^1.0.0".repeat(100)}`, false],
])("from %s to %s", (older, newer, within) => {
  expect(isWithin(older, newer)).toBe(within);
});
