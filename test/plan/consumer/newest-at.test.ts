import { describe, expect, test } from "vitest";
import { findEntry, findHeadFile, newestAt, type Place } from "../../../src/plan/consumer/newest-at.ts";
import { files } from "../../registry/entries.ts";
import { viewOf, type Registry } from "./published-of.ts";

function at(registry: Registry, tagMessage: string | null = null): Place {
  return {
    view: viewOf(registry),
    entries: files(...registry.paths),
    tagMessage,
    name: "the branch main",
    registry: "team",
    called: "a@team",
    root: registry.root ?? null,
  };
}

function codeOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error instanceof Error && "code" in error ? error.code : error;
  }
}

describe("newestAt", () => {
  test.each([
    [["a/1.0.0.yml", "a/1.1.0.yml", "a/2.0.0-rc.1.yml", "a/2.0.0-orbit.yml"], "1.1.0"],
    [["a/2.0.0-rc.1.yml", "a/2.0.0-rc.2.yml", "a/2.0.0-orbit.yml"], "2.0.0-rc.2"],
  ])("of %j takes %s", (paths, version) => {
    expect(newestAt("a", at({ paths }))).toMatchObject({ version, file: { path: `a/${version}.yml` } });
  });

  test("yanks say nothing about what a commit means", () => {
    const config = { yanked: [{ flow: "a", version: "1.1.0", root: null, reason: "x" }] };
    expect(newestAt("a", at({ paths: ["a/1.0.0.yml", "a/1.1.0.yml"], config })).version).toBe("1.1.0");
  });

  test("the tag's message decides, if it names a version of this flow", () => {
    const paths = ["x/a/1.0.0.yml", "x/a/1.1.0.yml", "y/a/3.0.0.yml", "x/b/1.0.0.yml"];
    expect(newestAt("a", at({ paths }, "t\n\nFlow-Path: x/a/1.0.0.yml\n"))).toMatchObject({ version: "1.0.0" });
    expect(codeOf(() => newestAt("a", at({ paths }, "t\n\nFlow-Path: x/b/1.0.0.yml\n")))).toBe("flow-ambiguous");
    expect(newestAt("b", at({ paths }, "t\n\nFlow-Path: x/a/1.0.0.yml\n"))).toMatchObject({ file: { path: "x/b/1.0.0.yml" } });
  });

  test("what cannot be chosen is said", () => {
    expect(codeOf(() => newestAt("a", at({ paths: ["a/1.0.0-orbit.yml"] })))).toBe("range-unsatisfied");
    expect(codeOf(() => newestAt("a", at({ paths: ["b/1.0.0.yml"] })))).toBe("flow-unknown");
    expect(codeOf(() => newestAt("a", at({ paths: ["a/1.0.0.yml", "a/1.0.0.yaml"] })))).toBe("flow-ambiguous");
  });
});

test("findHeadFile and findEntry give entries, or say that there is none", () => {
  const place = at({ paths: ["a/1.0.0.yml"] });
  expect(findHeadFile(place, { flow: "a", path: "a" }, "1.0.0").path).toBe("a/1.0.0.yml");
  expect(codeOf(() => findHeadFile(place, { flow: "a", path: "a" }, "2.0.0"))).toBe("version-file-missing");
  expect(codeOf(() => findEntry(place.entries, "x.yaml", "here"))).toBe("version-file-missing");
});
