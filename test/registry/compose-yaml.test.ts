import { expect, test } from "vitest";
import { composeYaml } from "../../src/registry/compose-yaml.ts";

const many = (text: string, count: number): string => text.repeat(count);

const ROWS: readonly (readonly [name: string, text: string, offset: number, message: RegExp])[] = [
  ["a second document", "a: 1\n---\nb: 2\n", 5, /^A second document begins here$/],
  ["a second document without its mark", "a: 1\n...\nb: 2\n", 9, /second document/],
  ["a second document that is empty", "a: 1\n---\n", 5, /second document/],
  ["what comes before a second document", "a: [}\n---\nb: 2\n", 4, /./],
  ["a million documents", many("---\n", 400_000), 4, /second document/],
  ["directives without a document", "%YAML 1.2\n", 10, /directives-end/],
  ["a directive that is not complete", "%TAG !\n---\na: 1\n", 0, /TAG/],
  ["a tag with a handle that nobody declared", "a: !x!y z\n", 3, /!x!/],
  ["an alias with an anchor", "a: &x 1\nb: &y *x\n", 14, /alias/i],
  ["two anchors on one value", "a: &x &y 1\n", 6, /anchor/],
  ["the first of two faults", "a: !x!y z\nb: !x!y z\n", 3, /./],
  ["20,000 levels of lists", many("[", 20_000) + many("]", 20_000), 200, /deeper than 200 levels/],
  ["20,000 lists that stay open", many("[", 20_000), 200, /deeper/],
  ["20,000 levels of maps", many("{a: ", 20_000), 800, /deeper/],
  ["20,000 levels of dashes", many("- ", 20_000), 400, /deeper/],
  ["20,000 levels of question marks", many("? ", 20_000), 400, /deeper/],
  ["20,000 levels of colons", many(": ", 20_000), 400, /deeper/],
  ["3,000 levels of indentation", Array.from({ length: 3000 }, (_, depth) => `${many(" ", depth)}a:`).join("\n"), 20_700, /deeper/],
  ["a million list items", many("-\n", 1_000_000), 600_000, /more than 600000 words and signs/],
];

test.each(ROWS)("%s is a fault", (_, text, offset, message) => {
  const composed = composeYaml(text);
  expect(composed).toMatchObject({ ok: false, fault: { offset } });
  expect(composed.ok ? "" : composed.fault.message).toMatch(message);
});

test("errors have their stacks again after a file with faults", () => {
  const before = Error.stackTraceLimit;
  expect(composeYaml("a: [}").ok).toBe(false);
  expect(Error.stackTraceLimit).toBe(before);
  expect(before).toBeGreaterThan(0);
});

test("one document with marks and comments around it is taken", () => {
  const composed = composeYaml("# one\n%YAML 1.2\n# two\n--- # three\na: 1\n...\n# four\n");
  expect(composed.ok && composed.warnings).toEqual([]);
});

test("a file without content is a document without contents", () => {
  for (const text of ["", "\n", "# comment\n"]) {
    expect(composeYaml(text)).toEqual({ ok: true, contents: null, warnings: [] });
  }
});

test("tags of one file are not known in the next", () => {
  const tags = [1, 2].map(() => composeYaml("a: !!binary aGk=\nb: !!set { x }\n"));
  expect(tags[0]).toEqual(tags[1]);
});
