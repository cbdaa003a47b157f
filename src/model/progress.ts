/** A step of long work that has just been finished, or is starting (`done` 0). */
export interface ProgressEvent {
  readonly phase: "history" | "notes" | "push" | "release";
  readonly done: number;
  readonly total: number;
  /** What is being worked on; "" where it has no name. */
  readonly item: string;
}

export type OnProgress = (event: ProgressEvent) => void;
