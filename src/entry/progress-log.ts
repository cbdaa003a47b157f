import type { OnProgress, ProgressEvent } from "../model/progress.ts";

export const TITLES: Readonly<Record<ProgressEvent["phase"], string>> = {
  history: "Reading history",
  notes: "Writing notes",
  push: "Pushing tags",
  release: "Releasing",
};

/** Work shorter than this is done before anybody could read about it. */
export const PATIENCE_MS = 300;

export interface Progress {
  readonly onProgress: OnProgress;
  readonly stop: () => void;
}

/** Lines for a log: the start of each phase that takes more than a moment, and its tenths. */
export function createProgressLog(write: (line: string) => void, now: () => number): Progress {
  const start = now();
  let shown = "";
  return {
    stop: () => undefined,
    onProgress({ phase, done, total, item }) {
      const tenth = total === 0 ? 10 : Math.floor((done / total) * 10);
      const key = `${phase} ${tenth}`;
      if (key === shown || now() - start < PATIENCE_MS) return;
      shown = key;
      write(`${TITLES[phase]}: ${done}/${total} ${item}`.trimEnd());
    },
  };
}
