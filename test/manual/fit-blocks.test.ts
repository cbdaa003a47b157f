import fc from "fast-check";
import { expect, test } from "vitest";
import { fitBlocks, renderSections } from "../../src/manual/fit-blocks.ts";
import { keysOf, parseBlocks, renderMember, toBlocks, type Block } from "../../src/manual/issue-blocks.ts";
import { adviceOf } from "../../src/manual/ways-out.ts";
import { foreignSteps, misnamed, refused } from "./sample-steps.ts";

const LEFT_OUT = /^_The commands did not fit/;

/** Lines and commands of the text are given ones, as a whole. */
function expectWhole(text: string, blocks: readonly Block[]): void {
  const lines = new Set(blocks.flatMap(({ members }) => members.map(renderMember)));
  for (const { members, rest } of parseBlocks(text)) {
    expect(members.map(renderMember).filter((line) => !lines.has(line))).toEqual([]);
    if (!LEFT_OUT.test(rest)) expect(blocks.map((block) => block.rest)).toContain(rest);
  }
  expect(openFences(text)).toBe(0);
}

/** 1 when a fenced block is not closed. */
function openFences(text: string): number {
  let fence: string | null = null;
  for (const line of text.split("\n")) {
    if (fence === line) fence = null;
    else fence ??= /^(`{3,})[a-z]*$/.exec(line)?.[1] ?? null;
  }
  return fence === null ? 0 : 1;
}

test("In any room the text has only whole blocks, and never more characters", () => {
  fc.assert(
    fc.property(foreignSteps, fc.integer({ min: 400, max: 20_000 }), (steps, room) => {
      const blocks = toBlocks(steps);
      const text = fitBlocks(blocks, room);
      expect(text.length).toBeLessThanOrEqual(room);
      expectWhole(text, blocks);
    }),
  );
});

test("With room enough nothing is left out", () => {
  const blocks = toBlocks([refused("1.0.0"), misnamed("a")]);
  expect(fitBlocks(blocks, 10_000)).toBe(renderSections(blocks));
});

test("300 versions with long notes are all listed, and as many commands as fit are whole", () => {
  const notes = "- Add a prompt, and 'quote' `it`\n".repeat(100);
  const blocks = toBlocks(Array.from({ length: 300 }, (_, minor) => refused(`1.${minor}.0`, {}, notes)));
  const text = fitBlocks(blocks, 65_000);
  expect(text.length).toBeLessThanOrEqual(65_000);
  expect(text.length).toBeGreaterThan(50_000);
  expect(keysOf(parseBlocks(text))).toEqual(keysOf(blocks));
  expectWhole(text, blocks);
  expect(text).toContain("steps-file");
});

test("Lines that do not fit are counted", () => {
  const blocks = toBlocks(Array.from({ length: 2000 }, (_, index) => misnamed(`flow_${index}`)));
  const text = fitBlocks(blocks, 65_000);
  const shown = keysOf(parseBlocks(text));
  expect(text.length).toBeLessThanOrEqual(65_000);
  expect(shown.length).toBeGreaterThan(150);
  expect(text).toContain(`… and ${2000 - shown.length} more.`);
  expect(text).toContain("git mv -- flows/flow_0/v1.yml flows/flow_0/1.0.0.yml");
});

test("Steps with one cause have it once, with its prevention and a page about it", () => {
  const text = renderSections(toBlocks([misnamed("a"), refused("1.0.0"), misnamed("b")]));
  const { cause, prevent } = adviceOf("version-name-v");
  for (const said of [cause, `To prevent it: ${prevent}`, "docs/errors.md#version-name-v)"]) expect(text.split(said)).toHaveLength(2);
});
