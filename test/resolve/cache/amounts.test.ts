import { expect, test } from "vitest";
import { parseBytes, parseDuration } from "../../../src/resolve/cache/amounts.ts";
import { caught } from "../../caught.ts";

test.each([
  ["45s", 45_000],
  ["30m", 1_800_000],
  ["12h", 43_200_000],
  ["30d", 2_592_000_000],
  ["2W", 1_209_600_000],
  ["1.5h", 5_400_000],
  [" 7 d ", 604_800_000],
  ["0d", 0],
])("%s is a time", (text, milliseconds) => {
  expect(parseDuration(text, "older-than")).toBe(milliseconds);
});

test.each([
  ["0", 0],
  ["512B", 512],
  ["500MB", 500_000_000],
  ["500 mb", 500_000_000],
  ["2GiB", 2_147_483_648],
  ["1.5KiB", 1536],
  ["1TB", 1e12],
  ["20TiB", 21_990_232_555_520],
])("%s is a size", (text, bytes) => {
  expect(parseBytes(text, "max-size")).toBe(bytes);
});

test.each(["", "30", "d", "-1d", "1e3d", "30 days", "1y", "1d2h", "9".repeat(15) + "w", "constructor", "5toString"])(
  "%j is no time",
  (text) => {
    const error = caught(() => parseDuration(text, "older-than"));
    expect(error).toMatchObject({ code: "input-invalid", message: expect.stringContaining("--older-than") as unknown });
  },
);

test.each(["", "1", "-1MB", "1 M", "1,5MB", "0x10B", "9".repeat(15) + "TB", "1EB", "__proto__"])("%j is no size", (text) => {
  const error = caught(() => parseBytes(text, "max-size"));
  expect(error).toMatchObject({ code: "input-invalid", message: expect.stringContaining("--max-size") as unknown });
});
