import { expect, test } from "vitest";
import { renderPath, shorten } from "../../src/changes/path.ts";

test("a path is read at a glance, and says where a step is no plain word", () => {
  expect(
    renderPath([
      { kind: "key", key: "components" },
      { kind: "item", name: "planner" },
      { kind: "item", name: "context:goal" },
      { kind: "index", index: 2 },
      { kind: "key", key: "a.b" },
    ]),
  ).toBe('components.planner."context:goal"[2]."a.b"');
  expect(renderPath([])).toBe("");
});

test.each([
  ["short", 5, "short"],
  ["longer", 5, "long…"],
  ["two\n lines\u0007", 20, "two lines"],
  ["😀😀😀", 3, "😀😀😀"],
  ["😀😀😀", 2, "😀…"],
])("%j in %i characters", (text, longest, expected) => {
  expect(shorten(text, longest)).toBe(expected);
});
