import { isDeepStrictEqual } from "node:util";
import { failure } from "../model/failure.ts";
import type { Plan } from "../model/plan.ts";

/**
 * The plan made now, narrowed to what the earlier one would do, if both still say the same about all of it. Throws a
 * Failure when the branch, a tag or a release moved since, or when the plan was changed.
 */
export function checkPlan(earlier: Plan, current: Plan): Plan {
  if (earlier.branch !== current.branch || earlier.head !== current.head) {
    throw outdated(`The plan was made for ${earlier.branch} at ${earlier.head}; it is now at ${current.head}.`);
  }
  const versions = new Map(current.versions.map((version) => [version.path, version]));
  const actions = new Map(current.actions.map((action) => [`${action.type} ${action.tag}`, action]));
  for (const { path, tag, state, tagged } of earlier.versions) {
    const now = versions.get(path);
    if (now?.state !== state || !isDeepStrictEqual(now.tagged, tagged))
      throw outdated(
        `${tag ?? path} was ${state} when the plan was made, and is ${now?.state ?? "gone"} now${now?.reason == null ? "" : `: ${now.reason}`}.`.replace(
          /\.\.$/,
          ".",
        ),
      );
  }
  for (const action of earlier.actions) {
    if (!isDeepStrictEqual(actions.get(`${action.type} ${action.tag}`), action))
      throw outdated(`The plan's action ${action.type} ${action.tag} is not what a plan made now would do.`);
  }
  const planned = new Set(earlier.versions.map(({ path }) => path));
  const tags = new Set(earlier.versions.map(({ tag }) => tag));
  return {
    ...current,
    versions: current.versions.filter(({ path }) => planned.has(path)),
    actions: earlier.actions,
    manual: current.manual.filter(({ tag }) => tags.has(tag)),
    problems: current.problems.filter(({ path }) => path === null || planned.has(path) || !versions.has(path)),
  };
}

function outdated(message: string): Error {
  return failure("plan-outdated", message, "Make a new plan with `flow-tagbot plan --json`.");
}
