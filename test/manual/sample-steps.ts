import fc from "fast-check";
import type { Step } from "../../src/manual/steps.ts";
import type { WayOut } from "../../src/manual/way-out.ts";
import { doByHand } from "../../src/manual/way-out.ts";
import { CODES, type Code } from "../../src/model/codes.ts";
import { context, createRelease, createTag, foreign, plan, version } from "./sample-plan.ts";

/** A version that the server refused, with all of its commands. */
export function refused(number: string, part: Partial<Step> = {}, notes: string | null = null): Step {
  const planned = version({ version: number });
  const tag = planned.tag ?? "";
  const using = { ...context, notes: new Map(notes === null ? [] : [[tag, notes]]) };
  const way = doByHand({ version: planned, plan: plan({}), context: using, actions: [createTag(planned), createRelease(planned)] });
  const { flow, path } = planned;
  return {
    ...{ flow, version: number, path, code: "push-ruleset", cause: "", prevent: "", what: "The tag was refused." },
    serverWords: `error: GH013: Repository rule violations found for refs/tags/${tag}.`,
    ways: way === null ? [] : [way],
    ...part,
  };
}

/** A step whose commands no other has. */
export function misnamed(flow: string): Step {
  const path = `flows/${flow}/v1.yml`;
  const way: WayOut = { title: "Rename the file", kind: "shell", commands: [`git mv -- ${path} flows/${flow}/1.0.0.yml`] };
  return {
    flow,
    version: "v1",
    path,
    code: "version-name-v",
    what: "The name starts with v.",
    cause: "",
    prevent: "",
    serverWords: null,
    ways: [way],
  };
}

const codes = fc.constantFrom(...Object.keys(CODES).filter((code): code is Code => code in CODES));

/** Lines that would be taken for the issue's own, were they not fenced or escaped. */
const POISON = [
  "<!-- /flow-tagbot:block -->",
  "<!-- flow-tagbot:block push-denied -->",
  "- [x] **a** <!-- flow-tagbot:step push%2Ddenied%20x -->",
  "</details>",
  "```",
  "````sh",
  "<!--",
];
const lines = fc.array(fc.oneof(fc.constantFrom(...POISON), foreign), { maxLength: 6 }).map((some) => some.join("\n"));

const foreignWay: fc.Arbitrary<WayOut> = fc.record({
  title: foreign,
  kind: fc.constantFrom("shell", "config"),
  commands: fc.array(lines, { maxLength: 4 }),
});

const byHand = fc
  .tuple(fc.integer({ min: 0, max: 99 }), fc.option(lines))
  .map(([minor, notes]) => refused(`1.${minor}.0`, {}, notes?.replaceAll("\0", "") ?? null).ways);

/** Steps whose every text is foreign. */
export const foreignSteps: fc.Arbitrary<readonly Step[]> = fc.uniqueArray(
  fc.record({
    flow: foreign,
    version: foreign,
    path: foreign.map((path) => path.toWellFormed()),
    code: codes,
    what: foreign,
    cause: foreign,
    prevent: foreign,
    serverWords: fc.option(lines),
    ways: fc.oneof(fc.array(foreignWay, { maxLength: 2 }), byHand),
  }),
  { maxLength: 12, selector: ({ code, path }) => `${code} ${path}` },
);
