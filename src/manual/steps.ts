import { CODES, type Code } from "../model/codes.ts";
import type { ActionFailure, Outcome } from "../model/outcome.ts";
import { NEEDS_A_PERSON, type Action, type Plan, type PlannedVersion } from "../model/plan.ts";
import { toAdvice, toWaysOut, type WaysOut } from "./ways-out.ts";
import type { ManualContext } from "./way-out.ts";

/** What one version needs a person for. */
export interface Step extends WaysOut {
  readonly flow: string;
  readonly version: string;
  readonly path: string;
  readonly code: Code;
  readonly serverWords: string | null;
}

/** Identity of a step from run to run: one version can need a person for several reasons. */
export function stepKey({ code, path }: Pick<Step, "code" | "path">): string {
  return `${code} ${path}`;
}

/** Everything that only a person can do after a run, in the order of the plan: what was known before, then what was refused. */
export function toSteps(plan: Plan, outcomes: readonly Outcome[], context: ManualContext): readonly Step[] {
  const byHand = Map.groupBy(plan.manual, toKey);
  const lines = new Map(plan.problems.flatMap(({ code, path, line }) => (path === null ? [] : [[stepKey({ code, path }), line] as const])));
  const known = plan.versions
    .filter(({ state }) => NEEDS_A_PERSON.includes(state))
    .map((version): Step => {
      const { what, ...others } = toWaysOut(version, plan, context, byHand.get(toKey(version)) ?? []);
      const code = version.code ?? "tag-elsewhere";
      return { ...pick(version), code, serverWords: null, what: withLine(what, code, version, lines), ...others };
    });
  const planned = new Map(plan.versions.map((version) => [toKey(version), version]));
  const byTag = Map.groupBy(outcomes, ({ action }) => action.tag);
  const refused = [...byTag.values()].flatMap((own): readonly Step[] => {
    const failed = own.find(isRefused);
    const version = failed === undefined ? undefined : planned.get(toKey(failed.action));
    if (failed === undefined || version === undefined) return [];
    return [
      toRefusedStep(
        version,
        failed.result.failure,
        own.filter(isLeft).map(({ action }) => action),
        plan,
        context,
      ),
    ];
  });
  return [...known, ...refused];
}

/** The line of the file that is at fault, where one is known. */
function withLine(what: string, code: Code, { path }: PlannedVersion, lines: ReadonlyMap<string, number | null>): string {
  const line = lines.get(stepKey({ code, path })) ?? null;
  return line === null ? what : `${what} See line ${line}.`;
}

type Refused = Outcome & { readonly result: { readonly kind: "failed"; readonly failure: ActionFailure } };

function isRefused(outcome: Outcome): outcome is Refused {
  return outcome.result.kind === "failed" && CODES[outcome.result.failure.code].class === "yours";
}

function isLeft({ result }: Outcome): boolean {
  return result.kind === "failed" || result.kind === "not-tried";
}

function toRefusedStep(
  version: PlannedVersion,
  { code, message, serverWords }: ActionFailure,
  actions: readonly Action[],
  plan: Plan,
  context: ManualContext,
): Step {
  return { ...pick(version), code, serverWords, what: message, ...toAdvice(code, { version, plan, context, actions }) };
}

function toKey({ flow, tag }: { readonly flow: string; readonly tag: string | null }): string {
  return `${flow}\0${tag ?? ""}`;
}

function pick({ flow, version, path }: PlannedVersion): Pick<Step, "flow" | "version" | "path"> {
  return { flow, version, path };
}
