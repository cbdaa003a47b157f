import { expect, test } from "vitest";
import { NO_MARKS } from "../../src/model/marks.ts";
import { renderActionCounts, renderActionType, renderCounts, renderState, toVersionRows } from "../../src/output/version-rows.ts";
import { createRelease, createTag, mixed, plan, version } from "../manual/sample-plan.ts";

test("Every version that is not simply released has a row, the urgent first, with what will be done", () => {
  expect(toVersionRows(mixed).map(({ version: { flow }, todo }) => [flow, todo])).toEqual([
    ["triage", "needs a person"],
    ["fix_pipeline", "needs a person"],
    ["chat/agent", "repair: create release"],
    ["code_review", "create tag, create release"],
  ]);
});

test("A released version that gets the badge has a row, a withdrawn one has nothing to do", () => {
  const best = version({ state: "released" });
  const gone = version({ version: "0.9.0", state: "withdrawn", blob: null, target: null });
  const badge = { type: "mark-latest", flow: best.flow, version: best.version, tag: "code_review-v1.0.0" } as const;
  expect(toVersionRows(plan({ versions: [gone, best], actions: [badge] })).map(({ todo }) => todo)).toEqual(["mark latest", "nothing"]);
});

test("A drifted version whose release is missing gets it, and still needs a person", () => {
  const drifted = version({ state: "drifted" });
  expect(toVersionRows(plan({ versions: [drifted], actions: [createRelease(drifted)] })).map(({ todo }) => todo)).toEqual([
    "create release, then a person",
  ]);
});

test("The same flow and version in two roots keep their own actions", () => {
  const one = version({});
  const two = version({ tag: "experimental-code_review-v1.0.0", path: "other/code_review/1.0.0.yml" });
  expect(toVersionRows(plan({ versions: [one, two], actions: [createTag(one), createRelease(two)] })).map(({ todo }) => todo)).toEqual([
    "create tag",
    "create release",
  ]);
});

test("Versions and actions are counted by kind", () => {
  expect(renderCounts(plan({}))).toBe("0 versions");
  expect(renderCounts(mixed)).toBe("5 versions: 1 released, 1 pending, 1 partial, 1 drifted and 1 blocked");
  expect(renderActionCounts([])).toBe("");
  expect(renderActionCounts([...mixed.actions, { type: "mark-latest", flow: "a", version: "1.0.0", tag: "t" }])).toBe(
    "1 tag, 2 releases and the latest badge",
  );
  const edit = { type: "edit-release", flow: "a", version: "1.0.0", tag: "t", why: "yanked" } as const;
  expect(renderActionCounts([edit])).toBe("1 edit of a release");
  expect(renderActionCounts([...mixed.actions, edit, edit])).toBe("1 tag, 2 releases and 2 edits of releases");
  expect(renderActionType(edit)).toBe("edit release (yanked)");
});

test("Marked versions are counted and named, and one whose release is edited has a row", () => {
  const deprecated = { ...NO_MARKS, deprecated: { since: null, use: null, reason: null } };
  const yanked = version({ state: "released", marks: { ...deprecated, yanked: { reason: "Wrong" } } });
  const gone = version({ version: "0.9.0", state: "withdrawn", marks: { ...deprecated, withdrawn: true } });
  const edit = { type: "edit-release", flow: yanked.flow, version: yanked.version, tag: yanked.tag ?? "", why: "yanked" } as const;
  const marked = plan({ versions: [yanked, gone], actions: [edit] });
  expect(renderCounts(marked)).toBe("2 versions: 1 released and 1 withdrawn (1 yanked and 2 deprecated)");
  expect(toVersionRows(marked).map((row) => [renderState(row.version), row.todo])).toEqual([
    ["released, yanked, deprecated", "edit release (yanked)"],
    ["withdrawn, deprecated", "nothing"],
  ]);
});
