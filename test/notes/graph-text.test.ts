import fc from "fast-check";
import { expect, test } from "vitest";
import { inFlowOrder, MARK_SIGNS, renderGraphText, toChangedGraph } from "../../src/notes/graph-text.ts";
import { foreignGraph, graph } from "../output/sample-comparison.ts";

const step = (label: string): { readonly id: string; readonly label: string; readonly kind: "step"; readonly type: string } => ({
  id: `step:${label}`,
  label,
  kind: "step",
  type: "",
});

test("A graph reads from its entry point on, with signs for what changed", () => {
  expect(renderGraphText(graph)).toBe(
    [
      "  start → planner",
      "  planner → ~ judge (success, was ok), + approval (needs human), - old_step",
      "~ judge (was reviewer) → planner (again), all",
      "+ approval [waits for a person]",
      "- old_step",
      "  all [group] → end (default_route)",
    ].join("\n"),
  );
});

test("What control never reaches comes last, and a loop ends", () => {
  const nodes = [step("island"), { id: "entry", label: "start", kind: "entry" as const, type: "" }, step("a")];
  const edges = [
    { from: "entry", to: "step:a", condition: null },
    { from: "step:a", to: "step:a", condition: "again" },
  ];
  expect(renderGraphText({ nodes, edges })).toBe("  start → a\n  a → a (again)\n  island");
  expect(inFlowOrder(toChangedGraph({ nodes, edges })).map(({ label }) => label)).toEqual(["start", "a", "island"]);
});

test("Names that would read as more than names stand in quotes, without hidden characters", () => {
  expect(renderGraphText({ nodes: [step("a → b (c)"), step("+ d"), step("e\u202e\nf")], edges: [] })).toBe('  "a → b (c)"\n  "+ d"\n  e f');
});

test("Large graphs are cut, and what is missing is counted", () => {
  const nodes = Array.from({ length: 200 }, (_, index) => step(`c${index}`));
  const edges = nodes.slice(1).map(({ id }) => ({ from: "step:c0", to: id, condition: null }));
  const lines = renderGraphText({ nodes, edges }).split("\n");
  expect(lines).toHaveLength(151);
  expect(lines[0]).toMatch(/c12, 187 more$/);
  expect(lines.at(-1)).toBe("  … and 50 more");
});

test("A graph of one version is one in which nothing changed", () => {
  const { nodes } = toChangedGraph({ nodes: [step("a")], edges: [] });
  expect(nodes).toEqual([{ ...step("a"), mark: "same", was: null }]);
  expect(MARK_SIGNS[nodes[0]?.mark ?? "added"]).toBe("");
});

test("Whatever the names are, there is a line a component and no hidden character, the same each time", () => {
  fc.assert(
    fc.property(foreignGraph, (any) => {
      const text = renderGraphText(any);
      const listed = any.nodes.filter(({ kind, mark }) => kind !== "end" || mark !== "same").length;
      expect(text === "" ? 0 : text.split("\n").length).toBe(listed);
      expect(text).not.toMatch(/[\t\r\u202a-\u202e\u2028]/u);
      expect(renderGraphText(structuredClone(any))).toBe(text);
    }),
  );
});
