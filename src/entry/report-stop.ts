import { DEFAULT_CONFIG } from "../config/config.ts";
import { Failure } from "../model/failure.ts";
import { emptyPlan } from "../run/release.ts";
import { reportFailure } from "./report-failure.ts";
import { writeOutputs, writeSummary } from "./report-run.ts";
import type { Voice } from "./voice.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Tells what ended the run early, everywhere where somebody may look, with all outputs; gives the exit code. */
export async function reportStop(error: unknown, environment: Environment, voice: Voice, sentence: string): Promise<number> {
  const { text, problems } = reportFailure(error, false);
  voice.say(text);
  voice.annotate(problems);
  const quoted = voice.redact(text).replaceAll("```", "'''");
  await writeSummary(environment, `## flow-tagbot\n\n${sentence}\n\n\`\`\`text\n${quoted}\n\`\`\`\n`);
  const plan = { ...emptyPlan(DEFAULT_CONFIG), problems: error instanceof Failure ? error.problems : [] };
  await writeOutputs(environment, plan, [], { issueUrl: null, steps: null, index: null, check: null }, voice.redact);
  return 1;
}
