import { expect, test } from "vitest";
import type { Change } from "../../src/changes/change.ts";
import { describeChange } from "../../src/changes/describe.ts";
import { SUBJECTS } from "../../src/model/rule.ts";
import { compareTexts, edit, RESEARCH, REVIEW } from "./documents.ts";

test.each([
  [REVIEW, "[edit_file]", "[edit_file, create_note]", "component writer gained the tool create_note"],
  [REVIEW, "[edit_file]", "[]", "component writer lost the tool edit_file"],
  [REVIEW, "{ type: string, optional: true }", "{ type: string }", "input merge_request.title is required now"],
  [REVIEW, "url: { type: string", "url: { type: integer", "type of input merge_request.url changed from string to integer"],
  [REVIEW, "url: { type", "uri: { type", "input url is called uri now"],
  [REVIEW, "You plan", "You do not plan", "prompt text of plan_prompt changed"],
  [REVIEW, "environment: chat\n", "", "environment is not given any more"],
  [REVIEW, "prompt_version: ^1.0.0", "prompt_version: ^2.0.0", "prompt version of component planner changed from ^1.0.0 to ^2.0.0"],
  [REVIEW, "max_cycles: 3", "max_cycles: 4", "setting components.planner.max_cycles changed from 3 to 4"],
  [REVIEW, "{ timeout: 5 }", "{ timeout: 6 }", "option timeout of tool run_command of component planner changed from 5 to 6"],
  [REVIEW, "saver", "keeper", "component saver is called keeper now"],
  [REVIEW, "{ ok: writer,", "{ ok: writer, retry: planner,", "route from planner for retry was added"],
  [
    REVIEW,
    ',"required":["score"]',
    "",
    "required of field verdict.score of a response schema changed from required to optional (narrowed)",
  ],
  [REVIEW, "Reviews", "Reviews @all **now**", 'description changed from Reviews to "Reviews @all **now**"'],
  [RESEARCH, "{ web: {", "{ db: {}, web: {", "the flow gained the permission mcp:db"],
  [RESEARCH, "      - { to: $end }\n", "", "route from planner to $end was removed"],
])("says in flow words what became of a document (%#)", (document, from, to, line) => {
  expect(compareTexts(document, edit(document, from, to)).changes.map(describeChange)).toEqual([line]);
});

test.each(SUBJECTS)("says one short line about a hostile %s, whatever became of it", (subject) => {
  const text = `x\n::error::\u001b[31m${"y".repeat(100_000)}`;
  const common = {
    path: [{ kind: "item", name: text }],
    meaning: { subject, name: text, owner: text, traits: [] },
    before: null,
    after: { line: 1, column: 1 },
  } as const;
  const value = { kind: "scalar", value: text } as const;
  const changes: readonly Change[] = [
    { ...common, kind: "added", value, parts: [] },
    { ...common, kind: "removed", value, parts: [] },
    { ...common, kind: "renamed", from: text, to: text },
    { ...common, kind: "moved", from: 0, to: 1 },
    { ...common, kind: "changed", from: value, to: { kind: "list", size: 2 } },
  ];
  for (const line of changes.map(describeChange)) {
    expect(line).toMatch(/^[^\p{Cc}]{5,400}$/u);
  }
});
