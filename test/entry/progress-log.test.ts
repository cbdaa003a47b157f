import { expect, test } from "vitest";
import { createProgressLog } from "../../src/entry/progress-log.ts";

test("a log has a line for each tenth of a phase that takes more than a moment", () => {
  let clock = 0;
  const lines: string[] = [];
  const { onProgress } = createProgressLog(
    (line) => lines.push(line),
    () => clock,
  );
  onProgress({ phase: "history", done: 1, total: 100, item: "" });
  expect(lines).toEqual([]);
  clock = 1000;
  for (let done = 1; done <= 100; done += 1) onProgress({ phase: "release", done, total: 100, item: `tag-${done}` });
  expect(lines).toEqual([1, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100].map((done) => `Releasing: ${done}/100 tag-${done}`));
});

test("a total of nothing is done", () => {
  const lines: string[] = [];
  let clock = 0;
  const { onProgress } = createProgressLog(
    (line) => lines.push(line),
    () => (clock += 1000),
  );
  onProgress({ phase: "push", done: 0, total: 0, item: "" });
  expect(lines).toEqual(["Pushing tags: 0/0"]);
});
