import { expect, test } from "vitest";
import { reportFailure } from "../../src/entry/report-failure.ts";
import { Failure, type failure } from "../../src/model/failure.ts";

type Problem = ReturnType<typeof failure>["problems"][number];

const FIRST: Problem = {
  code: "config-invalid",
  severity: "error",
  path: ".github/flow-tagbot.yml",
  line: 3,
  message: "tag is bad",
  fix: "Write another.",
};
const SECOND: Problem = {
  code: "input-invalid",
  severity: "error",
  path: null,
  line: null,
  message: "limit is bad",
  fix: "Write a number.",
};

test("all problems are told with place and fix, and without a stack", () => {
  const { text, problems } = reportFailure(new Failure([FIRST, SECOND]), false);
  expect(problems).toEqual([FIRST, SECOND]);
  for (const said of [".github/flow-tagbot.yml:3", "tag is bad", "Write another.", "limit is bad", "Write a number."])
    expect(text).toContain(said);
  expect(text).not.toMatch(/^ +at /m);
});

test.each([new TypeError("broken"), "broken"])("our own bug is told as one, with all that is known: %s", (error) => {
  const { text, problems } = reportFailure(error, false);
  expect(problems).toMatchObject([{ code: "internal", severity: "error", message: "broken" }]);
  expect(text).toContain("broken");
  expect(text.includes("report-failure.test.ts")).toBe(error instanceof Error);
});
