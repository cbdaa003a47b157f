import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { NOTES_CONTEXT_SCHEMA } from "../../src/notes/context-schema.ts";
import { exampleContext } from "./example-facts.ts";

describe("notes context schema", () => {
  it.each([
    ["with a predecessor", {}],
    ["initial", { previous: null, compareUrl: null, repositoryUrl: null, commits: [] }],
  ])("takes a dumped context back unchanged: %s", async (_case, changes) => {
    const context = await exampleContext(changes);
    expect(NOTES_CONTEXT_SCHEMA.parse(JSON.parse(JSON.stringify(context)))).toEqual(context);
  });

  it("gives a JSON Schema that a context satisfies and that knows no other fields", async () => {
    const validate = new Ajv2020().compile(z.toJSONSchema(NOTES_CONTEXT_SCHEMA));
    const context = await exampleContext();
    expect(validate(context)).toBe(true);
    expect(validate({ ...context, more: 1 })).toBe(false);
    expect(validate({ ...context, kind: "other" })).toBe(false);
  });
});
