import { expect, test } from "vitest";
import { errorIn, parsed } from "../../src/config/parsed.ts";

const PROBLEM = errorIn("config-invalid", "a.yml", 3, "wrong", "right");

test("a value counts only when nothing is wrong", () => {
  expect(parsed(1, [])).toEqual({ ok: true, value: 1 });
  expect(parsed(1, [PROBLEM])).toEqual({ ok: false, problems: [PROBLEM] });
  expect(parsed(null, [PROBLEM])).toEqual({ ok: false, problems: [PROBLEM] });
});

test("refusing a value without saying why is an error of ours", () => {
  expect(() => parsed(null, [])).toThrow(TypeError);
});
