import { expect, test } from "vitest";
import { docsUrl } from "../../src/model/codes.ts";
import type { Problem } from "../../src/model/problem.ts";
import { renderManual, renderMore, renderProblems } from "../../src/output/manual-text.ts";
import { toSteps } from "../../src/manual/steps.ts";
import { context, plan, version } from "../manual/sample-plan.ts";

const options = { colour: false, width: 80, manual: context, maxDetails: 2 };
const problem = (part: Partial<Problem>): Problem => ({
  code: "unversioned",
  severity: "warning",
  path: "a.yml",
  line: null,
  message: "m",
  fix: "f",
  ...part,
});

test("Errors come before warnings, with place, message and fix, and the rest is counted", () => {
  expect(renderProblems([problem({}), problem({ severity: "error", line: 3, fix: "" }), problem({}), problem({})], options)).toEqual([
    "",
    "Problems",
    "  error  a.yml:3  m",
    "  warning  a.yml  m",
    "    Fix: f",
    "  … and 2 more; --json shows all",
    `  More about unversioned: ${docsUrl("unversioned")}`,
  ]);
});

test("Nothing wrong takes no lines", () => {
  expect([...renderProblems([], options), ...renderManual([], options), ...renderMore(2, 2)]).toEqual([]);
});

test("YAML to paste keeps its indentation", () => {
  const clash = { flow: "review", tag: "t", state: "blocked", code: "tag-clash" } as const;
  const versions = [version({ ...clash, path: "one/review/1.0.0.yml" }), version({ ...clash, path: "two/review/1.0.0.yml" })];
  const lines = renderManual(toSteps(plan({ versions }), [], context), options);
  const start = lines.indexOf("      roots:");
  expect(lines.slice(start, start + 4)).toEqual([
    "      roots:",
    "        - path: one",
    "        - path: two",
    "          tag: two-{flow}-v{version}",
  ]);
});
