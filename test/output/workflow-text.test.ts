import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfigFile } from "../../src/config/config-file.ts";
import { renderCheckWorkflow, renderConfigFile, renderReleaseWorkflow } from "../../src/output/workflow-text.ts";

const PLAIN = { branch: "main", action: "flow-tagbot/flow-tagbot@v1", tag: null };

function example(name: string): string {
  return readFileSync(join(import.meta.dirname, "../../examples/workflows", name), "utf8");
}

test("the workflow that releases is the recommended one of the examples, without its last steps", () => {
  const parsed = (text: string): unknown => ({ ...parse(text), jobs: null });
  expect(parsed(renderReleaseWorkflow(PLAIN))).toEqual(parsed(example("complete.yml")));
  expect(parse(renderReleaseWorkflow(PLAIN))).toMatchObject({ jobs: { release: { steps: [{ uses: PLAIN.action }] } } });
});

test("the workflow that checks is the one of the examples", () => {
  expect(parse(renderCheckWorkflow(PLAIN))).toEqual(parse(example("pull-request.yml")));
});

test("a pinned action says its tag, and a strange branch is quoted", () => {
  const options = { branch: "release, {1}: #x", action: `flow-tagbot/flow-tagbot@${"a".repeat(40)}`, tag: "v1.0.0" };
  for (const text of [renderReleaseWorkflow(options), renderCheckWorkflow(options)]) {
    expect(text).toContain(`- uses: ${options.action} # v1.0.0\n`);
    expect(JSON.stringify(parse(text))).toContain(JSON.stringify([options.branch]));
  }
});

test.each([
  [[], null, {}],
  [[{ path: "", tag: "{flow}-v{version}" }], null, { roots: [{ path: "" }] }],
  [
    [
      { path: "a", tag: "{flow}-v{version}" },
      { path: "b", tag: "b-{flow}-v{version}" },
    ],
    "release/1.x",
    { roots: [{ path: "a" }, { path: "b", tag: "b-{flow}-v{version}" }], branch: "release/1.x" },
  ],
])("a configuration of the roots %j and the branch %j is read back", (roots, branch, value) => {
  expect(parseConfigFile(renderConfigFile(roots, branch), "c.yml")).toEqual({ ok: true, value });
});
