import { isDeepStrictEqual } from "node:util";
import { findRepeats, readEndState } from "./end-state.ts";
import { checkRun, type Reference } from "./survive.ts";
import type { Template } from "./world.ts";

/** What is not as one run alone leaves it, after two runs that began at the same time. */
export async function race(template: Template, reference: Reference): Promise<readonly string[]> {
  const world = await template.open();
  try {
    const runs = await Promise.all([world.run(), world.run()]);
    return [
      ...runs.flatMap((run) => (run.code === reference.code ? checkRun(world, run) : [`exit code ${String(run.code)}\n${run.stdout}`])),
      ...findRepeats(world),
      ...(isDeepStrictEqual(readEndState(world), reference.state) ? [] : ["the end state differs"]),
    ];
  } finally {
    await world.close();
  }
}
