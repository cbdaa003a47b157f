import { expect, test } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { toFindingsOutput } from "../../src/output/findings-output.ts";

const FINDING: Finding = {
  id: "version-skipped",
  severity: "warning",
  flow: "code_review",
  version: "9.0.0",
  path: "flows/code_review/9.0.0.yml",
  line: 1,
  column: 1,
  endLine: null,
  message: "9.0.0 skips 2.0.0.",
  fix: "Call it 2.0.0.",
  commands: ["git mv a b"],
};

test("findings are an array with the promised fields, whatever their number", () => {
  const { id, severity, flow, version, path, line, message, fix } = FINDING;
  expect(toFindingsOutput([])).toBe("[]");
  expect(JSON.parse(toFindingsOutput([FINDING, FINDING]))).toEqual([
    { id, severity, flow, version, path, line, message, fix },
    { id, severity, flow, version, path, line, message, fix },
  ]);
});

test("more than an output may hold are cut to whole ones, and nothing invisible is in them", () => {
  const many = Array.from({ length: 2000 }, () => ({ ...FINDING, message: `\u202e${"x".repeat(1000)}` }));
  const text = toFindingsOutput(many);
  expect(text.length * 2).toBeLessThan(1_000_000);
  expect(text).not.toContain("\u202e");
  const parsed: unknown = JSON.parse(text);
  const length = Array.isArray(parsed) ? parsed.length : 0;
  expect([length > 300, length < 2000]).toEqual([true, true]);
});
