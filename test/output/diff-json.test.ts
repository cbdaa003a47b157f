import { expect, test } from "vitest";
import { toDiffJson, toJsonComparison, toJsonHit } from "../../src/output/diff-json.ts";
import { added, changed, compared, comparison, hits, moved, removed, renamed, scalar } from "./sample-comparison.ts";

test("The JSON of a diff has each change with its path, meaning, values and places", () => {
  const all = [
    added("components.#a", { subject: "component" }, { kind: "map", size: 1 }, [
      added("components.#a.type", { subject: "component-type" }, scalar("T")),
    ]),
    removed("c.#a", { subject: "component" }, scalar(1)),
    changed("environment", { subject: "environment", traits: ["type"] }, scalar("chat"), scalar(null)),
    renamed("c.#b", { subject: "component" }, "a", "b"),
    moved("c.#b", { subject: "setting", owner: "o" }, 3, 0),
  ];
  const { changes } = toJsonComparison({ ...comparison, changes: all });
  expect(changes.map(({ kind, path, from, to, before, parts }) => [kind, path, from, to, before?.line ?? null, parts.length])).toEqual([
    ["added", ["components", "a"], null, { kind: "map", size: 1 }, null, 1],
    ["removed", ["c", "a"], scalar(1), null, 2, 0],
    ["changed", ["environment"], scalar("chat"), scalar(null), 2, 0],
    ["renamed", ["c", "b"], { kind: "name", value: "a" }, { kind: "name", value: "b" }, 2, 0],
    ["moved", ["c", "b"], { kind: "place", value: 3 }, { kind: "place", value: 0 }, 2, 0],
  ]);
  expect(changes[2]).toMatchObject({
    subject: "environment",
    name: "environment",
    owner: null,
    traits: ["type"],
    after: { line: 5, column: 3 },
  });
});

test("A rule that fired tells what it asks for, where, and why it is allowed", () => {
  expect(hits.slice(3, 4).map(toJsonHit)).toEqual([
    {
      rule: "tool-removed",
      docs: "https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/rules.md#tool-removed",
      bump: "minor",
      level: "fail",
      name: "read_file",
      owner: "planner",
      line: 5,
      allowed: { reason: "nobody used it", line: 2 },
    },
  ]);
});

test("The document has its schema and loses nothing when it is written and read", () => {
  const json = toDiffJson(compared);
  expect(Object.keys(json)).toEqual(["schema", "flow", "from", "to", "required", "rules", "profile", "capabilities", "changes"]);
  expect(json.schema).toBe(1);
  expect(JSON.parse(JSON.stringify(json))).toEqual(json);
});
