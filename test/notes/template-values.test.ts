import { describe, expect, it } from "vitest";
import {
  bounded,
  countParts,
  isIn,
  joined,
  MAX_TEXT,
  ownMember,
  parseValues,
  rangeOf,
  sum,
  toIterable,
  toText,
} from "../../src/notes/template-values.ts";

describe("ownMember", () => {
  it.each([
    [{ a: 1 }, "a", 1],
    [{ a: 1 }, "toString", undefined],
    [["x"], 0, "x"],
    [["x"], "0", "x"],
    [["x"], "length", 1],
    [["x"], "map", undefined],
    [["x"], -1, undefined],
    ["xy", 1, "y"],
    ["xy", "length", 2],
    ["xy", "at", undefined],
    [1, "toFixed", undefined],
    [rangeOf, "name", undefined],
    [null, "a", undefined],
    [{ a: 1 }, ["a"], undefined],
  ])("of %j with key %j is %j", (target, key, expected) => {
    expect(ownMember(target, key)).toBe(expected);
  });

  it("runs no getter", () => {
    expect(
      ownMember(
        {
          get a() {
            return 1;
          },
        },
        "a",
      ),
    ).toBeUndefined();
  });
});

describe("values", () => {
  it("have no prototype once parsed", () => {
    const values = parseValues('{"a": {"b": 1}, "__proto__": {"c": 1}}');
    expect(Object.getPrototypeOf(values)).toBeNull();
    expect(Object.getPrototypeOf(ownMember(values, "a"))).toBeNull();
    expect("c" in values).toBe(false);
  });

  it.each([
    ["text", "text"],
    [1.5, "1.5"],
    [true, "true"],
    [null, ""],
    [undefined, ""],
  ])("print %j as %j", (value, text) => {
    expect(toText(value)).toBe(text);
  });

  it.each([[[]], [{}], [(): void => undefined]])("that have no one text are refused: %o", (value) => {
    expect(() => toText(value)).toThrow();
  });

  it("are joined within bounds and added as numbers", () => {
    expect([joined("a", 1), sum(1, 2), sum("a", 2)]).toEqual(["a1", 3, "a2"]);
    expect(() => joined("a".repeat(MAX_TEXT), "b")).toThrow();
    expect(() => bounded("a".repeat(MAX_TEXT + 1))).toThrow();
  });

  it("are counted as often as they are reached", () => {
    let list: unknown[] = [1];
    for (let step = 0; step < 60; step += 1) list = [list, list];
    expect(() => {
      countParts(list);
    }).toThrow();
    expect(() => {
      countParts(Array.from({ length: 1_000 }, () => ({ a: [1] })));
    }).not.toThrow();
  });
});

describe("isIn", () => {
  it.each([
    ["a", ["a"], true],
    ["b", ["a"], false],
    ["a", "cat", true],
    ["a", { a: 1 }, true],
    ["toString", {}, false],
  ])("%j in %j is %s", (key, container, expected) => {
    expect(isIn(key, container)).toBe(expected);
  });
});

describe("toIterable", () => {
  it("has nothing to go over in a function", () => {
    expect(toIterable(rangeOf)).toEqual([]);
  });
});

describe("rangeOf", () => {
  it.each([
    [[3], [0, 1, 2]],
    [
      [1, 4],
      [1, 2, 3],
    ],
    [
      [0, 10, 4],
      [0, 4, 8],
    ],
    [
      [3, 0, -1],
      [3, 2, 1],
    ],
    [[5, 1], []],
  ])("of %j is %j", ([start, stop, step], expected) => {
    expect(rangeOf(start, stop, step)).toEqual(expected);
  });

  it.each([[1e9], [Infinity], ["x"], [{}]])("refuses %j", (length) => {
    expect(() => rangeOf(length)).toThrow();
  });
});
