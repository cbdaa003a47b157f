import type { Finding } from "../model/finding.ts";
import { MAX_BYTES, toJson } from "./outputs-size.ts";

/** Room for everything else that a check puts out. */
const RESERVED = 100_000;

/** The output `findings`: as many of the first as GitHub takes; the file of the check has all. */
export function toFindingsOutput(findings: readonly Finding[]): string {
  const items: string[] = [];
  let left = MAX_BYTES - RESERVED;
  for (const { id, severity, flow, version, path, line, message, fix } of findings) {
    const item = toJson({ id, severity, flow, version, path, line, message, fix });
    left -= (item.length + 1) * 2;
    if (left < 0) break;
    items.push(item);
  }
  return `[${items.join(",")}]`;
}
