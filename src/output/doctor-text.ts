import { renderVisible } from "../manual/visible.ts";
import type { Check, Diagnosis } from "../model/diagnosis.ts";
import { count } from "./count.ts";
import type { TextOptions } from "./manual-text.ts";
import { paint, type Style } from "./style.ts";
import { renderTable } from "./table.ts";

const STYLES: Readonly<Record<Check["state"], Style>> = { ok: "green", warning: "yellow", error: "red", unknown: "dim" };

/** A diagnosis for people: a row a check, then what to do about those that are not right. */
export function renderDiagnosis({ checks }: Diagnosis, { colour, width }: Pick<TextOptions, "colour" | "width">): string {
  const rows = checks.map(({ name, state, finding }) => [
    { text: name, style: null },
    { text: state, style: STYLES[state] },
    { text: finding, style: null },
  ]);
  const open = checks.filter(({ fix }) => fix !== "");
  const fixes = open.flatMap(({ name, state, finding, fix }) => [
    "",
    `  ${paint(colour, STYLES[state], name)}  ${renderVisible(finding)}`,
    `    Fix: ${renderVisible(fix)}`,
  ]);
  const errors = checks.filter(({ state }) => state === "error").length;
  const end = errors === 0 ? "Ready to release." : `${count(errors, "thing keeps", "things keep")} flow-tagbot from its work.`;
  return `${[renderTable(["CHECK", "STATE", "FINDING"], rows, { colour, width }), ...fixes, "", end].join("\n")}\n`;
}
