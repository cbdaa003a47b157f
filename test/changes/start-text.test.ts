import { expect, test } from "vitest";
import { toStartText } from "../../src/changes/start-text.ts";

test("a new version starts with the bytes of the one before", () => {
  for (const text of ["version: v1\nname: a\n", "a: 1\r\nb: 2\r\n", "# a comment\n\nkey: [1, 2]", "", "a: [", "workflow: [version]\n"])
    expect(toStartText(text, "1.0.0", "1.1.0")).toBe(text);
});

test("allowances are not handed on, other comments are", () => {
  const text =
    "# Owners: us\n# flow-tagbot: allow tool-added grep: asked for by support\nversion: v1\n# flow-tagbot: allow tool-added: no leading comment\n";
  expect(toStartText(text, "1.0.0", "1.1.0")).toBe("# Owners: us\nversion: v1\n# flow-tagbot: allow tool-added: no leading comment\n");
});

test.each([
  ['workflow:\n  version: "1.0.0" # ours\nagents: []\n', 'workflow:\n  version: "1.1.0" # ours\nagents: []\n'],
  ["workflow: { name: 1.0.0, version: 1.0.0 }\n", "workflow: { name: 1.0.0, version: 1.1.0 }\n"],
  ['workflow:\n  version: "2.0.0"\n', 'workflow:\n  version: "2.0.0"\n'],
  ["workflow:\n  version: 1\n", "workflow:\n  version: 1\n"],
])("a number that the file itself spells follows: %j", (before, after) => {
  expect(toStartText(before, "1.0.0", "1.1.0")).toBe(after);
});
