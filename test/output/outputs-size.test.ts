import { expect, test } from "vitest";
import type { Plan } from "../../src/model/plan.ts";
import { fitOutputs, MAX_BYTES, type Lists } from "../../src/output/outputs-size.ts";
import { createTag, plan, version } from "../manual/sample-plan.ts";

const NONE: Lists = { releases: [], tags: [], conflicts: [], blocked: [], remaining: [] };

const numbered = (length: number, part: Parameters<typeof version>[0]): Plan["versions"] =>
  Array.from({ length }, (_, index) => version({ version: `1.0.${index}`, ...part }));

test.each<[string, Plan, object]>([
  [
    "only released versions",
    plan({ versions: [...numbered(3000, { state: "released" }), version({ flow: "new" })] }),
    { versions: [version({ flow: "new" })], omitted: 3000 },
  ],
  ["all versions", plan({ versions: numbered(3000, {}) }), { versions: [], omitted: 3000, actions: [] }],
  [
    "versions, actions and problems",
    plan({ versions: numbered(9000, {}), actions: numbered(9000, {}).map(createTag) }),
    { versions: [], omitted: 9000, actions: [], cut: { actions: 9000, problems: 0 } },
  ],
])("A plan that is too large for GitHub loses %s", (_, of, rest) => {
  const outputs = fitOutputs(of, NONE);
  expect(JSON.parse(outputs.plan)).toMatchObject(rest);
  expect(sizeOf(outputs)).toBeLessThanOrEqual(MAX_BYTES);
});

test("A plan that fits is given whole", () => {
  const small = plan({ versions: numbered(3, { state: "released" }) });
  expect(JSON.parse(fitOutputs(small, NONE).plan)).toEqual(small);
});

test("Lists that are too long lose their ends, the remaining versions first, and the plan says how many", () => {
  const items = Array.from({ length: 9000 }, (_, index) => ({ flow: "review", reason: "r".repeat(50), index }));
  const outputs = fitOutputs(plan({ versions: numbered(9000, {}) }), {
    ...NONE,
    releases: items.slice(0, 100),
    blocked: items,
    remaining: items,
  });
  const blocked = lengthOf(outputs.blocked);
  const remaining = lengthOf(outputs.remaining);
  expect(lengthOf(outputs.releases)).toBe(100);
  expect(blocked).toBeGreaterThan(3000);
  expect(remaining).toBeLessThan(5);
  expect(JSON.parse(outputs.plan)).toMatchObject({
    omitted: 9000,
    cut: { releases: 0, remaining: 9000 - remaining, blocked: 9000 - blocked },
  });
  expect(sizeOf(outputs)).toBeLessThanOrEqual(MAX_BYTES);
});

function lengthOf(text: string): number {
  const list: unknown = JSON.parse(text);
  return Array.isArray(list) ? list.length : -1;
}

function sizeOf(outputs: Readonly<Record<string, string>>): number {
  return Object.values(outputs).reduce((sum, text) => sum + text.length * 2, 0);
}
