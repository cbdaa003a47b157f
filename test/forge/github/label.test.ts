import { expect, test } from "vitest";
import { ensureLabel } from "../../../src/forge/github/label.ts";
import { textWith } from "../../git/text-with.ts";
import { createFakeTime } from "../../support/fake-time.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import type { GithubStandIn } from "../../support/github/start-github.ts";
import { openClient, requestsOf } from "./open-github.ts";

const CREATION = { kind: "api", method: "POST", path: /\/labels$/ } as const;

function ensure(github: GithubStandIn, token: string = github.tokens.write): Promise<void> {
  const { client, place } = openClient(github, { token });
  return ensureLabel(client, place, "flow tagbot/?", createFakeTime());
}

test("a label that is there, in any case, stays as it is", async () => {
  const label = { id: 1, name: "Flow Tagbot/?", color: "000000", description: null };
  const github = await startForTest({ labels: [label] });
  await ensure(github);
  expect(github.labels).toEqual([label]);
  expect(requestsOf(github)).toEqual(["GET labels/flow%20tagbot%2F%3F"]);
});

test("another run that makes it first is welcome", async () => {
  const github = await startForTest();
  github.fail(CREATION, { run: () => ensure(github) });
  await ensure(github);
  expect(github.labels).toHaveLength(1);
});

test.each(["before", "after"] as const)("a lost answer is made up for, whether %s the work", async (when) => {
  const github = await startForTest();
  github.fail(CREATION, { when, answer: { status: 502, body: "" } });
  await ensure(github);
  expect(github.labels).toMatchObject([{ name: "flow tagbot/?" }]);
});

test("who may not make it is told which permission is missing, also where GitHub says 404", async () => {
  const github = await startForTest();
  for (const token of [github.tokens.readOnly, github.tokens.outsider])
    await expect(ensure(github, token)).rejects.toMatchObject({ code: "forge-denied", problems: [{ fix: textWith("issues: write") }] });
  expect(github.labels).toEqual([]);
});

test.each([403, 422] as const)("a server that takes no new label (HTTP %i) is told as a missing permission", async (newLabels) => {
  const github = await startForTest({ issueOptions: { newLabels } });
  await expect(ensure(github)).rejects.toMatchObject({ code: "forge-denied", problems: [{ fix: textWith("issues: write") }] });
});

test("a label that cannot be read is not taken for missing", async () => {
  const github = await startForTest();
  github.fail({ kind: "api", method: "GET" }, { times: 9, answer: { status: 500, body: "" } });
  await expect(ensure(github)).rejects.toMatchObject({ code: "forge-unreachable" });
  expect(github.labels).toEqual([]);
});
