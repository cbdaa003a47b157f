import { expect, test } from "vitest";
import type { Change } from "../../src/changes/change.ts";
import { renderShown, textOfSteps, toDiffTree, type DiffEntry } from "../../src/output/diff-tree.ts";
import { added, changed, changes, moved, pathOf, removed, renamed, scalar } from "./sample-comparison.ts";

const map = { kind: "map", size: 1 } as const;

function outline(entries: readonly DiffEntry[]): readonly unknown[] {
  return entries.map(({ sign, text, entries: inner }) => (inner.length === 0 ? `${sign} ${text}` : [`${sign} ${text}`, ...outline(inner)]));
}

test.each<[string, Change, string]>([
  ["a tool", added("components.#a.toolset.#run", { subject: "tool" }, scalar("run")), "+ tool run"],
  ["a route", removed("routers.#a.condition.routes.ok", { subject: "route" }, scalar("end")), "- route ok: end"],
  ["a field of an input", changed("i.#x.y.type", { subject: "input", name: "x.y" }, scalar("s"), scalar("n")), "~ input x.y type: s → n"],
  ["an input itself", changed("i.#x.y", { subject: "input", name: "x.y" }, scalar("s"), scalar("n")), "~ input x.y: s → n"],
  ["a new input", added("i.#x.y", { subject: "input", traits: ["required"] }, map), "+ required input y"],
  [
    "a schema",
    changed("s.#x.definition", { subject: "schema", name: "x", traits: ["narrowed"] }, map, map),
    "~ schema x definition (narrowed): 1 entry → 1 entry",
  ],
  ["a setting, by its place", changed("c.#a.limits.depth", { subject: "setting" }, scalar(1), scalar(2)), "~ limits.depth: 1 → 2"],
  ["what only its type tells apart", changed("c.#a.n", { subject: "setting" }, scalar(1), scalar("1")), '~ n: 1 → "1"'],
  ["what became nothing", changed("c.#a.n", { subject: "setting" }, scalar(""), scalar(null)), '~ n: "" → nothing'],
  ["what became a list", changed("c.#a.n", { subject: "setting" }, map, { kind: "list", size: 2 }), "~ n: 1 entry → 2 items"],
  ["another place", moved("c.#a.n.#x", { subject: "setting" }, 0, 2), "↕ n.x: from place 1 to 3"],
])("%s reads in the words of flows", (_, change, text) => {
  expect(outline(toDiffTree([change])[0]?.entries ?? []).flat()).toContain(text);
});

test("Changes stand under their section and item, once each, and what is at the top comes first", () => {
  const top = changes[0];
  const tree = toDiffTree([...changes.slice(1), ...(top === undefined ? [] : [top])]);
  expect(tree.map(({ title, entries }) => [title, ...outline(entries)])).toEqual([
    [null, "~ environment: chat → ambient"],
    [
      "components",
      ["  planner", "~ prompt_version: ^1.0.0 → ^2.0.0", "+ tool create_merge_request", "- tool read_file"],
      ["→ component reviewer → judge", '~ timeout: 10 → "10"'],
      ["+ component score_fetch", "+ type: DeterministicStepComponent", "+ tool fetch_score"],
    ],
    ["flow", ["  inputs", "~ input goal.depth type: string → number"], ["  steps", "↕ last: from place 4 to 1"]],
    ["prompts", ["  plan", "~ prompt_template.system"]],
  ]);
});

test("A long text is an excerpt, what was added whole shows its first parts, and names are cut", () => {
  const parts = Array.from({ length: 12 }, (_, index) => added(`c.#a.p${index}`, { subject: "setting" }, scalar(index)));
  const [whole, text, name] = toDiffTree([
    added("c.#a", { subject: "component" }, map, parts),
    added("c.#b", { subject: "prompt-text" }, scalar("one\n\ntwo")),
    renamed("c.#d", { subject: "component" }, "x".repeat(500), "y"),
  ]).flatMap(({ entries }) => entries);
  expect(whole?.entries).toHaveLength(8);
  expect(whole?.more).toBe(4);
  expect(text?.excerpt?.lines).toEqual([
    { sign: "+", text: "one" },
    { sign: "+", text: "two" },
  ]);
  expect(name?.text.length).toBeLessThan(200);
});

test("Paths and values are texts", () => {
  expect(textOfSteps([...pathOf("components.#planner"), { kind: "index", index: 0 }])).toBe("components.planner.1");
  expect(renderShown(scalar("x".repeat(100)))).toHaveLength(60);
  expect(renderShown(scalar(" a"))).toBe('" a"');
});
