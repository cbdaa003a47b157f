import type { Limits } from "../transport.ts";

/** Whose staging folders these are. Only the entry knows its process, so it gives this. */
export interface Owner {
  readonly pid: number;
  /** Whether a process of this machine runs. */
  readonly isAlive: (pid: number) => boolean;
}

/** A cache's folder and who works on it. */
export interface Store {
  /** Absolute. The folder itself may be a link; nothing in it may. */
  readonly root: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly owner: Owner;
  readonly limits: Limits;
  /** Told before each call that changes the disk; tests end the process there. */
  readonly onChange?: (what: string) => void;
}
