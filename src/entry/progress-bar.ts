import type { ProgressEvent } from "../model/progress.ts";
import { PATIENCE_MS, TITLES, type Progress } from "./progress-log.ts";

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
