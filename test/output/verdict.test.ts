import { expect, test } from "vitest";
import type { CheckReport } from "../../src/plan/guard/report.ts";
import { renderRef, renderVerdict } from "../../src/output/verdict.ts";
import { checked, emptyReport, finding, report } from "./sample-comparison.ts";

const warning = finding({ severity: "warning" });
const quiet = checked({ proposed: null });
const edited = checked({ status: "edited", version: "1.2.0", proposed: "1.2.1" });

test.each<[string, Partial<CheckReport>, string]>([
  ["failures and warnings", report, "2 findings fail, 1 warns; code_review 1.2.1 needs to be 2.0.0."],
  ["nothing to check", emptyReport, "Nothing to check: no version file differs from main."],
  ["nothing found", { versions: [quiet] }, "1 version checked against main, nothing found."],
  ["warnings only", { versions: [quiet], findings: [warning] }, "1 finding warns; nothing fails."],
  [
    "an edit",
    { versions: [edited], findings: [finding({})], ok: false },
    "1 finding fails; what was edited in code_review 1.2.0 needs to be 1.2.1.",
  ],
  [
    "many numbers",
    { versions: Array.from({ length: 5 }, () => checked({})), findings: [warning, warning], ok: true },
    `2 findings warn; ${"code_review 1.2.1 should be 2.0.0; ".repeat(3)}2 more should have another number; nothing fails.`,
  ],
])("The verdict on %s is one sentence", (_, part, text) => {
  expect(renderVerdict({ ...emptyReport, ...part })).toBe(text);
});

test.each([
  ["main", "main"],
  ["f".repeat(40), "ffffffff"],
  ["e".repeat(64), "eeeeeeee"],
])("%s is called %s", (ref, text) => {
  expect(renderRef(ref)).toBe(text);
});
