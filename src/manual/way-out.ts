import type { Config } from "../config/config.ts";
import { folderOf } from "../model/path.ts";
import type { Action, Plan, PlannedVersion } from "../model/plan.ts";
import { renderByHand, type ByHand } from "./commands.ts";
import { renderCommand } from "../model/quote.ts";

/** One thing a person can do: shell lines to paste at the top of a clone, or lines for the configuration file. */
export interface WayOut {
  readonly title: string;
  readonly kind: "shell" | "config";
  readonly commands: readonly string[];
}

/** What the commands need to know beside the plan. */
export interface ManualContext extends ByHand {
  /** Remote that the branch is fetched from and pushed to; null: the repository has none. */
  readonly remote: string | null;
  readonly config: Pick<Config, "roots" | "tag">;
}

/** A version that needs a person, with the plan and the surroundings it is part of. */
export interface Trouble {
  readonly version: PlannedVersion;
  readonly plan: Pick<Plan, "branch" | "versions">;
  readonly context: ManualContext;
  /** What is left to do for the version, if a person can do it as it is. */
  readonly actions: readonly Action[];
}

const BY_HAND = "Do it by hand, as somebody who may (in a full clone of the registry)";

/** The way out of a refusal: the very same actions, done by somebody who may; null when there is nothing to do so. */
export function doByHand({ actions, context }: Trouble): WayOut | null {
  const commands = renderByHand(actions, context);
  if (commands.length === 0) return null;
  const makesTag = actions.some(({ type }) => type === "create-tag");
  const fetch = makesTag && context.remote !== null ? [renderCommand(["git", "fetch", context.remote])] : [];
  const title = makesTag && context.sign ? `${BY_HAND}; git signs with your own key` : BY_HAND;
  return { title, kind: "shell", commands: [...fetch, ...commands] };
}

/** Whether the commands only do what a run would have done, so that those of several versions can follow one another. */
export function isByHand({ title }: WayOut): boolean {
  return title.startsWith(BY_HAND);
}

/** What to tell about one code: why it is so, what to do, and how to prevent it. */
export interface Advice {
  readonly cause: string;
  readonly prevent: string;
  /** The recommended way first; null: this one is not possible here. */
  readonly ways: (trouble: Trouble) => readonly (WayOut | null)[];
}

/** A way out that changes files: a topic branch from the release branch, one commit, ready for a pull request. */
export function fileChange(trouble: Trouble, title: string, commitMessage: string, commands: readonly string[]): WayOut {
  const { version, plan, context } = trouble;
  const topic = `fix-${version.flow}-${version.version}`
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/\.{2,}/g, ".")
    .replace(/\.lock$|\.$/, "");
  const start = context.remote === null ? plan.branch : `${context.remote}/${plan.branch}`;
  return {
    title: `${title} (through a branch, to be merged into ${plan.branch})`,
    kind: "shell",
    commands: [
      ...(context.remote === null ? [] : [renderCommand(["git", "fetch", context.remote])]),
      renderCommand(["git", "switch", "--create", topic, "--no-track", start]),
      ...commands,
      renderCommand(["git", "commit", "-m", commitMessage]),
      ...(context.remote === null ? [] : [renderCommand(["git", "push", context.remote, "HEAD"])]),
    ],
  };
}

/** The folder that the flow's name is relative to; "" is the top of the repository. */
export function rootOf({ path, flow }: Pick<PlannedVersion, "path" | "flow">): string {
  const folder = folderOf(path);
  if (flow === "" || folder === flow) return flow === "" ? folder : "";
  return folder.endsWith(`/${flow}`) ? folder.slice(0, -flow.length - 1) : folderOf(folder);
}

export function joinPath(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("/");
}
