import { expect, test } from "vitest";
import { renderMarks } from "../../src/output/marks-text.ts";

test.each([
  [{ yanked: null, deprecated: null }, []],
  [{ yanked: { reason: "Wrong" }, deprecated: null }, ["yanked: Wrong"]],
  [{ yanked: null, deprecated: { since: null, use: null, reason: null } }, ["deprecated"]],
  [
    { yanked: null, deprecated: { since: "2026-01-01", use: "talk@^2", reason: "Renamed" } },
    ["deprecated since 2026-01-01: use talk@^2 (Renamed)"],
  ],
  [{ yanked: { reason: "Wrong" }, deprecated: { since: null, use: null, reason: "Old" } }, ["yanked: Wrong", "deprecated: Old"]],
])("%j reads %j", (marks, texts) => {
  expect(renderMarks(marks)).toEqual(texts);
});
