import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, inject, test } from "vitest";

const DIST = join(import.meta.dirname, "../dist");
const MOST_BYTES = 1.5 * 1024 * 1024;

function filesIn(folder: string): ReadonlyMap<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map((entry) => join(entry.parentPath, entry.name)).map((file) => [relative(folder, file), readFileSync(file)] as const),
  );
}

test("dist/ is what the sources give, byte for byte (if not: npm run build)", () => {
  const built = filesIn(inject("bundle"));
  const committed = filesIn(DIST);
  const differing = [...new Set([...built.keys(), ...committed.keys()])].filter(
    (name) => built.get(name)?.equals(committed.get(name) ?? Buffer.alloc(0)) !== true,
  );
  expect(differing.toSorted(), "dist/ is out of date. Run: npm run build").toEqual([]);
});

test("the command is executable", () => {
  expect(statSync(join(DIST, "command.js")).mode & 0o111).toBe(0o111);
});

test("all that the action can load is below 1.5 MB", () => {
  const files = filesIn(inject("bundle"));
  const reachable = new Set<string>();
  const open = ["action.js"];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reachable.has(name)) continue;
    reachable.add(name);
    const text = files.get(name)?.toString("utf8") ?? "";
    for (const [, path = ""] of text.matchAll(/(?:from|import)\s*\(?"(\.[^"]+\.js)"/g)) open.push(join(dirname(name), path));
  }
  expect(reachable.size).toBeGreaterThan(5);
  expect([...reachable].filter((name) => !files.has(name))).toEqual([]);
  const bytes = [...reachable].reduce((sum, name) => sum + (files.get(name)?.length ?? 0), 0);
  expect(bytes).toBeLessThan(MOST_BYTES);
});
