import type { RunSettings } from "./overrides.ts";

/** Events that follow what is on the release branch; on every other event a run must not write. */
const APPLYING_EVENTS: readonly string[] = ["push", "schedule", "workflow_dispatch"];

/** Whether a run on this event (`GITHUB_EVENT_NAME`) carries its plan out. */
export function effectiveMode({ mode, dryRun }: Pick<RunSettings, "mode" | "dryRun">, event: string): "apply" | "plan" {
  if (dryRun || mode === "plan") return "plan";
  return mode === "apply" || APPLYING_EVENTS.includes(event) ? "apply" : "plan";
}
