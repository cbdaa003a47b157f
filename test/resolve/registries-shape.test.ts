import fc from "fast-check";
import { expect, test } from "vitest";
import { shapeRegistries } from "../../src/resolve/registries-shape.ts";

const PLACES = { folder: "/config", home: "/home/someone", serverUrl: "https://github.com" };

test("a value that is no list of registries is told, wherever it is wrong, and never thrown", () => {
  const words = fc.oneof(
    fc.constantFrom("registries", "default", "source", "type", "root", "team", "__proto__", "constructor"),
    fc.string(),
  );
  const values = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: "small" }, fc.jsonValue(), fc.dictionary(words, tie("value")), fc.array(tie("value"))),
  })).value;
  fc.assert(
    fc.property(values, (value) => {
      const shaped = shapeRegistries(value, PLACES);
      if (!shaped.ok) expect(shaped.flaws.length).toBeGreaterThan(0);
      else for (const [name, entry] of shaped.registries.entries) expect(entry.name).toBe(name);
    }),
  );
});

test("the flaw of an unknown key names the key that was meant", () => {
  const shaped = shapeRegistries({ registries: { team: { sorce: "a/b", source: "a/b" } } }, PLACES);
  expect(shaped).toMatchObject({ ok: false, flaws: [{ at: ["registries", "team", "sorce"], onKey: true, fix: "Did you mean source?" }] });
});
