import { expect, test } from "vitest";
import { parseIndex } from "../../src/plan/parse-index.ts";
import { codesOf } from "../run/open.ts";

const INDEX = { schema: 1, branch: "main", head: "a".repeat(40), flows: [] };

test("what a later version of this shape adds is left out", () => {
  expect(parseIndex(JSON.stringify({ ...INDEX, added: true }))).toEqual(INDEX);
});

test.each([
  ["no JSON", "<<<<<<< ours"],
  ["another shape", '{ "flows": [] }'],
  ["a newer schema", JSON.stringify({ ...INDEX, schema: 2 })],
  ["a list", "[]"],
])("%s is no index", async (_, text) => {
  expect(await codesOf(Promise.resolve(text).then(parseIndex))).toContain("index-invalid");
});
