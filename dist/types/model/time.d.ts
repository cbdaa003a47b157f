/// <reference lib="esnext.disposable" />
/** Clock and waiting in one: whatever paces itself, waits or stops in time is given one of these. */
export interface Time {
    /** Milliseconds since 1970, on the same clock as `wait`. */
    readonly now: () => number;
    readonly wait: (seconds: number) => Promise<void>;
    /** Length of a second in real milliseconds, for timers that others keep (timeouts of sockets). */
    readonly secondMs: number;
}
