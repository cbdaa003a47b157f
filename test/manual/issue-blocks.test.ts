import fc from "fast-check";
import { expect, test } from "vitest";
import { digestOf, keysOf, parseBlocks, renderBlock, renderMember, toBlocks, type Block } from "../../src/manual/issue-blocks.ts";
import { stepKey } from "../../src/manual/steps.ts";
import { foreignSteps, misnamed, refused } from "./sample-steps.ts";

const render = (blocks: readonly Block[]): string => blocks.map(renderBlock).join("\n\n");
const sizes = (blocks: readonly Block[]): readonly number[] => blocks.map(({ members }) => members.length);

test("Whatever names, words and commands are, blocks are read back as they were written, in a browser's line ends too", () => {
  fc.assert(
    fc.property(foreignSteps, fc.boolean(), (steps, ticked) => {
      const blocks = toBlocks(steps).map((block) => ({ ...block, members: block.members.map((member) => ({ ...member, ticked })) }));
      const text = render(blocks);
      expect(parseBlocks(text)).toEqual(blocks);
      expect(parseBlocks(text.replaceAll("\n", "\r\n"))).toEqual(blocks);
      expect(keysOf(blocks).toSorted()).toEqual(steps.map(stepKey).toSorted());
    }),
  );
});

test("What people write around blocks is left aside, and what they break is no step", () => {
  const [block] = toBlocks([misnamed("a")]);
  const text = block === undefined ? "" : renderBlock(block);
  expect(parseBlocks(`Hello\n- [x] mine\n\n${text}\n\nand <!-- x -->\n- [ ] more`)).toEqual([block]);
  expect(parseBlocks(text.replace("<!-- flow-tagbot:step", "<!-- step")).flatMap(({ members }) => members)).toEqual([]);
  expect(parseBlocks(text.replace("block version-name-v", "block no-such-code"))).toEqual([]);
  expect(parseBlocks(text.replace("flow-tagbot:step version", "flow-tagbot:step %E0%A4%A"))[0]?.members[0]?.key).toMatch(/^%E0%A4%A/);
});

test("A tick is seen whichever way it is written", () => {
  const line = renderMember({ key: "push-denied a", ticked: true, text: "a" });
  const ticks = [line, line.replace("[x]", "[X]"), line.replace("[x]", "[ ]")].flatMap((one) =>
    parseBlocks(`<!-- flow-tagbot:block push-denied -->\n${one}\n<!-- /flow-tagbot:block -->`).flatMap(({ members }) => members),
  );
  expect(ticks.map(({ ticked }) => ticked)).toEqual([true, true, false]);
});

test("Versions that the server refuses alike share their commands, in portions that can be pasted", () => {
  const many = (notes: string | null): readonly number[] =>
    sizes(toBlocks(Array.from({ length: 40 }, (_, minor) => refused(`1.${minor}.0`, {}, notes))));
  expect(many(null).length).toBeLessThan(5);
  expect(many(`${"x".repeat(60)}\n`.repeat(50)).every((members) => members <= 3)).toBe(true);
  expect(many("x".repeat(20_000))).toEqual(Array(40).fill(1));
});

test("What is the same for several versions, but for their names and commits, is said once", () => {
  const what = (number: string, letter: string): string => `The tag code_review-v${number} is refused on ${letter.repeat(40)}.`;
  const steps = ["1.0.0", "1.1.0", "1.2.0"].map((number, index) => refused(number, { what: what(number, "abc".charAt(index)) }));
  const other = refused("1.3.0", { what: "Something else." });
  const texts = toBlocks([...steps, other]).flatMap(({ members }) => members.map(({ text }) => text));
  expect(texts.map((text) => /: (.*)/.exec(text)?.[1] ?? null)).toEqual([
    what("1.0.0", "a").replace("_", "&#95;"),
    null,
    null,
    "Something else.",
  ]);
  expect(texts[1]).toBe("**code&#95;review 1.1.0** <code>flows/code&#95;review/1.1.0.yml</code>");
});

test("Different codes, words or files stay apart, and what is one change is one block", () => {
  const otherWords = refused("1.1.0", { serverWords: "Something else" });
  const otherCode = refused("1.2.0", { code: "push-denied" });
  expect(sizes(toBlocks([refused("1.0.0"), otherWords, otherCode, misnamed("a"), misnamed("b")]))).toEqual([1, 1, 1, 1, 1]);
  const clash = misnamed("a");
  expect(sizes(toBlocks([clash, { ...clash, path: "other" }]))).toEqual([2]);
});

test("A digest is that of the set", () => {
  expect(digestOf(["b", "a", "a"])).toBe(digestOf(["a", "b"]));
  expect(digestOf(["a"])).not.toBe(digestOf(["a", "b"]));
});
