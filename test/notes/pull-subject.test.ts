import { expect, test } from "vitest";
import { parsePullSubject, withoutPullNumber } from "../../src/notes/pull-subject.ts";

test.each([
  ["Merge pull request #12 from ada/topic", "Add a tool\n\nLong story", { number: 12, title: "Add a tool" }],
  ["Merge pull request #12 from ada/topic", "", { number: 12, title: "Merge pull request #12 from ada/topic" }],
  ["Add a tool (#12)", "* one\n* two", { number: 12, title: "Add a tool" }],
  ["Revert (#3) of old (#12)", "", { number: 12, title: "Revert (#3) of old" }],
  ["Add a tool (#12) at last", "", null],
  ["Add a tool, see #12", "", null],
  ["(#12)", "", null],
  ["Merge branch 'topic' into 'main'", "Add (#12)", null],
  ["Add (#123456789012345)", "", null],
])("%s", (subject, body, expected) => {
  expect(parsePullSubject(subject, body)).toEqual(expected);
});

test("a title loses its own number only", () => {
  expect(["Add (#12)", "Add (#13)", "(#12)"].map((title) => withoutPullNumber(title, 12))).toEqual(["Add", "Add (#13)", "(#12)"]);
});

test("a long subject of spaces takes no time", () => {
  const start = performance.now();
  parsePullSubject(`a${" ".repeat(100_000)}(#1`, "");
  expect(performance.now() - start).toBeLessThan(200);
});
