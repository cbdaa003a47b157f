import { expect, test } from "vitest";
import { findDependencies } from "../../../src/plan/guard/dependencies.ts";
import { parseYaml } from "../../../src/registry/parse-yaml.ts";

function found(yaml: string, prompts: Readonly<Record<string, readonly string[]>> | null): readonly string[] {
  const parsed = parseYaml(yaml);
  if (!parsed.ok) throw new Error(parsed.fault.message);
  return findDependencies(parsed.root, { prompts: prompts === null ? null : new Map(Object.entries(prompts)), schemas: null }).map(
    ({ dependency: { kind, id, range, line, resolved, pinned }, missing }) =>
      `${line} ${kind} ${id} ${range}: ${resolved ?? "-"}${pinned ? " pinned" : ""}${missing ? " missing" : ""}`,
  );
}

function prompt(range: string): string {
  return `components: [{prompt_id: a, prompt_version: ${range}}]`;
}

const VERSIONS = { "prompt:a": ["1.0.0", "1.2.0", "2.0.0-dev", "2.0.0-orbit"] };

test.each([
  ["1.0.0", "1.0.0 pinned"],
  ['"=1.2.0"', "1.2.0 pinned"],
  ["^1.0.0", "1.2.0"],
  ["1.x", "1.2.0"],
  ['"*"', "1.2.0"],
  ['">=1.0.0"', "1.2.0"],
  ["1.0.0 || 1.2.0", "1.2.0"],
  ["^3.0.0", "- missing"],
  ["3.0.0", "- pinned missing"],
  ["latest", "- missing"],
  ['"1"', "1.2.0"],
])("The range %s takes %s", (range, expected) => {
  expect(found(prompt(range), VERSIONS)).toEqual([`1 prompt a ${range.replaceAll('"', "")}: ${expected}`]);
});

test("Nothing is missing where nobody knows what there is, or where the file brings it", () => {
  expect(found(prompt("^1.0.0"), null)).toEqual(["1 prompt a ^1.0.0: -"]);
  expect(found(`${prompt("^1.0.0")}\nprompts: [{prompt_id: a}]`, {})).toEqual(["1 prompt a ^1.0.0: -"]);
});

test("Prompts and schemas come in the order of the file; without a range there is no dependency", () => {
  const yaml = `components:
  - response_schema_id: s
    response_schema_version: ^2.0.0
    prompt_id: a
    prompt_version: ^1.0.0
  - {prompt_id: a, prompt_version: null}
  - {prompt_id: a}
  - {prompt_version: 1.0.0}
  - a
  - {prompt_id: [a], prompt_version: 1.0.0}
`;
  expect(found(yaml, null)).toEqual(["3 schema s ^2.0.0: -", "5 prompt a ^1.0.0: -"]);
  expect(found("components: a", null)).toEqual([]);
  expect(found("[]", null)).toEqual([]);
});
