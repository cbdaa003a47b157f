/// <reference lib="esnext.disposable" />
import type { Code } from "./codes.js";
/** Something wrong that is collected and shown with all the others; an `error` keeps a version from being released. */
export interface Problem {
    readonly code: Code;
    readonly severity: "error" | "warning";
    /** Path in the registry, or of the file that was read; null where no file is at fault. */
    readonly path: string | null;
    /** 1-based; null where the whole file is meant. */
    readonly line: number | null;
    readonly message: string;
    readonly fix: string;
}
/** A warning that no file is at fault for. */
export declare function toWarning(code: Code, message: string, fix: string): Problem;
