import { expect } from "vitest";

/** What holds for any Markdown with foreign texts: rows keep their cells, blocks are closed, and nothing foreign acts. */
export function expectHarmless(text: string): void {
  const lines = text.split("\n");
  for (const line of lines) expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]|^\s*::|##\[/u);
  const outside = text.replace(/^( *)(`{3,})[a-z]+\n[^]*?\n\1\2$/gm, "");
  expect(outside).not.toMatch(/<img|```|-->(?<!<!-- -->)|@|(?<!&)#\d/);
  for (const table of outside.split("\n\n").filter((block) => block.startsWith("| "))) {
    const cells = table
      .trimEnd()
      .split("\n")
      .map((row) => row.split("|").length);
    expect(new Set(cells).size).toBe(1);
  }
  expect(outside.match(/<details>/g)?.length).toBe(outside.match(/<\/details>/g)?.length);
}
