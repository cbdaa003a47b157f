// Loaded with --import into a measured run: writes the peak resident memory in kilobytes when it ends.
// VmHWM first, because Linux lets maxRSS start at what the parent process had.
import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";

const file = process.env.FLOW_TAGBOT_BENCH_MEMORY;
process.on("exit", () => {
  let peak = process.resourceUsage().maxRSS;
  if (process.platform === "linux") peak = Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? peak);
  if (file !== undefined) writeFileSync(file, String(peak));
});
