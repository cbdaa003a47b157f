import { expect, test } from "vitest";
import { effectiveMode } from "../../src/config/mode.ts";

test.each([
  ["auto", false, "push", "apply"],
  ["auto", false, "schedule", "apply"],
  ["auto", false, "workflow_dispatch", "apply"],
  ["auto", false, "pull_request", "plan"],
  ["auto", false, "pull_request_target", "plan"],
  ["auto", false, "merge_group", "plan"],
  ["auto", false, "", "plan"],
  ["auto", true, "push", "plan"],
  ["apply", false, "repository_dispatch", "apply"],
  ["apply", true, "push", "plan"],
  ["plan", false, "push", "plan"],
] as const)("mode %s with dry run %j on %j means %s", (mode, dryRun, event, expected) => {
  expect(effectiveMode({ mode, dryRun }, event)).toBe(expected);
});
