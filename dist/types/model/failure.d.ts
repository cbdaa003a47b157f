/// <reference lib="esnext.disposable" />
import type { Code } from "./codes.js";
import type { Problem } from "./problem.js";
/** What stops a run: the problems found, all of them, the first one as the headline. Never thrown for our own bugs. */
export declare class Failure extends Error {
    readonly name = "Failure";
    readonly problems: readonly [Problem, ...Problem[]];
    constructor(problems: readonly [Problem, ...Problem[]], cause?: unknown);
    get code(): Code;
}
/** A failure of one cause that no file is to blame for. */
export declare function failure(code: Code, message: string, fix: string, cause?: unknown): Failure;
