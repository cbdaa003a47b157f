import { expect, onTestFinished, test, vi } from "vitest";
import { createProgressBar } from "../../src/entry/progress-bar.ts";

test("quick work draws no bar", async () => {
  const written = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
  onTestFinished(() => {
    written.mockRestore();
  });
  const { onProgress, stop } = await createProgressBar(process.stderr, () => 0);
  onProgress({ phase: "history", done: 1, total: 2, item: "" });
  stop();
  expect(written).not.toHaveBeenCalled();
});
