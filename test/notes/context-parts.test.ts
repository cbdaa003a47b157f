import { expect, test } from "vitest";
import { MARKS_SCHEMA, PIN_SCHEMA, PULL_REQUEST_SCHEMA } from "../../src/notes/context-parts.ts";
import { exampleContext, landing, pull } from "./example-facts.ts";

test("the parts of a context fit their schemas, and nothing else does", async () => {
  const { marks, pin, pull_requests } = await exampleContext({ commits: [{ ...landing("a", "Add"), pulls: [pull(7)] }] });
  for (const [schema, value] of [
    [MARKS_SCHEMA, marks],
    [PIN_SCHEMA, pin],
    [PULL_REQUEST_SCHEMA, pull_requests[0]],
  ] as const) {
    expect(schema.parse(value)).toEqual(value);
    expect(schema.safeParse({ ...value, other: 1 }).success).toBe(false);
  }
  expect(pin).toEqual({ reference: "code_review#1.2.0", commit: "a".repeat(40), digest: `sha256:${"0".repeat(64)}` });
});
