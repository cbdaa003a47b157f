import fc from "fast-check";
import { expect, test } from "vitest";
import { renderCheck } from "../../src/output/check-text.ts";
import { checked, emptyReport, finding, foreignReport, report } from "./sample-comparison.ts";

const options = { colour: false, width: 100 };

test("A check reads from the verdict to the commands that put it right", () => {
  expect(renderCheck(report, options)).toMatchInlineSnapshot(`
    "2 findings fail, 1 warns; code_review 1.2.1 needs to be 2.0.0.

    FLOW         VERSION  STATUS   AGAINST  REQUIRED  GIVEN  PROPOSED
    code_review  1.2.1    added    1.2.0    major     patch  2.0.0
    triage       1.0.0    deleted  1.2.0    none

    Capabilities
      code_review 1.2.1
        + tool create_merge_request in planner (new to the flow)
        + tool fetch_score in score_fetch (other components had it before)
        - tool read_file in planner (gone from the flow)

    Allowed by the files themselves
      code_review 1.2.1: component planner lost the tool read_file: nobody used it (tool-removed, line 2)

    Floating ranges
    PLACE                           TAKES               RANGE   TODAY
    flows/code_review/1.2.1.yml:12  prompt review/plan  ^2.0.0  2.1.0

    Findings

      error  flows/code_review/1.2.1.yml:3:1  environment-changed
      The environment of code_review changed from chat to ambient, and 1.2.1 is a patch of 1.2.0.
      Fix: Call it 2.0.0.
          git mv flows/code_review/1.2.1.yml flows/code_review/2.0.0.yml

      error  flows/triage/1.0.0.yml  published-deleted
      triage 1.0.0 is published, and was deleted.
      Fix: Put it back.
          git checkout main -- flows/triage/1.0.0.yml

      warning  flows/code_review/1.2.1.yml:12:5  dependency-floating
      ^2.0.0 takes 2.1.0 today.

      More about environment-changed: https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/rules.md#environment-changed
      More about published-deleted: https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/rules.md#published-deleted
      More about dependency-floating: https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/rules.md#dependency-floating
    "
  `);
});

test("With nothing to check there is one sentence", () => {
  expect(renderCheck(emptyReport, options)).toBe("Nothing to check: no version file differs from main.\n");
});

test("Thousands of versions and findings stay readable, and are counted", () => {
  const text = renderCheck(
    { ...report, versions: Array.from({ length: 3000 }, () => checked({})), findings: Array.from({ length: 3000 }, () => finding({})) },
    options,
  );
  expect(text.split("\n").length).toBeLessThan(350);
  expect(text.match(/… and [\d,]+ more; --json shows all/g)).toEqual([
    "… and 2,950 more; --json shows all",
    "… and 2,980 more; --json shows all",
    "… and 2,980 more; --json shows all",
    "… and 2,950 more; --json shows all",
    "… and 2,980 more; --json shows all",
  ]);
});

test("Colours are used only when wanted", () => {
  expect(renderCheck(report, { ...options, colour: true })).toContain("\u001b[31merror\u001b[39m");
  expect(renderCheck(report, options)).not.toContain("\u001b");
});

test("Whatever the names are, no terminal or runner obeys the text", () => {
  fc.assert(
    fc.property(foreignReport, (any) => {
      for (const line of renderCheck(any, options).split("\n")) expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]|^\s*::|##\[/u);
    }),
  );
});

test("Commands that several findings have in common stand once", () => {
  const findings = [finding({}), finding({ line: 9, message: "Another change." })];
  expect(renderCheck({ ...report, findings }, options).match(/git mv/g)).toHaveLength(1);
});
