import { expect, test } from "vitest";
import { flowContext, withFewerChanges } from "../../src/notes/flow-context.ts";
import { exampleContext, SOME_CHANGES } from "./example-facts.ts";

test("breaking changes come first, and every text is harmless", () => {
  const changes = [
    ...SOME_CHANGES.changes,
    { text: "prompt of @team | <!-- changed", breaking: false, rule: null, kind: "changed" as const },
  ];
  const context = flowContext({ ...SOME_CHANGES, changes, gained: [{ kind: "tool", name: "@all" }] });
  expect(context.changes.map(({ breaking }) => breaking)).toEqual([true, false, false]);
  expect([context.required_bump, context.capabilities.gained]).toEqual(["major", ["@&#8203;all"]]);
  expect(JSON.stringify(context)).not.toMatch(/@\w|<!--/u);
});

test("files that cannot be read tell nothing", () => {
  expect(flowContext(null)).toMatchObject({ verdict: null, required_bump: null, changes: [], summary: [], graph: null });
});

test("long lists are cut and counted, and a graph that is too large is left out", () => {
  const changes = Array.from({ length: 250 }, () => ({ text: "x", breaking: false, rule: null, kind: "added" as const }));
  const context = flowContext({ ...SOME_CHANGES, changes, graph: "a → b\n".repeat(5_000) });
  expect([context.changes.length, context.changes_left_out, context.graph]).toEqual([100, 150, null]);
});

test("with fewer changes, those left out are counted", async () => {
  const fewer = withFewerChanges(await exampleContext({ flowFacts: SOME_CHANGES }), 1);
  expect([fewer.changes.length, fewer.changes_left_out]).toEqual([1, 1]);
});
