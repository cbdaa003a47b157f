import { expect, test } from "vitest";
import { findNewcomers, type AuthoredCommit } from "../../src/history/first-commits.ts";

function commit(sha: string, parents: readonly string[], name: string): AuthoredCommit {
  return { sha, parents, name, email: `${name}@example.test` };
}

/** `landing: name alone`, newest landing first. */
function told(commits: readonly AuthoredCommit[], shas: readonly string[]): readonly string[] {
  const newcomers = findNewcomers(commits, { shas });
  return shas.flatMap((sha) => (newcomers.get(sha) ?? []).map(({ email, alone }) => `${sha}: ${email.split("@")[0] ?? ""} ${alone}`));
}

test("somebody is new once, with the landing that brought their first commit", () => {
  const commits = [commit("c", ["b"], "ada"), commit("b", ["a"], "bob"), commit("a", [], "ada")];
  expect(told(commits, ["c", "b", "a"])).toEqual(["b: bob true", "a: ada true"]);
});

test("commits of a branch count with their merge, and who merged does not", () => {
  const commits = [commit("m", ["a", "y"], "merger"), commit("y", ["x"], "cyd"), commit("x", ["a"], "bob"), commit("a", [], "ada")];
  expect(told(commits, ["m", "a"])).toEqual(["m: cyd false", "m: bob false", "a: ada true"]);
});

test("an older branch that is merged later brings its people later", () => {
  const commits = [commit("m", ["b", "x"], "ada"), commit("b", ["a"], "bob"), commit("x", ["a"], "cyd"), commit("a", [], "ada")];
  expect(told(commits, ["m", "b", "a"])).toEqual(["m: cyd true", "b: bob true", "a: ada true"]);
});

test("the case of an address makes nobody new", () => {
  const commits = [{ ...commit("b", ["a"], "x"), email: "ADA@example.test" }, commit("a", [], "ada")];
  expect(told(commits, ["b", "a"])).toEqual(["a: ada true"]);
});
