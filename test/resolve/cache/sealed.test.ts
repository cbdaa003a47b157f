import fc from "fast-check";
import { expect, test } from "vitest";
import { seal, unseal } from "../../../src/resolve/cache/sealed.ts";

test("a sealed value is JSON, and comes back", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = seal(value);
      expect(unseal(text)).toEqual({ ok: true, body: JSON.parse(JSON.stringify(value)) as unknown });
      expect(JSON.parse(text)).toMatchObject({ layout: 1 });
    }),
  );
});

test("whatever is cut off, or changed in one character, is no value", () => {
  const text = seal({ commit: "abc", list: [1, 2, 3] });
  for (let length = 0; length < text.length; length += 1) expect(unseal(text.slice(0, length)).ok).toBe(false);
  for (let at = 0; at < text.length; at += 1)
    expect(unseal(`${text.slice(0, at)}${text[at] === "0" ? "1" : "0"}${text.slice(at + 1)}`).ok).toBe(false);
});

test.each([
  ["another layout", seal(1).replace('"layout":1', '"layout":2'), /layout/],
  ["a cut", seal(1).slice(0, -1), /cut off/],
  ["a change", seal("one").replace("one", "two"), /changed/],
])("why is said of %s", (_what, text, why) => {
  expect(unseal(text)).toEqual({ ok: false, why: expect.stringMatching(why) as unknown });
});
