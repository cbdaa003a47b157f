import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyPatch } from "diff";
import { cutDiff, fenceFor, renderDiff } from "../../src/notes/diff.ts";

const file = (content: string, path = "f/1.0.0.yml"): { readonly path: string; readonly content: string } => ({ path, content });

describe("renderDiff", () => {
  it("names both files and shows three lines around a change", async () => {
    const before = file("a\nb\nc\nd\ne\nf\ng\n");
    const after = file("a\nb\nc\nd\nE\nf\ng\n", "f/1.1.0.yml");
    expect(await renderDiff(before, after)).toMatchInlineSnapshot(`
      "--- f/1.0.0.yml
      +++ f/1.1.0.yml
      @@ -2,6 +2,6 @@
       b
       c
       d
      -e
      +E
       f
       g"
    `);
  });

  it("is empty for equal texts", async () => {
    expect(await renderDiff(file("a\n"), file("a\n", "other"))).toBe("");
  });

  it("keeps an empty line that ends it", async () => {
    expect((await renderDiff(file("\n"), file("a\n\n"))).split("\n").slice(-2)).toEqual(["+a", " "]);
  });

  it("leads from the one text to the other", async () => {
    const texts = fc.array(fc.constantFrom("a", "b", "c: 1", ""), { maxLength: 20 }).map((lines) => lines.join("\n"));
    await fc.assert(
      fc.asyncProperty(texts, texts, async (before, after) => {
        const diff = await renderDiff(file(before), file(after));
        expect(diff === "" ? before : applyPatch(before, `${diff}\n`)).toBe(after);
      }),
      { numRuns: 500 },
    );
  });

  it("gives up on texts that differ too much and says so", async () => {
    const lines = (start: string): string => Array.from({ length: 5_000 }, (_, index) => start + String(index)).join("\n");
    const diff = await renderDiff(file(lines("a")), file(lines("b")));
    expect(diff.split("\n")).toHaveLength(3);
    expect(diff).toContain("5000");
  });

  it("shows hidden characters, and carriage returns only where they differ", async () => {
    expect(await renderDiff(file("a\n"), file("a\u202e\u0000\n"))).toContain("+a<U+202E>␀");
    expect(await renderDiff(file("a\nb\n"), file("a\r\nb\n"))).toContain("+a␍");
    expect(await renderDiff(file("a\r\nb\r\n"), file("a\r\nc\r\n"))).not.toContain("␍");
  });

  it("keeps a path with a line feed on its line and shortens endless lines", async () => {
    const diff = await renderDiff(file("x\n", "a\nb"), file(`${"y".repeat(100_000)}\n`));
    expect(diff.split("\n")[0]).toBe("--- a b");
    expect(diff.length).toBeLessThan(3_000);
  });
});

describe("fenceFor", () => {
  it("is longer than any run of backticks", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("`", "a", "\n") }), (text) => {
        const fence = fenceFor(text);
        expect(fence).toMatch(/^`{3,}$/u);
        expect(text.includes(fence)).toBe(false);
      }),
    );
  });
});

describe("cutDiff", () => {
  it("says how many lines it leaves out", () => {
    expect(cutDiff("one\ntwo\nthree\nfour\nfive\nsix\nseven\neight", 36)).toBe("one\ntwo\n(6 more lines left out)");
  });

  it("fits into the size, unless that is too small for its last line, and keeps whole lines", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme-ascii" })), fc.integer({ min: 30, max: 500 }), (lines, size) => {
        const cut = cutDiff(lines.join("\n"), size);
        expect(cut.length).toBeLessThanOrEqual(size);
        const kept = cut.split("\n");
        if (cut !== lines.join("\n")) expect(lines.slice(0, kept.length - 1)).toEqual(kept.slice(0, -1));
      }),
    );
  });
});
