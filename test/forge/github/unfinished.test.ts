import { expect, test } from "vitest";
import { isUnfinished, markUnfinished } from "../../../src/forge/github/unfinished.ts";

test("the line is the first one of the body, and hidden", () => {
  expect(markUnfinished("Notes\n\nMore")).toBe("<!-- flow-tagbot: unfinished -->\nNotes\n\nMore");
});

test.each([
  [markUnfinished("Notes"), true],
  [markUnfinished("Notes").replaceAll("\n", "\r\n"), true],
  [markUnfinished(""), true],
  ["<!-- flow-tagbot: unfinished -->", true],
  [`Notes\n${markUnfinished("")}`, false],
  ["<!-- flow-tagbot: unfinished --> Notes", false],
  ["", false],
])("it is known there and nowhere else: %j", (body, unfinished) => {
  expect(isUnfinished(body)).toBe(unfinished);
});
