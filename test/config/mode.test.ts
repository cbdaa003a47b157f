import { expect, test } from "vitest";
import { effectiveMode } from "../../src/config/mode.ts";

test.each([
  ["auto", false, "push", "apply"],
  ["auto", false, "schedule", "apply"],
  ["auto", false, "workflow_dispatch", "apply"],
  ["auto", false, "pull_request", "check"],
  ["auto", false, "merge_group", "check"],
  ["auto", false, "pull_request_target", "plan"],
  ["auto", false, "workflow_run", "plan"],
  ["auto", false, "", "plan"],
  ["auto", true, "push", "plan"],
  ["auto", true, "pull_request", "plan"],
  ["apply", false, "repository_dispatch", "apply"],
  ["apply", false, "pull_request", "apply"],
  ["apply", true, "push", "plan"],
  ["plan", false, "pull_request", "plan"],
  ["check", false, "push", "check"],
] as const)("mode %s with dry run %j on %j means %s", (mode, dryRun, event, expected) => {
  expect(effectiveMode({ mode, dryRun, registry: null }, event)).toBe(expected);
});

test("what lands beside a registry elsewhere is nothing to check", () => {
  expect(effectiveMode({ mode: "auto", dryRun: false, registry: "octo-org/flows" }, "pull_request")).toBe("plan");
});
