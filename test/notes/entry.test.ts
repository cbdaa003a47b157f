import { expect, test } from "vitest";
import { renderEntry } from "../../src/notes/entry.ts";
import { exampleContext, SOME_CHANGES } from "./example-facts.ts";

test("a version is one item with its verdict, and a line for each breaking change", async () => {
  const context = await exampleContext({ flowFacts: SOME_CHANGES });
  expect(renderEntry(context, "https://forge.test/r/1")).toMatchInlineSnapshot(`
    "- **[code_review 1.2.0](https://forge.test/r/1)**: Major: 1 breaking change; gains the tool create_note; the number should be 2.0.0 or higher.
      - **Breaking:** required input issue_id was added"
  `);
});

test("the first version of a line says so, and needs no page", async () => {
  const context = await exampleContext({ previous: null, flowFacts: null });
  expect(renderEntry(context, null)).toBe("- **code_review 1.2.0**: The first version of its line.");
});

test("many breaking changes are counted", async () => {
  const changes = Array.from({ length: 9 }, (_, index) => ({
    text: `change ${index}`,
    breaking: true,
    rule: "input-removed",
    kind: "removed" as const,
  }));
  const lines = renderEntry(await exampleContext({ flowFacts: { ...SOME_CHANGES, changes } }), null).split("\n");
  expect([lines.length, lines.at(-1)]).toEqual([7, "  - … and 4 more"]);
});
