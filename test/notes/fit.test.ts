import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closeBlocks, cutToRoom } from "../../src/notes/fit.ts";

describe("closeBlocks", () => {
  it.each([
    ["plain", "plain"],
    ["```\ncode", "```\ncode\n```"],
    ["`````yaml\n```\n", "`````yaml\n```\n\n`````"],
    ["~~~\n```", "~~~\n```\n~~~"],
    ["```\ncode\n```", "```\ncode\n```"],
    ["<details>\n<summary>s</summary>\n\n```diff\n+a", "<details>\n<summary>s</summary>\n\n```diff\n+a\n```\n\n</details>"],
    ["<details><details></details>", "<details><details></details>\n\n</details>"],
    ["<!-- a\nb", "<!-- a\nb\n-->"],
    ["<!-- ``` -->", "<!-- ``` -->"],
    ["```\n<!--\n<details>", "```\n<!--\n<details>\n```"],
    ["a `inline` ```not a fence``` b", "a `inline` ```not a fence``` b"],
  ])("makes %j into %j", (text, expected) => {
    expect(closeBlocks(text)).toBe(expected);
  });
});

describe("cutToRoom", () => {
  it("cuts at a line's end, closes what is open and ends in the notice", () => {
    const text = `intro\n<details>\n\n\`\`\`diff\n${"+line\n".repeat(50)}\`\`\`\n</details>`;
    expect(cutToRoom(text, { size: 70, notice: "more elsewhere" })).toBe(
      "intro\n<details>\n\n```diff\n+line\n+line\n```\n\n</details>\n\nmore elsewhere",
    );
  });

  it("leaves text that fits", () => {
    expect(cutToRoom("a\nb", { size: 3, notice: "n" })).toBe("a\nb");
  });

  it("cuts a line that is too long alone between characters", () => {
    expect(cutToRoom("😀".repeat(50), { size: 20, notice: "n" })).toBe(`${"😀".repeat(8)}\n\nn`);
  });

  it("never exceeds the room, never tears a character, always leaves blocks closed", () => {
    const lines = fc.array(
      fc.constantFrom("text 😀", "```", "````diff", "~~~", "<details>", "</details>", "<!--", "-->", "", "- item", "x".repeat(80)),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(lines, fc.integer({ min: 60, max: 400 }), (parts, size) => {
        const result = cutToRoom(parts.join("\n"), { size, notice: "notice" });
        expect(result.length).toBeLessThanOrEqual(size);
        expect(result.isWellFormed()).toBe(true);
        expect(closeBlocks(result)).toBe(result);
      }),
      { numRuns: 500 },
    );
  });
});
