import { expect, test } from "vitest";
import { readServerKeysOf } from "../../src/entry/server-keys.ts";
import { readSurroundings } from "../../src/entry/surroundings.ts";
import { codesOf } from "../run/open.ts";
import { createFakeTime } from "../support/fake-time.ts";
import { startForTest } from "../support/github/start-for-test.ts";

const META = { kind: "api", method: "GET", path: /\/meta$/ } as const;

test.each(["https://github.com", "https://gitlab.com"])("%s is not asked: its keys are built in", async (serverUrl) => {
  const surroundings = readSurroundings({ GITHUB_SERVER_URL: serverUrl, GITHUB_API_URL: "http://127.0.0.1:9" }, null, []);
  expect(await readServerKeysOf(surroundings, createFakeTime())).toBeNull();
});

test("another server says which keys it has", async () => {
  const github = await startForTest();
  const keys = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"];
  const around = { GITHUB_SERVER_URL: github.serverUrl, GITHUB_API_URL: github.apiUrl };
  const surroundings = readSurroundings(around, github.tokens.readOnly, []);
  github.fail(META, { answer: { status: 200, body: { verifiable_password_authentication: false, ssh_keys: keys } } });
  expect(await readServerKeysOf(surroundings, createFakeTime())).toEqual({ host: "127.0.0.1", keys });
  github.fail(META, { answer: { status: 200, body: { ssh_keys: ["; rm -rf"] } } });
  expect(await codesOf(readServerKeysOf(surroundings, createFakeTime()))).toEqual(["forge-unreadable"]);
});
