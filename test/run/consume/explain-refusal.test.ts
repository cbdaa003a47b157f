import { expect, test } from "vitest";
import { Failure, failure } from "../../../src/model/failure.ts";
import type { RegistrySource } from "../../../src/resolve/source.ts";
import { explainRefusal } from "../../../src/run/consume/explain-refusal.ts";

const SOURCE: RegistrySource = { name: "my-team", type: "github", url: "https://github.com/acme/flows", id: "x", root: null };
const REFUSED = failure("git-auth", "git ls-remote ended with 128: no.", "Check that it may read (and for apply write).");

test.each([
  [SOURCE, /FLOW_TAGBOT_TOKEN_MY_TEAM, GITHUB_TOKEN, GH_TOKEN, or with git's credential helper/],
  [{ ...SOURCE, type: "git", url: "https://git.acme.example/flows" }, /FLOW_TAGBOT_TOKEN_MY_TEAM, or with git's credential helper/],
  [{ ...SOURCE, name: null, type: "git", url: "https://git.acme.example/flows" }, /read it, with git's credential helper/],
  [{ ...SOURCE, type: "git", url: "git@git.acme.example:flows" }, /SSH key/],
] as const)("of %j it says which credential is missing", (source, fix) => {
  const error = explainRefusal(source, REFUSED);
  expect(error).toMatchObject({ code: "git-auth", cause: REFUSED, problems: [{ fix: expect.stringMatching(fix) as unknown }] });
  expect(error.message).toContain(source.url);
});

test.each(["file:///srv/flows", "/srv/flows", "C:/flows"])("%s needs no token: there is no repository", (url) => {
  const error = explainRefusal({ ...SOURCE, type: "git", url }, REFUSED);
  expect(error).toMatchObject({ code: "not-a-repository", cause: REFUSED });
  expect(error.problems[0].message).toContain(`no git repository at ${url}`);
  expect(JSON.stringify(error.problems)).not.toMatch(/token/i);
});

test("nobody who reads is told to write", () => {
  const denied = failure("forge-denied", "Repository not found.", "Use a token that may write to this repository.");
  const both = explainRefusal(SOURCE, new Failure([...REFUSED.problems, ...denied.problems]));
  expect(both.problems.map(({ code }) => code)).toEqual(["git-auth", "forge-denied"]);
  expect(JSON.stringify(both.problems.map(({ fix }) => fix))).not.toContain("write");
});

test("other failures stay as they are", () => {
  const other = failure("registry-too-large", "It is too large.", "Choose another.");
  expect(explainRefusal(SOURCE, other)).toBe(other);
});
