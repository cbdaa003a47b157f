import type { Option } from "../../src/config/option.ts";
import { flagText, variableName } from "../../src/config/option.ts";
import { optionsOf } from "../../src/config/options.ts";
import { OUTPUTS } from "../../src/config/outputs.ts";
import * as z from "zod";
import { renderContextTable, renderFieldTable } from "../../src/notes/context-table.ts";
import { INDEX_SCHEMA } from "../../src/plan/index-schema.ts";

/** What can stand between `<!-- generated:NAME -->` and `<!-- /generated:NAME -->` in a page. */
const PARTS: Readonly<Record<string, () => string>> = {
  inputs: () =>
    table(
      ["Input", "Default", "Meaning"],
      optionsOf("input").map((input) => [code(input.name), defaultOf(input), input.description]),
    ),
  "run-inputs": () =>
    table(
      ["Input", "Default", "Meaning"],
      optionsOf("input")
        .filter(isOfRun)
        .map((input) => [code(input.name), defaultOf(input), input.description]),
    ),
  outputs: () =>
    table(
      ["Output", "Shape", "Meaning"],
      OUTPUTS.map(({ name, shape, description }) => [code(name), shape, description]),
    ),
  "config-keys": () =>
    table(
      ["Key", "Value", "Default", "Meaning"],
      optionsOf("config").map((key) => [code(key.name), key.accepts, defaultOf(key), key.description]),
    ),
  flags: () =>
    table(
      ["Flag", "Default", "Meaning"],
      optionsOf("flag").map((flag) => [code(flagText(flag)), defaultOf(flag), flag.description]),
    ),
  variables: () =>
    table(
      ["Variable", "Meaning"],
      optionsOf("environment").map((option) => [code(variableName(option.name)), option.description]),
    ),
  context: () => renderContextTable().trimEnd(),
  index: () => renderFieldTable(z.toJSONSchema(INDEX_SCHEMA, { io: "input", reused: "inline" })).trimEnd(),
};

const MARKED = /(<!-- generated:([\w-]+) -->\n)[^]*?(<!-- \/generated:\2 -->)/g;

/** The page with every marked part renewed; a marker that is unknown or not closed is an error that names it. */
export function renderParts(path: string, page: string): string {
  const markers = page.match(/<!-- generated:[^>]*-->/g)?.length ?? 0;
  let renewed = 0;
  const text = page.replace(MARKED, (_, open: string, name: string, close: string) => {
    const render = PARTS[name];
    if (render === undefined) throw new Error(`${path}: no generated part is named ${name}; known: ${Object.keys(PARTS).join(", ")}`);
    renewed += 1;
    return `${open}\n${render()}\n\n${close}`;
  });
  if (renewed !== markers) throw new Error(`${path}: a marker of a generated part is misspelt, or not closed`);
  return text;
}

/** Inputs that no key of the configuration file stands for. */
function isOfRun({ name, key = name }: Option): boolean {
  return !optionsOf("config").some((option) => option.name === key);
}

function defaultOf(option: Option): string {
  return option.default === null ? "" : code(option.default);
}

function code(text: string): string {
  return `\`${text}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");
}
