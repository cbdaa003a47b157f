import { describe, expect, test } from "vitest";
import { findMisfit, findMisfitOf, type Misfit } from "../../src/resolve/lock-fit.ts";
import type { LockedFlow } from "../../src/resolve/locked.ts";
import { parseReference } from "../../src/resolve/parse-reference.ts";
import { COMMIT, locked } from "./locked.ts";

function misfit(text: string, flow: LockedFlow): Misfit | null {
  return findMisfit(
    parseReference(text, () => false),
    flow,
  );
}

const LOCAL = { registry: null, version: null, kind: null, tag: null, commit: null } as const;
const UNVERSIONED = { version: null, kind: null, tag: null } as const;

test.each<[string, LockedFlow]>([
  ["a", locked("a")],
  ["a#^1", locked("a", "1.4.0")],
  ["a@team#1.0.0", locked("a")],
  ["a#^1", locked("a", "1.4.0", { tag: null })],
  // A prerelease by `--prerelease`, by its own line, and by a word that only the registry knows.
  ["a#^1", locked("a", "1.5.0-rc.1", { kind: "prerelease" })],
  ["a#^1.5.0-rc.1", locked("a", "1.5.0-rc.2", { kind: "prerelease" })],
  ["a#^1", locked("a", "1.5.0-nightly.3", { kind: "prerelease" })],
  ["a#^2.0.0-orbit", locked("a", "2.1.0-orbit", { kind: "variant" })],
  ["a#2.0.0-orbit", locked("a", "2.0.0-orbit", { kind: "variant" })],
  ["a#^2.0.0-dev", locked("a", "2.1.0-dev", { kind: "variant" })],
  // Nested flows, with and without roots.
  ["chat/agent", locked("chat/agent")],
  ["chat/agent", locked("agent", "1.0.0", { path: "flows/chat/agent/1.0.0.yaml" })],
  // Other templates.
  ["a#^1", locked("a", "1.0.0", { tag: "1.0.0-a" })],
  ["a#^1", locked("a", "1.0.0", { tag: "release/a/1.0.0" })],
  // Of an index.yaml, by tags of the repository or by none.
  ["a#^1", locked("a", "1.0.0", { tag: "v1.0.0", path: "qa/a.yaml" })],
  ["a", locked("a", "1.0.0", { ...UNVERSIONED, path: "qa/a.yaml" })],
  ["a#1.2.0", locked("a", "1.0.0", { tag: "v1.2.0" })],
  // What is no version means what the registry says.
  ["a#main", locked("a", "3.0.0", { tag: null })],
  ["a#refs/tags/x", locked("a", "3.0.0", { tag: "x" })],
  [`a#${COMMIT}`, locked("a", "3.0.0", { tag: null })],
  [`a#${COMMIT.slice(0, 8)}`, locked("a", "3.0.0", { tag: null })],
  ["./own/1.0.0.yml", locked("own", "", { ...LOCAL, path: "./own/1.0.0.yml" })],
])("%s can mean what is locked for it", (text, flow) => {
  expect(misfit(text, flow)).toBeNull();
});

describe("an edited entry is told", () => {
  test.each<[string, LockedFlow, string]>([
    ["a#^3", locked("a", "2.0.0"), "version 2.0.0"],
    ["a#1.0.0", locked("a", "1.0.1"), "version 1.0.1"],
    ["a#^1", locked("a", "1.0.0-orbit", { kind: "variant" }), "version 1.0.0-orbit"],
    ["a#^1", locked("a", "1.0.0-rc.1", { kind: "stable" }), "kind stable"],
    ["a#^1", locked("a", "1.0.0", { kind: "variant" }), "kind variant"],
    ["a#^1", locked("a", "1.0.0", UNVERSIONED), "no version"],
    ["a#^1", locked("b"), "flow b"],
    ["a#^1", locked("a", "1.0.0", { path: "flows/b/1.0.0.yml" }), "path flows/b/1.0.0.yml"],
    ["a#^1", locked("a", "1.0.0", { path: "flows/a/1.1.0.yml" }), "path flows/a/1.1.0.yml"],
    ["a", locked("a", "9.0.0", { tag: "a-v3.0.0" }), "tag a-v3.0.0"],
    ["a", locked("a", "1.0.0", { tag: "a-v11.0.0" }), "tag a-v11.0.0"],
    ["a", locked("a", "1.0.0", { tag: "a-v1.0.0-rc.1" }), "tag a-v1.0.0-rc.1"],
    ["a", locked("a", "1.0.0", { tag: "b-v1.0.0" }), "tag b-v1.0.0"],
    ["a#main", locked("a", "1.0.0"), "tag a-v1.0.0"],
    ["a#refs/heads/main", locked("a", "1.0.0"), "refs/tags/a-v1.0.0"],
    ["a#refs/tags/a-v1.0.0", locked("a", "1.0.0", { tag: null }), "no tag"],
    [`a#${"f".repeat(40)}`, locked("a", "1.0.0", { tag: null }), `commit ${COMMIT}`],
    ["a", locked("a", "1.0.0", { ...LOCAL, path: "./a.yml" }), "the local file ./a.yml"],
    ["./a.yml", locked("a"), "registry https://git.example.org/acme/flows"],
    ["./a.yml", locked("a", "", { ...LOCAL, path: "./b.yml" }), "path ./b.yml"],
  ])("%s with %o", (text, flow, expected) => {
    expect(misfit(text, flow)?.locked).toBe(expected);
  });

  test("and so is what is no reference", () => {
    expect(findMisfitOf("a@b@c", locked("a"))).toMatchObject({ locked: "a@b@c" });
    expect(findMisfitOf("a#^1", locked("a"))).toBeNull();
  });
});
