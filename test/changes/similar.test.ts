import fc from "fast-check";
import { expect, test } from "vitest";
import { toItems, type Item } from "../../src/changes/items.ts";
import { findRenames } from "../../src/changes/similar.ts";
import { read, readValue } from "./documents.ts";

function items(text: string): readonly Item[] {
  const root = read(text);
  return root.kind === "map" ? (toItems(root, { at: "", by: "keys" }) ?? []) : [];
}

const renames = (before: string, after: string): readonly string[] =>
  findRenames(items(before), items(after)).map((pair) => `${pair.before.key} ${pair.after.key}`);

const planner = "{type: AgentComponent, prompt: You plan what is to be done by the others, tools: [read, grep, push], cycles: 3}";

test.each([
  ["what is the same", `{a: ${planner}}`, `{z: ${planner}}`, ["a z"]],
  ["what is nearly the same", `{a: ${planner}}`, `{z: ${planner.replace("push", "pull")}}`, ["a z"]],
  ["nothing that says something else", `{a: ${planner}}`, "{z: {type: AgentComponent, prompt: Write, tools: [write], cycles: 3}}", []],
  ["nothing that is alike by chance", "{goal: {type: string}}", "{url: {type: string}}", []],
  ["what says little under a like name", "{issue_url: {type: string}}", "{issue_uri: {type: string}}", ["issue_url issue_uri"]],
  ["nothing where two would do", `{a: ${planner}}`, `{y: ${planner}, z: ${planner}}`, []],
  ["the better of two", `{a: ${planner}}`, `{y: ${planner.replace("read, grep", "x, y")}, z: ${planner}}`, ["a z"]],
])("takes for renamed %s", (_, before, after, expected) => {
  expect(renames(before, after)).toEqual(expected);
});

test("the pairs are the same from either side, one to one, in whatever order", () => {
  const thing = fc.record({
    type: fc.constantFrom("a", "b"),
    text: fc.constantFrom("one line of words", "another line of words", "x"),
    n: fc.nat(2),
  });
  const things = fc.dictionary(fc.constantFrom("a", "ab", "abc", "x", "xyz"), thing, { maxKeys: 4 });
  const list = (value: unknown): readonly Item[] => {
    const root = readValue(value);
    return root.kind === "map" ? (toItems(root, { at: "", by: "keys" }) ?? []) : [];
  };
  fc.assert(
    fc.property(things, things, (before, after) => {
      const [old, now] = [list(before), list(after)];
      const found = findRenames(old, now).map((pair) => `${pair.before.key} ${pair.after.key}`);
      const back = findRenames(now.toReversed(), old).map((pair) => `${pair.after.key} ${pair.before.key}`);
      expect(back.toSorted()).toEqual(found.toSorted());
      expect(new Set(found.map((pair) => pair.split(" ")[0])).size).toBe(found.length);
    }),
  );
});

test("very many are not looked at", () => {
  const many = (letter: string): string =>
    JSON.stringify(Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`${letter}${index}`, index])));
  expect(renames(many("a"), many("b"))).toEqual([]);
});

test("what is known of two items counts for more than what they say", () => {
  const [before, after] = [
    items("{goal: {type: string, text: Say what is wrong}}"),
    items("{url: {type: string, text: Say what is wrong}}"),
  ];
  expect(findRenames(before, after, () => "nothing")).toHaveLength(0);
  expect(findRenames(before, after, () => "used alike")).toHaveLength(1);
  expect(findRenames(items("{a: {x: 1}}"), items("{b: {y: 2}}"), () => "used alike")).toHaveLength(0);
  expect(findRenames(items("{a: {x: 1}}"), items("{b: {y: 2}}"), () => "same")).toHaveLength(1);
  expect(findRenames(items("{a: {x: 1}}"), items("{aa: {x: 1}}"), () => "different")).toHaveLength(0);
});
