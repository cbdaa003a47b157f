import { expect, test } from "vitest";
import { Failure } from "../../src/model/failure.ts";
import { LATEST, parseRange, readRange } from "../../src/resolve/parse-range.ts";
import { caught } from "../caught.ts";

test.each(["1", "v1", "0", "123456", "1.2", "1.2.3", "1.x", "1.X.x", "1.2.*", "*", "^1", "~ 1.2", ">=1, <2", "1 || 2", "1.2 - 3", "1 <2"])(
  "%s is a range",
  (text) => {
    expect(parseRange(text)).toMatchObject({ kind: "range", text });
  },
);

test.each([
  ...[
    "",
    "main",
    "x",
    "01",
    "007",
    "1234567",
    "1.02",
    "1.2.3.4",
    "2024.01.05",
    "99999999999999999999.1",
    "v",
    "v1-stable",
    "1.x-fixes",
    "Latest",
    " ^1",
    "1.2.3-rc.1",
  ],
])("%j is none, and may be a name", (text) => {
  expect(parseRange(text)).toBeNull();
});

test("latest is the newest of all", () => {
  expect(parseRange("latest")).toBe(LATEST);
  expect(LATEST.range.range).toBe("");
});

test.each([
  ["!=1.2.0", "Write `<1.2.0 || >1.2.0`."],
  ["^1 ||", "Write `^1`."],
  ["^1 ", "Write `^1`."],
  [">=99999999999999999999", "`refs/heads/<name>`"],
  ["^1-rc", "`refs/heads/<name>`"],
  ["||", "`refs/heads/<name>`"],
  ["=main", "`refs/heads/<name>`"],
  [`>=1 ${"<2 ".repeat(80)}`.trim(), "`refs/heads/<name>`"],
])("%j is refused: %s", (text, fix) => {
  const error = caught(() => parseRange(text));
  expect(error).toBeInstanceOf(Failure);
  expect(error).toMatchObject({ code: "range-unsupported", problems: [{ fix: expect.stringContaining(fix) as string }] });
  expect(readRange(text)).toMatchObject({ kind: "fault", code: "range-unsupported" });
});
