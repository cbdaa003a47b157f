import { expect, test } from "vitest";
import { renderNewVersion } from "../../src/output/new-version-text.ts";

const COPY = {
  flow: "chat",
  from: "1.0.0",
  version: "1.0.1",
  path: "flows/chat/1.0.1.yml",
  bump: "patch",
  needed: "none",
  enough: true,
  changes: [],
  restored: null,
} as const;

test("a copy tells how to go on", () => {
  expect(renderNewVersion(COPY, { colour: false })).toMatchInlineSnapshot(`
    "chat 1.0.1: a copy of 1.0.0.
    Edit the file, then run flow-tagbot check: it tells whether the number is enough.
    "
  `);
});

test("an edit that was moved tells what it changed, at most twenty lines of it, and what was put back", () => {
  const changes = Array.from({ length: 22 }, (_, index) => `component c${index} was added`);
  const text = renderNewVersion(
    { ...COPY, version: "1.1.0", path: "flows/chat/it's.yml", bump: "minor", needed: "minor", changes, restored: "flows/chat/1.0.0.yml" },
    { colour: false },
  );
  expect(text).toContain("chat 1.1.0: the edit of 1.0.0, which needs a minor step.\n");
  expect(text).toContain("  - component c19 was added\n  - and 2 more\n");
  expect(text).toContain("flows/chat/1.0.0.yml is as it was published again.\n");
  expect(text).toContain("git add -- flows/chat/1.0.0.yml 'flows/chat/it'\\''s.yml'");
});

test.each([
  ["patch", "minor", false, "needs a minor step, and a patch step was asked for: flow-tagbot check will fail, unless its rules only warn"],
  ["major", "minor", true, "needs a minor step; a major step was asked for"],
  ["patch", "none", true, "needs no step of its own"],
] as const)("an edit with a %s step that needs %s", (bump, needed, enough, text) => {
  const view = { ...COPY, bump, needed, enough, restored: "flows/chat/1.0.0.yml" };
  expect(renderNewVersion(view, { colour: false })).toContain(`: the edit of 1.0.0, which ${text}.\n`);
});
