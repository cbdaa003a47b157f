import { readFile } from "node:fs/promises";
import { toResolvedJson } from "../../output/resolve-text.ts";
import { consumerCommand } from "../consumer-session.ts";
import { resolveOperand } from "../resolve-operand.ts";

export const cat = consumerCommand(async (command) => {
  const { invocation, json, print, notices } = command;
  const flow = await resolveOperand(command);
  const bytes = await readFile(flow.file);
  if (json) print(`${JSON.stringify({ ...toResolvedJson(flow, notices()), content: bytes.toString("base64"), encoding: "base64" })}\n`);
  // Not a byte may differ from what was published, so nothing is redacted here.
  else invocation.streams.stdout.write(bytes);
  return 0;
});
