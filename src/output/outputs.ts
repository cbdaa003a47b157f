import type { OutputName } from "../config/outputs.ts";
import { CODES } from "../model/codes.ts";
import type { Outcome } from "../model/outcome.ts";
import type { CreateDigest, CreateRelease, Plan, PlannedVersion } from "../model/plan.ts";
import { isFailed } from "./outcome-text.ts";
import { fitOutputs, type Lists } from "./outputs-size.ts";

export interface OutputsExtra {
  /** Null: no issue. */
  readonly issueUrl: string | null;
}

/**
 * The action's outputs (but the files, which take I/O), every one always there and of the same shape for none, one and many. `releases` and `tags` are
 * what this run made; `blocked` also has what the server refused for good; `remaining` is left for a later run.
 */
export function toOutputs(
  plan: Plan,
  outcomes: readonly Outcome[],
  extra: OutputsExtra,
): Readonly<Record<Exclude<OutputName, "plan-file" | "steps-file" | "index-file" | "findings" | "check-file">, string>> {
  const done = outcomes.filter(({ result }) => result.kind === "done");
  const digests = new Map(plan.versions.map((version) => [toKey(version), version.digest]));
  const releases = done.flatMap(({ action, result }) =>
    action.type === "create-release" || action.type === "create-digest"
      ? [toRelease(action, "url" in result ? result.url : null, digests.get(toKey(action)) ?? null)]
      : [],
  );
  const lists: Lists = {
    releases,
    tags: done.flatMap(({ action }) => (action.type === "create-tag" ? [action.tag] : [])),
    conflicts: plan.versions.filter(({ state }) => state === "conflict" || state === "drifted").map(toBlocked),
    blocked: [...plan.versions.filter(({ state }) => state === "blocked").map(toBlocked), ...refused(plan, outcomes)],
    remaining: remaining(outcomes),
  };
  return { released: String(releases.length > 0), ...fitOutputs(plan, lists), "issue-url": extra.issueUrl ?? "" };
}

function toRelease(action: CreateRelease | CreateDigest, url: string | null, digest: string | null): object {
  const { flow, version, tag, target, draft } = action;
  const { prerelease, latest } = action.type === "create-release" ? action : { prerelease: false, latest: false };
  return { flow, version, tag, target, digest, url, prerelease, draft, latest };
}

function toBlocked({ flow, version, path, tag, code, reason }: PlannedVersion): object {
  return { flow, version, path, tag, code, reason };
}

function refused(plan: Plan, outcomes: readonly Outcome[]): readonly object[] {
  const paths = new Map(plan.versions.map((version) => [toKey(version), version.path]));
  return outcomes.filter(isFailed).flatMap(({ action: { flow, version, tag }, result: { failure } }) => {
    if (CODES[failure.code].class !== "yours") return [];
    return [{ flow, version, path: paths.get(toKey({ flow, tag })) ?? null, tag, code: failure.code, reason: failure.message }];
  });
}

function remaining(outcomes: readonly Outcome[]): readonly object[] {
  const given = new Set(
    outcomes.flatMap(({ action, result }) =>
      result.kind === "failed" && CODES[result.failure.code].class === "yours" ? [action.tag] : [],
    ),
  );
  const left = outcomes.filter(({ action, result }) => !given.has(action.tag) && (result.kind === "not-tried" || result.kind === "failed"));
  return [...new Map(left.map(({ action: { flow, version, tag } }) => [tag, { flow, version, tag }])).values()];
}

function toKey({ flow, tag }: { readonly flow: string; readonly tag: string | null }): string {
  return `${flow}\0${tag ?? ""}`;
}
