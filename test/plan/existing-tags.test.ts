import { describe, expect, test } from "vitest";
import { nestingChecker } from "../../src/plan/existing-tags.ts";

describe("nestingChecker", () => {
  test.each([
    ["a", ["a/b"], "a/b"],
    ["a", ["a/b/c"], "a/b/c"],
    ["a/b", ["a"], "a"],
    ["a/b/c", ["a/b"], "a/b"],
    ["a/b/c", ["a"], "a"],
  ])("%s cannot be made beside %j", (tag, existing, other) => {
    const block = nestingChecker(new Set(existing))(tag);
    expect(block?.code).toBe("tag-nesting");
    expect(block?.message).toContain(other);
  });

  test.each([
    ["a", []],
    ["a", ["ab/c", "ab"]],
    ["a/b", ["a/c", "a/bc", "b"]],
    ["a/b", ["a/b"]],
    ["a-v1.0.0", ["a-v1.0.0-rc.1"]],
    // It is there, so that it can be: nothing is to be made.
    ["a", ["a", "a/b"]],
  ])("%s can be made beside %j", (tag, existing) => {
    expect(nestingChecker(new Set(existing))(tag)).toBeNull();
  });

  test("the tag that is named does not depend on the order of the tags", () => {
    expect(nestingChecker(new Set(["a/c", "a/b", "a/d"]))("a")).toEqual(nestingChecker(new Set(["a/d", "a/b", "a/c"]))("a"));
  });
});
