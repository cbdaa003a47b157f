import { expect, test } from "vitest";
import { isOptional, TRAITS_OF, type Sided, type TraitsName } from "../../src/changes/traits.ts";
import { read } from "./documents.ts";

test.each([
  ["{}", false],
  ["{optional: true}", true],
  ["{optional: false}", false],
  ["{required: false}", true],
  ["{required: true}", false],
  ["{default: 0}", true],
  ["{default: ~}", false],
  ["string", false],
])("callers may leave out an input %s or not", (input, optional) => {
  expect(isOptional(read(input))).toBe(optional);
});

function side(name: string, text: string, parent = "{}"): Sided {
  return { name, node: read(text), parent: read(parent), visible: () => new Set(["planner"]) };
}

test.each<readonly [TraitsName, Sided | null, Sided | null, readonly string[]]>([
  ["input", null, side("x", "{}"), ["required"]],
  ["input", side("x", "{optional: true}"), null, ["optional"]],
  ["category", null, side("x", "{}"), ["required"]],
  ["category", null, side("x", "input_schema: {a: {optional: true}}"), ["optional"]],
  ["category", null, side("x", "input_schema: {a: {optional: true}, b: {}}"), ["required"]],
  ["requirement", side("optional", "true", "{optional: true}"), side("optional", "false"), ["required"]],
  ["requirement", side("required", "true"), side("required", "false", "{required: false}"), ["optional"]],
  ["requirement", side("default", "1", "{required: false, default: 1}"), side("default", "~", "{required: true}"), []],
  ["requirement", side("default", "1", "{default: 1}"), side("default", "2", "{default: 2}"), []],
  ["visible", side("planner", "{}"), side("other", "{}"), ["visible"]],
  ["visible", null, side("other", "{}"), []],
  ["range", side("x", "^1.0.0"), side("x", "^1.1.0"), ["within"]],
  ["range", side("x", "~"), side("x", "^1.1.0"), []],
])("%s (%#)", (name, before, after, traits) => {
  expect(TRAITS_OF[name](before, after)).toEqual(traits);
});
