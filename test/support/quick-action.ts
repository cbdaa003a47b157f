import { runAction } from "../../src/entry/run-action.ts";
import { createTime } from "../../src/entry/time.ts";

// The action as it is, in a process of its own, on a clock on which a second takes a few milliseconds.
process.exitCode = await runAction(process.env, createTime(Number(process.env["SECOND_MS"] ?? "5")));
