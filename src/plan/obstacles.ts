import type { Code } from "../model/codes.ts";
import type { Action, CreateTag } from "../model/plan.ts";
import type { TagRule } from "../model/tag-rule.ts";
import type { Block } from "../registry/version-file.ts";
import { refusingRule } from "./tag-rules.ts";

/** Why a tag that should be made will not be, known before anything is written. */
export interface Obstacle extends Block {
  readonly path: string;
  /** 1-based line of the file that is at fault, if one is. */
  readonly line: number | null;
  /** A person with other rights can do the very same actions with commands. */
  readonly byHand: boolean;
}

/** Where a version's content is not YAML. */
export interface YamlAt {
  readonly line: number;
  readonly message: string;
  /** The tag belongs on an earlier content of the file (`target: introduced`), which nobody can correct any more. */
  readonly earlier: boolean;
}

/** What was found out about the tags of a plan before the first write. */
export interface Preflight {
  /** Why no tag at all can be signed or pushed. */
  readonly everyTag: { readonly code: Code; readonly message: string; readonly fix: string } | null;
  readonly tagRules: readonly TagRule[];
  /** By target: its workflow files that the tip of no branch has, where the credential may not change workflows. */
  readonly workflows: ReadonlyMap<string, readonly string[]>;
  /** By path: what is wrong with the YAML of a version file. */
  readonly yaml: ReadonlyMap<string, YamlAt>;
}

export const NOTHING_FOUND: Preflight = { everyTag: null, tagRules: [], workflows: new Map(), yaml: new Map() };

/** The tags to be made that will be refused, by tag; what is wrong in the registry comes before what the server forbids. */
export function findObstacles(
  actions: readonly Action[],
  paths: ReadonlyMap<string, string>,
  found: Preflight,
): ReadonlyMap<string, Obstacle> {
  return new Map(
    actions.flatMap((action) => {
      if (action.type !== "create-tag") return [];
      const obstacle = findObstacle(action, paths.get(action.tag) ?? "", found);
      return obstacle === null ? [] : [[action.tag, obstacle] as const];
    }),
  );
}

function findObstacle({ tag, target }: CreateTag, path: string, { everyTag, tagRules, workflows, yaml }: Preflight): Obstacle | null {
  const fault = yaml.get(path);
  if (fault !== undefined) {
    return {
      code: fault.earlier ? "version-yaml-was-invalid" : "version-yaml-invalid",
      message: `${path} ${fault.earlier ? `was not valid YAML when it was added (${target})` : "is not valid YAML"}: ${fault.message}`,
      fix: fault.earlier
        ? "Publish the file under the next version's name."
        : `Correct line ${fault.line} of ${path}; nobody has published it yet.`,
      path,
      line: fault.earlier ? null : fault.line,
      byHand: false,
    };
  }
  const server = { path, line: null, byHand: true };
  if (everyTag !== null) return { ...everyTag, ...server };
  const rule = refusingRule(tag, tagRules);
  if (rule !== null) {
    const why = rule.rule.type === "creation" ? "only those that it names may create the tag" : describeName(rule.rule);
    return {
      code: "push-ruleset",
      message: `The ruleset ${JSON.stringify(rule.ruleset)}${rule.url === null ? "" : ` (${rule.url})`} refuses the tag ${tag}: ${why}.`,
      fix: "Push with a deploy key or a GitHub App that the ruleset lets bypass it; the workflow's own token never can.",
      ...server,
    };
  }
  const files = workflows.get(target) ?? [];
  if (files.length > 0) {
    return {
      code: "push-workflow",
      message: `The token may not push the tag ${tag}: at ${target} ${files.join(", ")} ${files.length === 1 ? "is" : "are"} not as on any branch.`,
      fix: "Push with a deploy key (`ssh-key`), or with a token that may change workflows; or push the tag by hand.",
      ...server,
    };
  }
  return null;
}

function describeName({ operator, pattern, negate }: Extract<TagRule["rule"], { readonly type: "name" }>): string {
  const words = { starts_with: "start with", ends_with: "end with", contains: "contain", regex: "match" }[operator];
  return `the name ${negate ? "must not" : "has to"} ${words} ${JSON.stringify(pattern)}`;
}
