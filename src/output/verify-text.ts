import type { Verification } from "../model/verification.ts";
import { count, shortSha } from "./count.ts";
import type { TextOptions } from "./manual-text.ts";
import { paint } from "./style.ts";
import { renderTable } from "./table.ts";

/** The result of `verify`, for people: what could not be proved, or that all could. */
export function renderVerification({ branch, head, versions }: Verification, options: Omit<TextOptions, "manual">): string {
  const failed = versions.flatMap(({ flow, version, checks }) => checks.filter(({ ok }) => !ok).map((check) => ({ flow, version, check })));
  const proved = versions.filter(({ ok }) => ok).length;
  const rows = failed.map(({ flow, version, check }) => [
    { text: flow, style: null },
    { text: version, style: null },
    { text: check.name, style: "red" as const },
    { text: check.expected, style: null },
    { text: check.found, style: null },
  ]);
  const table = rows.length === 0 ? [] : ["", renderTable(["FLOW", "VERSION", "CHECK", "EXPECTED", "FOUND"], rows, options)];
  const headline = `${branch} at ${shortSha(head)}: ${proved} of ${count(versions.length, "version")} proved`;
  return `${[paint(options.colour, "bold", headline), ...table].join("\n")}\n`;
}
