import { expect, test } from "vitest";
import { toNotesContext } from "../../src/notes/context.ts";
import { parseNotesContext } from "../../src/notes/parse-context.ts";
import { caught } from "../caught.ts";
import { EXAMPLE_FACTS } from "./example-facts.ts";

test("a dumped context is read back as it was", async () => {
  const context = await toNotesContext(EXAMPLE_FACTS);
  expect(parseNotesContext(JSON.stringify(context))).toEqual(context);
});

test.each([
  ["what is no JSON", "{", 1],
  ["a value of another type", JSON.stringify([]), 1],
])("%s is refused", (_, text, problems) => {
  expect(caught(() => parseNotesContext(text))).toMatchObject({ code: "context-invalid", problems: { length: problems } });
});

test("everything that is missing or unknown is told at once", async () => {
  const { flow, ...rest } = await toNotesContext(EXAMPLE_FACTS);
  const error = caught(() => parseNotesContext(JSON.stringify({ ...rest, version: 1, colour: flow })));
  expect(error).toMatchObject({ code: "context-invalid", problems: { length: 3 } });
});
