import { expect, test } from "vitest";
import { postRelease } from "../../../src/forge/github/post-release.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import { newRelease } from "../contract.ts";
import { openClient, requestsOf } from "./open-github.ts";

test.each([
  ["a server error", { status: 502, body: "" }, { status: 502 }],
  ["a page in its place", "html", { code: "forge-unreadable" }],
] as const)("the request is sent once, whatever comes back: %s", async (_name, answer, expected) => {
  const github = await startForTest();
  github.fail({ kind: "api" }, { answer });
  const { client, place } = openClient(github);
  await expect(postRelease(client, place, newRelease("a-v1.0.0", "1".repeat(40)))).rejects.toMatchObject(expected);
  expect(requestsOf(github)).toEqual(["POST releases"]);
});
