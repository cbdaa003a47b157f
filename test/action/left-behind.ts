import { expect, type TestContext } from "vitest";
import type { GithubStandIn } from "../support/github/start-github.ts";
import { expectCode, runAction } from "./run-action.ts";
import { checkOut, openSetting, type Setting } from "./setting.ts";

export type Issue = GithubStandIn["issues"][number];

/** The one issue; fails when there is none, or another beside it. */
export function onlyIssue({ github }: Setting): Issue {
  const [issue, ...others] = github.issues;
  expect(others).toEqual([]);
  if (issue === undefined) throw new Error("There is no issue.");
  return issue;
}

/** A text with the server's own address in it has a digest of its own. */
export function withoutAddress(body: string | null, { serverUrl }: Setting["github"]): string | undefined {
  return body?.replaceAll(serverUrl, "").replace(/ body=[0-9a-f]{16} -->/u, " -->");
}

/** Tags with their commits and messages, and releases; not who made them when, with which signature. */
export function contentsOf({ registry, github }: Setting): unknown {
  const format = "%(refname) %(objecttype) %(*objectname) %(contents:subject)%0a%(contents:body)";
  const tags = registry.git("--git-dir", github.bareRepository, "for-each-ref", `--format=${format}`, "refs/tags");
  const releases = github.releases.map(({ tagName, name, body, draft, prerelease, createdAt }) => {
    return { tagName, name, body: withoutAddress(body, github), draft, prerelease, createdAt };
  });
  return { tags, releases: releases.toSorted((a, b) => (a.tagName < b.tagName ? -1 : 1)) };
}

/** The same after a run on the same history by somebody whom nothing stops. */
export async function contentsWithoutObstacle({ github }: Setting, context: TestContext): Promise<unknown> {
  const setting = await openSetting(context, (registry) => {
    registry.git("fetch", "--quiet", github.bareRepository, "main");
    registry.git("reset", "--quiet", "--hard", "FETCH_HEAD");
  });
  const { classicWorkflow, write } = setting.github.tokens;
  const unhindered = { token: classicWorkflow, inputs: { "workflow-token": write } };
  expectCode(await runAction(setting, { workspace: checkOut(setting), ...unhindered }), 0);
  return contentsOf(setting);
}
