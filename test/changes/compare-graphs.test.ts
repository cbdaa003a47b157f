import { expect, test } from "vitest";
import { chooseProfile } from "../../src/changes/choose-profile.ts";
import { compareFlows } from "../../src/changes/compare.ts";
import { compareGraphs, toGraph } from "../../src/changes/graph.ts";
import { edit, read, REVIEW } from "./documents.ts";

function marks(before: string, after: string): readonly string[] {
  const [old, now] = [read(before), read(after)];
  const profile = chooseProfile(now, null);
  const { nodes, edges } = compareGraphs(toGraph(old, profile), toGraph(now, profile), compareFlows(old, now, profile).changes);
  return [
    ...nodes.filter(({ mark }) => mark !== "same").map(({ mark, label, was }) => `${mark} ${label}${was === null ? "" : ` was ${was}`}`),
    ...edges
      .filter(({ mark }) => mark !== "same")
      .map(({ mark, from, to, condition, was }) => [mark, from, to, condition, was].join(" ").trim()),
  ];
}

test.each([
  ["nothing, where nothing changed", REVIEW, []],
  ["what changed inside a component", edit(REVIEW, "[edit_file]", "[push]"), ["changed writer"]],
  ["another name, and no edge", edit(REVIEW, "writer", "author"), ["changed author was writer"]],
  ["another condition", edit(REVIEW, "{ ok: writer", "{ done: writer"), ["changed step:planner step:writer done ok"]],
  [
    "another target",
    edit(REVIEW, "{ from: writer, to: saver }", "{ from: writer, to: end }"),
    ["added step:writer end:end", "removed step:writer step:saver"],
  ],
  [
    "a component less",
    edit(
      edit(REVIEW, REVIEW.slice(REVIEW.indexOf("  - name: saver"), REVIEW.indexOf("routers:")), ""),
      "  - { from: saver, to: end }\n",
      "",
    ),
    ["changed saver", "removed end", "removed step:saver end:end"],
  ],
  [
    "another entry point",
    edit(REVIEW, "entry_point: planner", "entry_point: saver"),
    ["added entry step:saver", "removed entry step:planner"],
  ],
])("marks %s", (_, after, expected) => {
  expect(marks(REVIEW, after)).toEqual(expected);
});
