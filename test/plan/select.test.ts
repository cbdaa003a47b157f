import { describe, expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../../src/config/config.ts";
import { Failure } from "../../src/model/failure.ts";
import { landedSince, selectFiles, selectFlow } from "../../src/plan/select.ts";
import { discover } from "../../src/registry/discover.ts";
import { files, withRoots } from "../registry/entries.ts";

const REGISTRY = discover(files("chat/1.0.0.yml", "chat/1.1.0.yml", "code_review/1.0.0.yml"), DEFAULT_CONFIG);

/** The paths that are selected, or what the user is told instead. */
function select(flows: readonly string[], version: string | null): readonly string[] | string {
  try {
    return selectFiles(REGISTRY, { flows, version }).map(({ path }) => path);
  } catch (error) {
    if (error instanceof Failure && error.code === "version-unknown") return error.problems[0].fix;
    throw error;
  }
}

describe("selectFiles", () => {
  test.each<[readonly string[], string | null, readonly string[]]>([
    [[], null, ["chat/1.0.0.yml", "chat/1.1.0.yml", "code_review/1.0.0.yml"]],
    [["chat"], null, ["chat/1.0.0.yml", "chat/1.1.0.yml"]],
    [["code_review", "chat"], "1.0.0", ["chat/1.0.0.yml", "code_review/1.0.0.yml"]],
    [["code_review", "chat"], "1.1.0", ["chat/1.1.0.yml"]],
    [[], "1.1.0", ["chat/1.1.0.yml"]],
  ])("flows %j and version %j select %j", (flows, version, paths) => {
    expect(select(flows, version)).toEqual(paths);
  });

  test.each<[readonly string[], string | null, string]>([
    [["code-review"], null, "code_review"],
    [["chat", "cha"], null, "chat"],
    [["chat"], "1.1", "1.1.0"],
    [[], "1.2.0", "1.0.0"],
    [["zebra-crossing"], null, "flow-tagbot list"],
    [["code_review"], "77.88.99-something", "flow-tagbot list"],
  ])("flows %j and version %j are refused, with %s as the way on", (flows, version, way) => {
    expect(select(flows, version)).toContain(way);
  });

  test("an empty registry has all of nothing, and no flow", () => {
    const empty = discover([], DEFAULT_CONFIG);
    expect(selectFiles(empty, { flows: [], version: null })).toEqual([]);
    expect(() => selectFiles(empty, { flows: ["chat"], version: null })).toThrow(Failure);
  });
});

test("what landed at or after a date is kept, and what has no date is not", () => {
  const items = [{ time: Date.UTC(2026, 0, 1) / 1000 }, { time: Date.UTC(2026, 0, 2) / 1000 }, { time: undefined }];
  expect(landedSince(items, null)).toEqual(items);
  expect(landedSince(items, "2026-01-02T00:00:00.000Z")).toEqual([items[1]]);
});

test.for([
  { roots: ["flows", "my lab"], told: "Choose one, for example with --root flows" },
  { roots: ["my lab"], told: null },
  { roots: null, told: "Choose one, for example with --root flows" },
])("one flow is selected where roots are $roots, or one of them has to be chosen", ({ roots, told }) => {
  const config = roots === null ? DEFAULT_CONFIG : withRoots(...roots);
  const registry = discover(files("flows/chat/1.0.0.yml", "my lab/chat/1.1.0.yml", "my lab/other/1.1.0.yml"), config);
  const fix = (): string | null => {
    try {
      expect(selectFlow(registry, "chat").map(({ path }) => path)).toEqual(["my lab/chat/1.1.0.yml"]);
      return null;
    } catch (error) {
      if (error instanceof Failure && error.code === "input-invalid") return error.problems[0].fix;
      throw error;
    }
  };
  expect(fix()).toBe(told);
});
