import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { createAsker, SILENT } from "../../src/entry/ask.ts";

test("an empty answer takes the default, and others are read", async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  const asker = createAsker(input, output);
  const answer = async <T>(text: string, ask: () => Promise<T>): Promise<T> => {
    const asked = ask();
    input.write(`${text}\n`);
    return asked;
  };
  expect(await answer("", () => asker.confirm("Sure?", true))).toBe(true);
  expect(await answer("", () => asker.confirm("Sure?", false))).toBe(false);
  expect(await answer("Yes", () => asker.confirm("Sure?", false))).toBe(true);
  expect(await answer("no", () => asker.confirm("Sure?", true))).toBe(false);
  expect(await answer("", () => asker.text("Branch?", "main"))).toBe("main");
  expect(await answer(" release ", () => asker.text("Branch?", "main"))).toBe("release");
  asker.close();
  expect(String(output.read())).toContain("Sure? [Y/n] ");
});

test("where nobody can answer, every question has its default", async () => {
  expect([await SILENT.confirm("?", true), await SILENT.confirm("?", false), await SILENT.text("?", "main")]).toEqual([
    true,
    false,
    "main",
  ]);
});
