import { toExitCode } from "../../output/exit-code.ts";
import { renderPlan } from "../../output/plan-text.ts";
import { carryOut, NOBODY } from "../carry-out.ts";
import { command } from "../command-session.ts";

export const plan = command({ offline: false }, async (context) => {
  const { session, time, deadline, run, json, text, print } = context;
  const options = {
    apply: false,
    fallback: NOBODY,
    thorough: true,
    everything: json,
    maxReleases: null,
    resync: run.resync,
    earlierPlan: null,
    index: false,
  };
  const { plan: made } = await carryOut(context, { ...options, time, deadline });
  print(json ? `${JSON.stringify(made)}\n` : renderPlan(made, { ...text, manual: session.manual }));
  return toExitCode(made, []);
});
