import fc from "fast-check";
import { expect, test } from "vitest";
import type { Diagnosis } from "../../src/model/diagnosis.ts";
import { renderDiagnosis } from "../../src/output/doctor-text.ts";
import { foreign } from "../manual/sample-plan.ts";

const OPTIONS = { colour: false, width: 100 };

test("A diagnosis is a row a check, what to do for those that need it, and one sentence", () => {
  const diagnosis: Diagnosis = {
    schema: 1,
    ok: false,
    checks: [
      { name: "git", state: "ok", finding: "2.43.0", fix: "" },
      { name: "push", state: "error", finding: "Nothing can be pushed.", fix: "Give the job `contents: write`." },
      { name: "issue", state: "warning", finding: "issues are off", fix: "Switch them on." },
      { name: "tag rulesets", state: "unknown", finding: "they cannot be read with this token", fix: "" },
    ],
  };
  expect(renderDiagnosis(diagnosis, OPTIONS)).toMatchInlineSnapshot(`
    "CHECK         STATE    FINDING
    git           ok       2.43.0
    push          error    Nothing can be pushed.
    issue         warning  issues are off
    tag rulesets  unknown  they cannot be read with this token

      push  Nothing can be pushed.
        Fix: Give the job \`contents: write\`.

      issue  issues are off
        Fix: Switch them on.

    1 thing keeps flow-tagbot from its work.
    "
  `);
});

test.each([
  [[], "Ready to release."],
  [["warning", "unknown"], "Ready to release."],
  [["error"], "1 thing keeps flow-tagbot from its work."],
  [["error", "error"], "2 things keep flow-tagbot from its work."],
] as const)("With the states %j it ends with: %s", (states, end) => {
  const checks = states.map((state) => ({ name: "push", state, finding: "f", fix: "x" }));
  expect(renderDiagnosis({ schema: 1, ok: true, checks }, OPTIONS).endsWith(`\n${end}\n`)).toBe(true);
});

test("Colours are there only where they are wanted", () => {
  const diagnosis: Diagnosis = { schema: 1, ok: false, checks: [{ name: "push", state: "error", finding: "f", fix: "x" }] };
  expect(renderDiagnosis(diagnosis, OPTIONS)).not.toContain("\u001b");
  expect(renderDiagnosis(diagnosis, { ...OPTIONS, colour: true })).toContain("\u001b[31m");
});

test("Whatever a server says, no terminal or runner obeys the text", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ finding: foreign, fix: foreign }), { maxLength: 4 }), (said) => {
      const checks = said.map(({ finding, fix }) => ({ name: "push", state: "error" as const, finding, fix }));
      const text = renderDiagnosis({ schema: 1, ok: false, checks }, OPTIONS);
      for (const line of text.split("\n")) expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]|^\s*::|##\[/u);
    }),
  );
});
