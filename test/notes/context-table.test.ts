import { describe, expect, it } from "vitest";
import { renderContextTable } from "../../src/notes/context-table.ts";

const rows = renderContextTable()
  .trimEnd()
  .split("\n")
  .slice(2)
  .map((row) => row.split(" | "));

describe("renderContextTable", () => {
  it.each([
    ["`flow`", "string"],
    ["`initial`", "boolean"],
    ["`previous`", "object or null"],
    ["`previous.tag`", "string"],
    ["`compare_url`", "string or null"],
    ["`commits`", "list of objects"],
    ["`commits[].footers[].value`", "string"],
    ["`commits_left_out`", "integer"],
  ])("has a row for %s, a %s", (name, type) => {
    expect(rows.find(([field]) => field === `| ${name}`)?.[1]).toBe(type);
  });

  it("describes every field in three cells", () => {
    for (const cells of rows) {
      expect(cells).toHaveLength(3);
      expect(cells[2]?.replace(/ \|$/u, "").length).toBeGreaterThan(5);
    }
  });
});
