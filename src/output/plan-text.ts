import { toSteps } from "../manual/steps.ts";
import { renderVisible } from "../manual/visible.ts";
import type { Plan } from "../model/plan.ts";
import { needingAPerson, problemsApart } from "./attention.ts";
import { count, shortSha } from "./count.ts";
import { MAX_ROWS, renderManual, renderMore, renderProblems, type TextOptions } from "./manual-text.ts";
import { paint, STATE_STYLES } from "./style.ts";
import { renderTable } from "./table.ts";
import { renderActionCounts, renderCounts, renderState, toVersionRows, type VersionRow } from "./version-rows.ts";

/** A plan for people, as text that ends with a line feed; harmless on a terminal whatever names the registry has. */
export function renderPlan(plan: Plan, options: TextOptions): string {
  const { colour } = options;
  const lines = [
    `${paint(colour, "bold", renderVisible(plan.branch))} at ${shortSha(plan.head)}: ${renderCounts(plan)}`,
    ...renderRows(toVersionRows(plan), options),
    ...renderProblems(problemsApart(plan), options),
    ...renderManual(toSteps(plan, [], options.manual), options),
    "",
    renderNext(plan),
  ];
  return `${lines.join("\n")}\n`;
}

function renderRows(rows: readonly VersionRow[], { colour, width, maxRows = MAX_ROWS }: TextOptions): readonly string[] {
  if (rows.length === 0) return [];
  const cells = rows.slice(0, maxRows).map(({ version, todo }) => [
    { text: version.flow, style: null },
    { text: version.version, style: null },
    { text: renderState(version), style: STATE_STYLES[version.state] },
    { text: todo, style: null },
    { text: shortSha(version.target), style: "dim" as const },
    { text: version.tag ?? "", style: null },
  ]);
  return [
    "",
    renderTable(["FLOW", "VERSION", "STATE", "TO DO", "TARGET", "TAG"], cells, { colour, width }),
    ...renderMore(rows.length, maxRows),
  ];
}

function renderNext(plan: Plan): string {
  const people = needingAPerson(plan).length;
  const rest = people === 0 ? "" : ` ${count(people, "version needs", "versions need")} a person first: see above.`;
  if (plan.actions.length > 0) return `Next: \`flow-tagbot apply\` makes ${renderActionCounts(plan.actions)}.${rest}`;
  return people === 0 ? "Nothing to do." : `Nothing to do automatically.${rest}`;
}
