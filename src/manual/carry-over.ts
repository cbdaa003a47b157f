import type { Outcome } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { Block } from "./issue-blocks.ts";
import type { Step } from "./steps.ts";

/** What a run found out and did. */
export interface ReportedRun {
  readonly steps: readonly Step[];
  readonly plan: Plan;
  readonly outcomes: readonly Outcome[];
  /** It looked at some flows or one version only. */
  readonly narrowed: boolean;
  /** Every release was looked up. */
  readonly complete: boolean;
}

/** Steps about a release alone: its tag is there, so that a look at the tags does not tell whether they are done. */
const RELEASE_CODE = /^(release|forge|latest)-/;

/** What is left of the blocks of an earlier run: steps of versions that this run did not finish, and of which it learned nothing new. */
export function carryOver(old: readonly Block[], { steps, plan, outcomes, narrowed, complete }: ReportedRun): readonly Block[] {
  const told = new Set(steps.map(({ path }) => path));
  const byTag = Map.groupBy(outcomes, ({ action }) => action.tag);
  const isDone = (tag: string | null): boolean =>
    byTag.get(tag ?? "")?.every(({ result }) => result.kind === "done" || result.kind === "already-right") === true;
  const waiting = new Set(
    plan.versions.filter(({ state, tag }) => (state === "pending" || state === "partial") && !isDone(tag)).map(({ path }) => path),
  );
  const planned = new Set(plan.versions.map(({ path }) => path));
  const released = new Set(plan.versions.filter(({ state, tag }) => state === "released" && !isDone(tag)).map(({ path }) => path));
  return old.flatMap((block) => {
    const members = block.members.filter(({ key }) => {
      const path = key.slice(key.indexOf(" ") + 1);
      return (
        !told.has(path) &&
        (waiting.has(path) || (narrowed && !planned.has(path)) || (!complete && RELEASE_CODE.test(key) && released.has(path)))
      );
    });
    return members.length === 0 ? [] : [{ ...block, members }];
  });
}

/** The blocks with the boxes ticked that people ticked in the old ones. */
export function withTicks(blocks: readonly Block[], old: readonly Block[]): readonly Block[] {
  const ticked = new Set(old.flatMap(({ members }) => members.filter((member) => member.ticked).map(({ key }) => key)));
  return blocks.map((block) => ({ ...block, members: block.members.map((member) => ({ ...member, ticked: ticked.has(member.key) })) }));
}
