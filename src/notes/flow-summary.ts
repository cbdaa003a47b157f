import type { FlowSummary } from "../changes/summary.ts";

const MOST_NAMES = 20;
const MAX_DESCRIPTION = 300;
const MAX_NAME = 60;

/** What a flow is made of, a line of plain text for each kind of part that it has; names are foreign. */
export function renderFlowSummary(summary: FlowSummary): readonly string[] {
  const { description, framework, environment, entryPoint, components, tools, permissions, inputs, outputs, prompts, schemas, keys } =
    summary;
  const known = components.length > 0 || inputs.length > 0;
  return [
    ...line("Description", description === null ? [] : [description]),
    ...line(
      "Runs with",
      [framework, environment === null ? null : `environment ${environment}`].filter((part) => part !== null),
    ),
    ...line("Starts at", entryPoint === null ? [] : [entryPoint]),
    ...line(
      "Components",
      components.map(({ name, type }) => (type === null ? name : `${name} (${type})`)),
    ),
    ...line(
      "Inputs",
      inputs.map(({ name, required }) => (required ? name : `${name} (optional)`)),
    ),
    ...line("Outputs", outputs),
    ...line(
      "Tools",
      tools.map((name) => (name === "*" ? "all there are" : name.replace(/^(.+)\.\*$/, "all of $1"))),
    ),
    ...line("Permissions", permissions),
    ...line("Prompts", prompts),
    ...line("Response schemas", schemas),
    ...(known ? [] : line("Keys", keys)),
  ];
}

function line(title: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const longest = names.length === 1 ? MAX_DESCRIPTION : MAX_NAME;
  const shown = names.slice(0, MOST_NAMES).map((name) => cut(name, longest));
  const rest = names.length - shown.length;
  return [`${title}: ${[...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(", ")}`];
}

function cut(text: string, max: number): string {
  const flat = text.replace(/\s+/gu, " ").trim();
  return flat.length <= max ? flat : `${flat.slice(0, max - 1).replace(/[\ud800-\udbff]$/u, "")}…`;
}
