import { expect, test } from "vitest";
import { hasColour } from "../../src/entry/has-colour.ts";

test.each([
  [{ isTTY: true }, {}, true],
  [{ isTTY: true }, { NO_COLOR: "" }, true],
  [{ isTTY: true }, { NO_COLOR: "1" }, false],
  [{ isTTY: true }, { TERM: "dumb" }, false],
  [{ isTTY: false }, {}, false],
  [{}, {}, false],
])("a stream %j in %j is coloured: %s", (stream, environment, expected) => {
  expect(hasColour(stream, environment)).toBe(expected);
});
