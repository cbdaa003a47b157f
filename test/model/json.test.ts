import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJson } from "../../src/model/json.ts";
import { caught } from "../caught.ts";

test("JSON text gives its value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(parseJson(JSON.stringify(value), "plan-invalid", "fix")).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test.each(["", "{", "{'a': 1}", "<html>"])("%j is refused with the given code and fix", (text) => {
  expect(caught(() => parseJson(text, "plan-invalid", "Make another one."))).toMatchObject({
    code: "plan-invalid",
    problems: [{ fix: "Make another one." }],
  });
});
