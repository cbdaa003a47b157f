import { describe, expect, test } from "vitest";
import { problemCodes } from "./output-shapes.ts";
import { expectCode, runAction } from "./run-action.ts";
import { addVersion, checkOut, openSetting, releasedTags, versions, writesOf } from "./setting.ts";

interface Row {
  readonly name: string;
  readonly event: string;
  /** `owner/repo` that the pull request comes from; null: it was deleted. */
  readonly from: string | null;
  readonly checkedOut: "default branch" | "pull request" | "nothing";
  readonly applies: boolean;
}

const OWN = "octo-org/flows";
const FORK = "stranger/flows";
const ROWS: readonly Row[] = [
  { name: "a pull request from a fork", event: "pull_request", from: FORK, checkedOut: "pull request", applies: false },
  { name: "a pull request from a deleted fork", event: "pull_request", from: null, checkedOut: "pull request", applies: false },
  { name: "a pull request of the same repository", event: "pull_request", from: OWN, checkedOut: "pull request", applies: true },
  {
    name: "pull_request_target with the default branch",
    event: "pull_request_target",
    from: FORK,
    checkedOut: "default branch",
    applies: true,
  },
  { name: "pull_request_target without a checkout", event: "pull_request_target", from: FORK, checkedOut: "nothing", applies: true },
  {
    name: "pull_request_target with the pull request's code",
    event: "pull_request_target",
    from: FORK,
    checkedOut: "pull request",
    applies: false,
  },
  { name: "workflow_run with the default branch", event: "workflow_run", from: FORK, checkedOut: "default branch", applies: true },
  { name: "workflow_run with a pull request's code", event: "workflow_run", from: FORK, checkedOut: "pull request", applies: false },
];

describe.concurrent("mode apply", () => {
  test.for(ROWS)("on $name: applies $applies", async ({ event, from, checkedOut, applies }, context) => {
    const setting = await openSetting(context, versions(1));
    const { registry } = setting;
    const head = registry.head();
    registry.branch("topic");
    addVersion(registry, "flows/evil/1.0.0.yml");
    registry.push("topic");
    const workspace = checkedOut === "nothing" ? null : checkOut(setting);
    if (workspace !== null && checkedOut === "pull request") registry.git("-C", workspace, "checkout", "--quiet", "origin/topic");
    const repository = from === null ? null : { full_name: from };
    const about =
      event === "workflow_run" ? { workflow_run: { head_repository: repository } } : { pull_request: { head: { repo: repository } } };
    const run = expectCode(
      await runAction(setting, {
        event,
        payload: { repository: { full_name: OWN }, ...about },
        inputs: { mode: "apply" },
        environment: { GITHUB_SHA: head },
        ...(workspace === null ? {} : { workspace }),
      }),
      applies ? 0 : 1,
    );
    expect(problemCodes(run)).toEqual(applies ? [] : ["event-unsafe"]);
    expect(releasedTags(setting)).toEqual(applies ? ["code_review-v1.0.0"] : []);
    if (!applies) expect([run.requests, writesOf(run.requests)]).toEqual([[], []]);
  });
});
