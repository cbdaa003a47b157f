import type { OnProgress, ProgressEvent } from "../model/progress.ts";

const TITLES: Readonly<Record<ProgressEvent["phase"], string>> = {
  history: "Reading history",
  notes: "Writing notes",
  push: "Pushing tags",
  release: "Releasing",
};

/** Work shorter than this is done before anybody could read about it. */
const PATIENCE_MS = 300;

export interface Progress {
  readonly onProgress: OnProgress;
  readonly stop: () => void;
}

/** A bar for each phase on a terminal's standard error: done / total, estimate, current item. */
export async function createProgressBar(stream: NodeJS.WriteStream, now: () => number): Promise<Progress> {
  const { SingleBar } = await import("cli-progress");
  const start = now();
  let bar: InstanceType<typeof SingleBar> | null = null;
  let phase: ProgressEvent["phase"] | null = null;
  const stop = (): void => {
    bar?.stop();
    bar = null;
    phase = null;
  };
  return {
    stop,
    onProgress(event) {
      if (now() - start < PATIENCE_MS) return;
      if (phase !== event.phase) {
        stop();
        phase = event.phase;
        bar = new SingleBar({
          stream,
          clearOnComplete: true,
          hideCursor: true,
          etaBuffer: 50,
          format: "{title} {bar} {value}/{total}, {eta_formatted} left {item}",
          barsize: 24,
        });
        bar.start(event.total, event.done, { title: TITLES[event.phase], item: event.item });
      } else {
        bar?.update(event.done, { item: event.item.slice(0, 40) });
      }
    },
  };
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
