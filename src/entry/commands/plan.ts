import { toExitCode } from "../../output/exit-code.ts";
import { renderPlan } from "../../output/plan-text.ts";
import { planRelease } from "../../run/release.ts";
import { command } from "../command-session.ts";

export const plan = command({ offline: false }, async ({ session, json, text, print }) => {
  const made = await planRelease({ ...session, thorough: true, everything: json });
  print(json ? `${JSON.stringify(made)}\n` : renderPlan(made, { ...text, manual: session.manual }));
  return toExitCode(made, []);
});
