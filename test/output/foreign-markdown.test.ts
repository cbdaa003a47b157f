import fc from "fast-check";
import { expect, test } from "vitest";
import { renderForeign } from "../../src/output/foreign-markdown.ts";
import { foreign } from "../manual/sample-plan.ts";

test.each([
  ["fixes #12", "fixes &#35;<!-- -->12"],
  ["octo/flows#12", "octo/flows&#35;<!-- -->12"],
  ["GH-12", "GH-<!-- -->12"],
  ["@team", "&#64;<!-- -->team"],
  ["# title", "&#35; title"],
])("In %j nothing is a mention or a reference", (text, escaped) => {
  expect(renderForeign(text)).toBe(escaped);
});

test("Text is cut before it is escaped, so that no entity is cut in two", () => {
  expect(renderForeign("<<<<", 3)).toBe("&#60;&#60;…");
});

test("Nothing that acts stays in any text", () => {
  fc.assert(
    fc.property(foreign, (text) => {
      expect(renderForeign(text).replaceAll("<!-- -->", "")).not.toMatch(/[<>|`*_~[\]\\@:\p{C}]|&(?!#\d+;)/u);
    }),
  );
});
