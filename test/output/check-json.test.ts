import { expect, test } from "vitest";
import { toCheckJson } from "../../src/output/check-json.ts";
import { report } from "./sample-comparison.ts";

test("The JSON of a check has versions with their changes, and findings with title and address", () => {
  const json = toCheckJson(report);
  expect(json.versions.map(({ version, rules, comparison }) => [version, rules.length, comparison?.changes.length ?? null])).toEqual([
    ["1.2.1", 5, 10],
    ["1.0.0", 0, null],
  ]);
  expect(Object.keys(json.versions[0] ?? {})).toEqual([
    "flow",
    "version",
    "path",
    "status",
    "against",
    "required",
    "given",
    "proposed",
    "rules",
    "comparison",
    "dependencies",
  ]);
  expect(json.findings[0]).toMatchObject({ id: "environment-changed", title: "The environment changed", line: 3, severity: "error" });
  expect(json.findings[0]?.docs).toMatch(/rules\.md#environment-changed$/);
});

test("The document has its schema and loses nothing when it is written and read", () => {
  const json = toCheckJson(report);
  expect({ schema: json.schema, base: json.base, head: json.head, ok: json.ok }).toEqual({
    schema: 1,
    base: "main",
    head: "f".repeat(40),
    ok: false,
  });
  expect(JSON.parse(JSON.stringify(json))).toEqual(json);
});
