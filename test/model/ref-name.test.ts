import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  branchNameProblem,
  findBranchNameProblem,
  findFlowNameProblem,
  flowNameProblem,
  refNameProblem,
} from "../../src/model/ref-name.ts";

const REFUSED = [
  "",
  " ",
  "a b",
  "-a",
  ".a",
  "a/.b",
  "a.",
  "a./b",
  "a.lock",
  "a.lock/b",
  "a..b",
  "a//b",
  "/a",
  "a/",
  "a@{b",
  "@",
  "a~b",
  "a^b",
  "a:b",
  "a?b",
  "a*b",
  "a[b",
  "a\\b",
  "a\nb",
  "a\u0000b",
  "a\u007fb",
  "ü-v1.0.0",
  "a$b",
  "a;b",
  "a'b",
  "a".repeat(201),
];
const ACCEPTED = ["a", "a-v1.0.0", "chat/agent-v1.0.0-rc.1", "a_b", "a.b", "lock", "a.locked", "a/-b", "a".repeat(200)];

/** Strings that come close to the border of what is allowed. */
const NEAR_NAMES = fc.string({ unit: fc.constantFrom(..."abZ09._+-/@{ ~\\ü".split(""), ".lock", "..", "//"), maxLength: 12 });

const gitAccepts = (ref: string): boolean => spawnSync("git", ["check-ref-format", ref]).status === 0;

describe("tag names", () => {
  test.each(ACCEPTED.concat("a-v1.0.0+build"))("%j is a name", (name) => {
    expect(refNameProblem(name)).toBeNull();
  });
  test.each(REFUSED)("%j is refused", (name) => {
    expect(refNameProblem(name)).not.toBeNull();
  });
  test("git accepts whatever we accept", () => {
    fc.assert(
      fc.property(
        NEAR_NAMES.filter((name) => refNameProblem(name) === null),
        (name) => gitAccepts(`refs/tags/${name}`),
      ),
      { numRuns: 150 },
    );
  });
});

describe("flow names", () => {
  test.each(ACCEPTED)("%j is a name", (name) => {
    expect(flowNameProblem(name)).toBeNull();
  });
  test.each(REFUSED.concat("a+b"))("%j is refused", (name) => {
    expect(flowNameProblem(name)).not.toBeNull();
  });
});

describe("branch names", () => {
  test.each(["main", "release/1.x", "feature#1", "größe", "a@b"])("%j is a name", (name) => {
    expect(branchNameProblem(name)).toBeNull();
    expect(gitAccepts(`refs/heads/${name}`)).toBe(true);
  });
  test.each(["", "HEAD", "@", "refs/heads/main", "-b", "a..b", "a b", "main:other", "main^"])("%j is refused", (name) => {
    expect(branchNameProblem(name)).not.toBeNull();
  });
  test("git accepts whatever we accept", () => {
    fc.assert(
      fc.property(
        NEAR_NAMES.filter((name) => branchNameProblem(name) === null),
        (name) => gitAccepts(`refs/heads/${name}`),
      ),
      { numRuns: 150 },
    );
  });
});

describe("a problem of a name has its place", () => {
  test.each([
    ["", 0],
    ["a b", 1],
    ["a/.b", 2],
    ["a..b", 1],
    ["ab//c", 2],
    ["ab/", 2],
    ["ab.lock", 2],
    ["a".repeat(201), 200],
  ])("%j: %d", (name, at) => {
    expect(findFlowNameProblem(name)?.at).toBe(at);
    expect(findBranchNameProblem(name)?.at).toBe(at);
  });
  test("a good name has none", () => {
    expect([findFlowNameProblem("chat/agent"), findBranchNameProblem("größe#1")]).toEqual([null, null]);
  });
});
