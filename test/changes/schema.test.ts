import { describe, expect, test } from "vitest";
import { toPlain, type Plain } from "../../src/changes/nodes.ts";
import { compareSchemas } from "../../src/changes/schema.ts";
import { read } from "./documents.ts";

const schema = (text: string): Plain => toPlain(read(text));

function compare(before: string, after: string): readonly string[] {
  return compareSchemas(schema(before), schema(after)).map(
    ({ kind, effect, keys, field }) => `${kind} ${keys.join(".")} of ${field.join(".")} ${effect}`,
  );
}

describe("readers or agents are let down by", () => {
  test.each([
    ["a property less", "properties: {a: {}, b: {}}", "properties: {a: {}}", "removed properties.b of b narrowed"],
    ["a property that may be missing now", "{required: [a]}", "{required: []}", "changed required of a narrowed"],
    ["a property that has to be there now", "{}", "{required: [a]}", "changed required of a narrowed"],
    ["another type", "{type: string}", "{type: integer}", "changed type of  narrowed"],
    ["a type more", "{type: string}", "{type: [string, 'null']}", "changed type of  narrowed"],
    ["another value", "{enum: [a, b]}", "{enum: [a, c, d]}", "changed enum of  narrowed"],
    ["a value less", "{enum: [a, b]}", "{enum: [a]}", "changed enum of  narrowed"],
    ["a higher minimum", "{minimum: 1}", "{minimum: 2}", "changed minimum of  narrowed"],
    ["a maximum", "{}", "{maxLength: 5}", "changed maxLength of  narrowed"],
    ["nothing more being allowed", "{}", "{additionalProperties: false}", "changed additionalProperties of * narrowed"],
    ["a pattern", "{}", "{pattern: x}", "changed pattern of  narrowed"],
    ["a branch more", "{anyOf: [{type: string}]}", "{anyOf: [{type: string}, {type: 'null'}]}", "changed anyOf of  narrowed"],
    [
      "a type deep inside",
      "properties: {a: {items: {type: string}}}",
      "properties: {a: {items: {type: number}}}",
      "changed properties.a.items.type of a.* narrowed",
    ],
    ["a type in a branch", "{anyOf: [{type: string}]}", "{anyOf: [{type: number}]}", "changed anyOf.0.type of  narrowed"],
    [
      "what a reference leads to",
      "{$ref: '#/$defs/x', $defs: {x: {type: string}}}",
      "{$ref: '#/$defs/x', $defs: {x: {type: number}}}",
      "changed type of  narrowed",
    ],
    ["what is not understood", "{}", "{not: {type: string}}", "changed not of  narrowed"],
    [
      "a property with the name of a method",
      "properties: {constructor: {}}",
      "properties: {}",
      "removed properties.constructor of constructor narrowed",
    ],
  ])("%s", (_, before, after, difference) => {
    expect(compare(before, after)).toEqual([difference]);
  });
});

describe("nobody is let down by", () => {
  test.each([
    ["a property more", "properties: {a: {}}", "properties: {a: {}, b: {}}", "added properties.b of b widened"],
    ["a value more to choose from", "{enum: [a]}", "{enum: [a, b]}", "changed enum of  widened"],
    ["a lower minimum", "{minimum: 2}", "{minimum: 1}", "changed minimum of  widened"],
    ["no maximum", "{maximum: 2}", "{}", "changed maximum of  widened"],
    ["more being allowed", "{additionalProperties: false}", "{}", "changed additionalProperties of * widened"],
    ["no pattern", "{pattern: x}", "{}", "changed pattern of  widened"],
    ["items that may be alike", "{uniqueItems: true}", "{}", "changed uniqueItems of  widened"],
    ["other words", "{description: a}", "{description: b}", "changed description of  none"],
  ])("%s", (_, before, after, difference) => {
    expect(compare(before, after)).toEqual([difference]);
  });
});

test.each([
  ["{type: [string, integer]}", "{type: [integer, string]}"],
  ["{type: string}", "{type: [string]}"],
  ["{enum: [a, b]}", "{enum: [b, a]}"],
  ["{required: [a, b]}", "{required: [b, a]}"],
  ["{additionalProperties: true}", "{}"],
  ["{type: string}", "{$ref: '#/$defs/x', $defs: {x: {type: string}}}"],
])("%s and %s are one and the same", (before, after) => {
  expect(compare(before, after)).toEqual([]);
});

test("references that lead in circles come to an end", () => {
  const tree = (type: string): string =>
    `{$ref: '#/$defs/x', $defs: {x: {type: ${type}, items: {$ref: '#/$defs/x'}, additionalProperties: {$ref: '#/$defs/x'}, contains: {$ref: '#/$defs/x'}}}}`;
  expect(compare(tree("string"), tree("number"))).toEqual(["changed type of  narrowed"]);
  expect(compare(tree("string"), "{}").length).toBeLessThan(25_000);
  expect(compare("{$ref: '#'}", "{$ref: '#/$ref'}")).toContain("changed unresolved reference of  narrowed");
});
