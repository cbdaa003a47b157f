import { readTagger } from "../../git/read-tagger.ts";
import type { Plan } from "../../model/plan.ts";
import { toExitCode } from "../../output/exit-code.ts";
import { renderOutcomes } from "../../output/outcome-text.ts";
import { renderPlan } from "../../output/plan-text.ts";
import { planRelease, release } from "../../run/release.ts";
import { batchSize } from "../batch-size.ts";
import { command } from "../command-session.ts";
import { readFlagFile, textOf } from "../flags.ts";

const NOBODY = { name: "flow-tagbot", email: "flow-tagbot@users.noreply.github.com" };

export const apply = command({ offline: false }, async ({ session, counters, dryRun, invocation, json, text, print }) => {
  const request = { ...session, thorough: true, everything: json };
  const { config, repository, manual } = session;
  const file = textOf(invocation.flags["plan"]);
  const report = dryRun
    ? { plan: await planRelease(request), outcomes: [] }
    : await release(request, {
        tagger: await readTagger(repository.git, NOBODY),
        tagsPerPush: config.tagsPerPush ?? batchSize(repository.remote?.url ?? null, false),
        secondMs: 1000,
        earlierPlan: file === null ? null : await readPlan(file),
      });
  const { plan, outcomes } = report;
  const metrics = counters.read();
  if (json) print(`${JSON.stringify({ ...report, metrics })}\n`);
  else print(outcomes.length === 0 ? renderPlan(plan, { ...text, manual }) : renderOutcomes(plan, outcomes, { ...text, manual, metrics }));
  return toExitCode(plan, outcomes);
});

async function readPlan(path: string): Promise<Plan> {
  const { parsePlan } = await import("../../plan/parse-plan.ts");
  return parsePlan(await readFlagFile(path, "plan", "plan-invalid"));
}
