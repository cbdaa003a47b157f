import { resolve } from "node:path";
import { count } from "../../output/count.ts";
import { toResolvedJson } from "../../output/resolve-text.ts";
import { consumerCommand } from "../consumer-session.ts";
import { resolveOperand } from "../resolve-operand.ts";

export const fetch = consumerCommand(async (command) => {
  const { context, invocation, json, print, note, notices } = command;
  const flow = await resolveOperand(command);
  const { output } = invocation.flags;
  if (typeof output !== "string") {
    print(json ? `${JSON.stringify(toResolvedJson(flow, notices()))}\n` : `${flow.file}\n`);
    return 0;
  }
  const { copyFlow } = await import("../../run/consume/copy-flow.ts");
  const copied = await copyFlow(flow, resolve(context.directory, output));
  if (json) print(`${JSON.stringify({ ...toResolvedJson(flow, notices()), copied })}\n`);
  else {
    const { written, kept } = copied;
    const there = kept.length === 0 ? "" : `, ${count(kept.length, "file")} there already`;
    note(`${count(written.length, "file")} written${there}\n`);
    print(`${copied.file}\n`);
  }
  return 0;
});
