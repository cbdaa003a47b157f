import fc from "fast-check";
import { expect, test } from "vitest";
import { renderCapabilityTable, renderRuleLink, renderTreeMarkdown } from "../../src/output/tree-markdown.ts";
import { expectHarmless } from "./markdown-checks.ts";
import { added, capabilities, changes, foreignCompared, scalar } from "./sample-comparison.ts";

const many = Array.from({ length: 60 }, (_, index) => added(`c.#a.x${index}`, { subject: "setting" }, scalar(1)));

test("Changes are nested lists, with excerpts of long texts as fences in their place", () => {
  expect(renderTreeMarkdown(changes.slice(-1), 10_000)).toBe(
    [
      "- **prompts**",
      "  - plan",
      "    - **~** prompt&#95;template.system",
      "      ```diff",
      "      - Read the change.",
      "      + Read the whole change, with its tests.",
      "      ```",
    ].join("\n"),
  );
  expect(renderTreeMarkdown([], 10_000)).toBe("");
});

test("Long lists are folded, and what does not fit is counted", () => {
  const text = renderTreeMarkdown(many, 800);
  expect(text).toMatch(/^<details><summary>60 changes<\/summary>\n\n- \*\*c\*\*/);
  expect(text).toMatch(/… and \d+ more lines; `flow-tagbot diff` shows all\.\n\n<\/details>\n$/);
  expect(Buffer.byteLength(text)).toBeLessThan(1_000);
});

test("Capabilities are a table, at most five owners each, within its budget", () => {
  const owners = Array.from({ length: 9 }, (_, index) => `c${index}`);
  const wide = { gained: capabilities.gained.map((one) => ({ ...one, owners })), lost: capabilities.lost };
  expect(renderCapabilityTable(wide, 10_000)).toContain("| c0, c1, c2, c3, c4, 4 more |");
  expect(renderCapabilityTable(wide, 200)).toMatch(/… and 2 more\.$/);
  expect(renderCapabilityTable({ gained: [], lost: [] }, 200)).toBe("");
});

test("A rule is linked to its explanation", () => {
  expect(renderRuleLink("tool-added")).toMatch(/^<a href="https:.*#tool-added"><code>tool-added<\/code><\/a>$/);
});

test("Whatever the names are, nothing foreign is markup", () => {
  fc.assert(
    fc.property(foreignCompared, ({ comparison }) => {
      expectHarmless(renderTreeMarkdown(comparison.changes, 10_000));
      expectHarmless(renderCapabilityTable(comparison.capabilities, 10_000));
    }),
  );
});
