import { expect, test } from "vitest";
import { isOwnToken, readInputOverrides, readInputs } from "../../src/entry/inputs.ts";
import { Failure } from "../../src/model/failure.ts";

test("inputs are read as the runner names them, and empty ones are not given", () => {
  expect(readInputs({ "INPUT_DRY-RUN": "true", INPUT_TEMPLATE: " x\n", INPUT_TAG: "", INPUT_FLOW: " \n", PATH: "/bin" })).toEqual({
    "dry-run": "true",
    template: " x\n",
  });
});

test.each([
  { name: "workflow_dispatch", payload: { inputs: { "dry-run": true, token: "x" } }, dryRun: true, warnings: 1 },
  { name: "workflow_dispatch", payload: { inputs: null }, dryRun: false, warnings: 0 },
  { name: "workflow_dispatch", payload: null, dryRun: false, warnings: 0 },
  { name: "push", payload: { inputs: { "dry-run": true, token: "x" } }, dryRun: false, warnings: 0 },
])("of $name with $payload, what a person chose lies over the step's inputs", ({ name, payload, dryRun, warnings }) => {
  const read = readInputOverrides({ "dry-run": "false", token: "secret" }, { name, payload });
  expect([read.overrides.run.dryRun, read.warnings.length]).toEqual([dryRun, warnings]);
});

test("bad inputs are told together with what does not count", () => {
  const read = (): unknown =>
    readInputOverrides({ limit: "0", mode: "x" }, { name: "workflow_dispatch", payload: { inputs: { token: "x" } } });
  expect(read).toThrow(Failure);
  try {
    read();
  } catch (error) {
    expect(error instanceof Failure ? error.problems.map(({ severity }) => severity) : error).toEqual(["error", "error", "warning"]);
  }
});

test.each([
  [{ token: "a", "workflow-token": "a" }, "a", true],
  [{ token: "b", "workflow-token": "a" }, "b", false],
  [{ token: "b" }, "ghs_x", true],
  [{ token: "b" }, "ghp_x", false],
  [{ token: "b" }, "github_pat_x", false],
  [{}, null, false],
])("%o: the token %j is the workflow's own: %j", (inputs, token, own) => {
  expect(isOwnToken(inputs, { token })).toBe(own);
});
