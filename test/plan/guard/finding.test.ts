import { expect, test } from "vitest";
import { problemFinding, ruleFinding, sortFindings } from "../../../src/plan/guard/finding.ts";
import { RULES } from "../../../src/model/rules.ts";

const ABOUT = { flow: "chat", version: "1.0.0", path: "chat/1.0.0.yml" };

test("A rule that is off has no finding, and one without a fix of its own the rule's", () => {
  expect(ruleFinding("tool-added", "off", ABOUT, { message: "x" })).toEqual([]);
  expect(ruleFinding("tool-added", "warn", ABOUT, { message: "x" })).toEqual([
    {
      ...ABOUT,
      id: "tool-added",
      severity: "warning",
      line: null,
      column: null,
      endLine: null,
      message: "x",
      fix: RULES["tool-added"].fix,
      commands: [],
    },
  ]);
  expect(ruleFinding("tool-added", "fail", ABOUT, { message: "x", fix: "y", at: { line: 2, column: 3 } })).toMatchObject([
    { severity: "error", fix: "y", line: 2, column: 3 },
  ]);
});

test("Findings are in order of importance, then of place", () => {
  const problem = { code: "tag-clash", severity: "warning", path: "a", line: null, message: "m", fix: "f" } as const;
  const at = (path: string, line: number): Parameters<typeof ruleFinding>[3] & { readonly path: string } => ({
    message: path,
    at: { line, column: 1 },
    path,
  });
  const all = [
    ...ruleFinding("tool-added", "warn", ABOUT, { message: "w" }),
    ...ruleFinding("yaml-ambiguous", "fail", ABOUT, { message: "w" }),
    ...ruleFinding("tool-added", "fail", { ...ABOUT, path: "b" }, at("b", 1)),
    ...ruleFinding("tool-added", "fail", { ...ABOUT, path: "a" }, at("a", 12)),
    ...ruleFinding("tool-added", "fail", { ...ABOUT, path: "a" }, at("a", 9)),
    ...ruleFinding("version-skipped", "fail", ABOUT, { message: "w" }),
    ...ruleFinding("capability-gained", "fail", ABOUT, { message: "w" }),
    ...ruleFinding("published-deleted", "fail", ABOUT, { message: "w" }),
    problemFinding(problem, ABOUT),
    problemFinding({ ...problem, severity: "error" }, ABOUT),
  ];
  const sorted = sortFindings(all).map(({ severity, id, path, line }) => `${severity} ${id} ${path ?? ""}:${line ?? ""}`);
  expect(sorted).toEqual([
    "error tag-clash a:",
    "error published-deleted chat/1.0.0.yml:",
    "error capability-gained chat/1.0.0.yml:",
    "error tool-added a:9",
    "error tool-added a:12",
    "error tool-added b:1",
    "error version-skipped chat/1.0.0.yml:",
    "error yaml-ambiguous chat/1.0.0.yml:",
    "warning tag-clash a:",
    "warning tool-added chat/1.0.0.yml:",
  ]);
  expect(sortFindings(all.toReversed())).toEqual(sortFindings(all));
});
