import { expect, test } from "vitest";
import { NO_MARKS, toMarkWords } from "../../src/model/marks.ts";

test("marks are named, the gravest first", () => {
  expect(toMarkWords(NO_MARKS)).toEqual([]);
  const deprecated = { since: null, use: null, reason: null };
  expect(toMarkWords({ backport: true, withdrawn: true, deprecated, yanked: { reason: "" } })).toEqual([
    "yanked",
    "withdrawn",
    "deprecated",
    "backport",
  ]);
});
