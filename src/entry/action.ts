import { runAction } from "./run-action.ts";
import { createTime } from "./time.ts";

process.exitCode = await runAction(process.env, createTime());
