import type { RunSettings } from "./overrides.ts";

/** Events that follow what is on the release branch; on every other event a run must not write. */
const APPLYING_EVENTS: readonly string[] = ["push", "schedule", "workflow_dispatch"];

/** Events that ask whether something may land. */
const CHECKING_EVENTS: readonly string[] = ["pull_request", "merge_group"];

export type EffectiveMode = "apply" | "plan" | "check";

/** What a run on this event (`GITHUB_EVENT_NAME`) does: carries its plan out, only makes it, or checks what is to land. */
export function effectiveMode({ mode, dryRun, registry }: Pick<RunSettings, "mode" | "dryRun" | "registry">, event: string): EffectiveMode {
  if (dryRun || mode === "plan") return "plan";
  if (mode === "apply" || mode === "check") return mode;
  // What lands here is not what a registry elsewhere holds.
  if (CHECKING_EVENTS.includes(event)) return registry === null ? "check" : "plan";
  return APPLYING_EVENTS.includes(event) ? "apply" : "plan";
}
