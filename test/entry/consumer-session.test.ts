import { expect, test } from "vitest";
import { toResolveOptions } from "../../src/entry/consumer-session.ts";
import { caught } from "../caught.ts";
import { createUser } from "./consumed.ts";
import { problemCodes } from "./sample.ts";

test.each([
  [{}, { offline: false, allowStale: false, prerelease: false, allowDrift: false, root: null }],
  [
    { offline: true, allowStale: true, prerelease: true, allowDrift: true, root: "./flows/" },
    { offline: true, allowStale: true, prerelease: true, allowDrift: true, root: "flows" },
  ],
  [{ root: "." }, { offline: false, allowStale: false, prerelease: false, allowDrift: false, root: "" }],
  // `list` has a flag of this name that holds words.
  [{ prerelease: "rc, beta" }, { offline: false, allowStale: false, prerelease: false, allowDrift: false, root: null }],
])("the flags %j are options", (flags, options) => {
  expect(toResolveOptions(flags)).toEqual(options);
});

test.each(["..", "/x", "a\\b", "C:/x"])("the root %j is refused", (root) => {
  expect(caught(() => toResolveOptions({ root }))).toMatchObject({ code: "input-invalid" });
});

test("a failure is told on standard error, and with --json on standard output too, without secrets", async () => {
  const user = createUser();
  const secret = "hunter22hunter22";
  const plain = await user.runWith({ FLOW_TAGBOT_TOKEN_TEAM: secret }, "resolve", `code_review@${secret}`);
  expect({ code: plain.code, stdout: plain.stdout }).toEqual({ code: 1, stdout: "" });
  expect(plain.stderr).toContain("registry-unknown");
  const json = await user.runWith({ FLOW_TAGBOT_TOKEN_TEAM: secret }, "resolve", `code_review@${secret}`, "--json");
  expect(problemCodes(json)).toEqual(["registry-unknown"]);
  expect(plain.stderr + json.stdout + json.stderr).not.toContain(secret);
});

test("settings that cannot be used are told before anything is read", async () => {
  const user = createUser();
  const run = await user.runWith({ GITHUB_SERVER_URL: "nonsense" }, "resolve", "code_review", "--json");
  expect(problemCodes(run)).toEqual(["input-invalid"]);
});
