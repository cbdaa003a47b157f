import { expect, test } from "vitest";
import { NO_MARKS } from "../../src/model/marks.ts";
import type { Outcome } from "../../src/model/outcome.ts";
import { toSummaryRows } from "../../src/output/summary-rows.ts";
import { createRelease, createTag, failure, plan, version } from "../manual/sample-plan.ts";

const one = version({ flow: "review" });
const of = plan({ versions: [one], actions: [createTag(one), createRelease(one)] });
const row = (results: readonly Outcome["result"][], url: string | null): string => {
  const outcomes = of.actions.flatMap((action, index) => results.slice(index, index + 1).map((result): Outcome => ({ action, result })));
  return toSummaryRows(of, outcomes, url).join("\n");
};

test("Before a run a row says what will be done, and links nothing that is not there", () => {
  expect(row([], null)).toBe(
    "| review | 1.0.0 | pending | create tag, create release | <code>aaaaaaaa</code> | <code>review-v1.0.0</code> |  |",
  );
});

test("After a run a row links target, tag and release", () => {
  const text = row(
    [
      { kind: "done", url: null },
      { kind: "already-right", url: "https://x.org/r" },
    ],
    "https://x.org",
  );
  expect(text).toContain("create tag: ✅ done<br>create release: ✅ already right");
  expect([...text.matchAll(/href="([^"]*)"/g)].map((match) => match[1])).toEqual([
    `https://x.org/commit/${"a".repeat(40)}`,
    "https://x.org/tree/review-v1.0.0",
    "https://x.org/r",
  ]);
});

test("A tag that could not be made is not linked", () => {
  const text = row([failure("push-denied"), { kind: "not-tried", why: "no tag" }], "https://x.org");
  expect(text).toContain("❌ failed<br>create release: ⏳ not tried");
  expect(text).not.toContain("/tree/");
});

test("A marked version says so, and an edited release is linked", () => {
  const yanked = version({ state: "released", marks: { ...NO_MARKS, yanked: { reason: "Wrong" } } });
  const edit = { type: "edit-release", flow: yanked.flow, version: yanked.version, tag: yanked.tag ?? "", why: "yanked" } as const;
  const outcomes: readonly Outcome[] = [{ action: edit, result: { kind: "done", url: "https://x.org/r" } }];
  const text = toSummaryRows(plan({ versions: [yanked], actions: [edit] }), outcomes, null).join("\n");
  expect(text).toContain("| released, yanked | edit release (yanked): ✅ done |");
  expect(text).toContain('href="https://x.org/r"');
});
