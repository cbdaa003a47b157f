import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readEvent, refuseUnsafe } from "../../src/entry/event.ts";
import { createRegistry } from "../support/registry.ts";
import { isolatedEnvironment } from "../support/isolated-git.ts";
import { temporaryFolder } from "../git/open-git.ts";
import { codesOf } from "../run/open.ts";

test("the event is what the runner's file says, or nothing", async () => {
  expect(await readEvent({})).toEqual({ name: "", fromFork: false, ofPullRequest: true, payload: null });
  const file = join(temporaryFolder(), "event.json");
  const payload = { repository: { full_name: "o/r" }, pull_request: { head: { repo: { full_name: "fork/r" } } } };
  writeFileSync(file, JSON.stringify(payload));
  expect(await readEvent({ GITHUB_EVENT_PATH: file, GITHUB_EVENT_NAME: "pull_request" })).toEqual({
    name: "pull_request",
    fromFork: true,
    ofPullRequest: true,
    payload,
  });
});

test("only the commit that the event runs for may be checked out in a run with the repository's own rights", async () => {
  const registry = createRegistry();
  const base = registry.commit("base");
  registry.commit("of a pull request");
  const ask = (workspace: string, commit: string): Promise<readonly string[]> => {
    const environment = { ...isolatedEnvironment(workspace), GITHUB_WORKSPACE: workspace, GITHUB_SHA: commit };
    return codesOf(refuseUnsafe({ name: "pull_request_target", fromFork: true, ofPullRequest: true }, environment, () => undefined));
  };
  expect(await ask(registry.dir, base)).toEqual(["event-unsafe"]);
  expect(await ask(registry.dir, registry.head())).toEqual([]);
  expect(await ask(temporaryFolder(), base)).toEqual([]);
});
