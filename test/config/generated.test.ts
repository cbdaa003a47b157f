import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { generatedFiles } from "../../scripts/generate.ts";
import { renderParts } from "../../scripts/generate/parts.ts";
import { optionsOf } from "../../src/config/options.ts";
import { OUTPUTS } from "../../src/config/outputs.ts";

const ROOT = join(import.meta.dirname, "../..");

describe("generated files", () => {
  test.each(generatedFiles(ROOT))("$path is fresh; if not, run `npm run generate`", ({ path, text }) => {
    expect(readFileSync(join(ROOT, path), "utf8")).toBe(text);
  });
});

describe("action.yml", () => {
  const metadata: unknown = parse(readFileSync(join(ROOT, "action.yml"), "utf8"));

  test("starts the bundle on node24 and lists all inputs and outputs", () => {
    expect(metadata).toMatchObject({
      runs: { using: "node24", main: "dist/action.js" },
      inputs: Object.fromEntries(optionsOf("input").map(({ name }) => [name, {}])),
      outputs: Object.fromEntries(OUTPUTS.map(({ name }) => [name, {}])),
    });
  });
  test("gives no default to an input that the configuration file can set, because it would win against the file", () => {
    for (const { name } of optionsOf("config").filter((key) => key.places.includes("input"))) {
      expect(metadata).not.toHaveProperty(["inputs", name, "default"]);
    }
    expect(metadata).toMatchObject({ inputs: { token: { default: "${{ github.token }}" }, mode: { default: "auto" } } });
  });
});

describe("parts between markers", () => {
  test("are replaced, and nothing around them is", () => {
    const page = "before\n<!-- generated:outputs -->\nold\n<!-- /generated:outputs -->\nafter\n";
    const once = renderParts("x.md", page);
    expect(once).toMatch(/^before\n<!-- generated:outputs -->\n\n\| Output [^]*\|\n\n<!-- \/generated:outputs -->\nafter\n$/);
    expect(once).not.toContain("old");
    expect(renderParts("x.md", once)).toBe(once);
  });
  test("a page without markers stays as it is", () => {
    expect(renderParts("x.md", "# text\n")).toBe("# text\n");
  });
  test.each([
    "<!-- generated:nothing -->\n<!-- /generated:nothing -->\n",
    "<!-- generated:inputs -->\n",
    "<!-- generated:inputs -->\n<!-- /generated:outputs -->\n",
  ])("%j is an error", (page) => {
    expect(() => renderParts("x.md", page)).toThrow(/^x\.md: /);
  });
});
