import * as z from "zod/mini";
import { expect, test } from "vitest";
import { parseAnswer, parseList } from "../../../src/forge/github/parse-answer.ts";
import { caught } from "../../caught.ts";

const SCHEMA = z.object({ id: z.number() });

test("an answer of the right shape is taken without what is not asked for", () => {
  expect(parseAnswer(SCHEMA, { id: 1, other: 2 }, "a thing")).toEqual({ id: 1 });
  expect(parseList([1, "a"], "things")).toEqual([1, "a"]);
});

test.each([["<html>"], [{ id: "1" }], [null]])("%j is a Failure that says what was expected", (data) => {
  const failures = [caught(() => parseAnswer(SCHEMA, data, "a thing")), caught(() => parseList(data, "things"))];
  expect(failures).toMatchObject([{ code: "forge-unreadable" }, { code: "forge-unreadable" }]);
  expect(String(failures[0])).toContain("is not a thing");
  expect(String(failures[1])).toContain("is not a list of things");
});
