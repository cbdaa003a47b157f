import { expect, test } from "vitest";
import { toPlain } from "../../src/changes/nodes.ts";
import { followRenames, type Originals } from "../../src/changes/references.ts";
import { read } from "./documents.ts";

const RENAMES = new Map([
  ["old", "new"],
  ["new", "old"],
]);

test.each([
  ["whole", "old", "new"],
  ["whole", "old.x", "old.x"],
  ["context", "context:old.final_answer", "context:new.final_answer"],
  ["context", "context:older", "context:older"],
  ["context", "old", "old"],
  ["dotted", "{{ old.output.x + new.output }} and old", "{{ new.output.x + old.output }} and old"],
  ["dotted", "older.x x.old.y x-old.z constructor.x", "older.x x.old.y x-old.z constructor.x"],
] as const)("a name as %s is followed in %s", (as, before, after) => {
  expect(toPlain(followRenames(read(JSON.stringify({ a: [before] })), [{ at: "a.*", as }], RENAMES, new Map()))).toEqual({ a: [after] });
});

test("only references are made anew, and what stood there is known", () => {
  const root = read("{a: {to: old}, b: {to: old}}");
  const originals: Originals = new Map();
  const followed = followRenames(root, [{ at: "a.to", as: "whole" }], RENAMES, originals);
  expect(toPlain(followed)).toEqual({ a: { to: "new" }, b: { to: "old" } });
  expect(originals.get(followed)).toBe(root);
  expect(followed.kind === "map" && root.kind === "map" && followed.entries.get("b")?.value === root.entries.get("b")?.value).toBe(true);
  expect(followRenames(root, [{ at: "a.none", as: "whole" }], RENAMES, originals)).toBe(root);
});
