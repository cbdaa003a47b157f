import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { parseConfigFile } from "../../src/config/config-file.ts";
import { optionsOf } from "../../src/config/options.ts";
import { OUTPUTS } from "../../src/config/outputs.ts";
import { MAX_BODY, renderNotes } from "../../src/notes/render.ts";
import { MAX_TEXT } from "../../src/notes/template-values.ts";
import { parseFlowsFile } from "../../src/resolve/flows-file.ts";
import { parseRegistries } from "../../src/resolve/registries-file.ts";
import { exampleContext, template } from "../notes/example-facts.ts";
import { blocksOf, markdownPages, readPage } from "./pages.ts";

const YAML = markdownPages().flatMap((page) =>
  blocksOf(page)
    .filter(({ language }) => language === "yaml")
    .map(({ text }) => ({ path: page.path, text })),
);

describe("YAML in documents", () => {
  test("there is a workflow and a configuration file", () => {
    expect(YAML.some(({ text }) => isWorkflow(text))).toBe(true);
    expect(YAML.some(({ text }) => !isWorkflow(text))).toBe(true);
  });
  test.each(YAML.filter(({ text }) => isWorkflow(text)))("a workflow of $path has its parts, and reads outputs that exist", ({ text }) => {
    expect(parse(text)).toMatchObject({ on: {}, permissions: {}, concurrency: {}, jobs: {} });
    const known: readonly string[] = OUTPUTS.map(({ name }) => name);
    const read = Array.from(text.matchAll(/\.outputs\.([\w-]+)/g), ([, name = ""]) => name);
    expect(read.filter((name) => !known.includes(name))).toEqual([]);
  });
  test.each(YAML.filter(({ text }) => isSteps(text)))("the steps of $path give inputs that exist", ({ text }) => {
    const { steps } = STEPS.parse(parse(text));
    const given = steps.filter(({ uses }) => uses.startsWith("flow-tagbot/")).flatMap((step) => Object.keys(step.with));
    const known: readonly string[] = optionsOf("input").map(({ name }) => name);
    expect(given).not.toEqual([]);
    expect(given.filter((name) => !known.includes(name))).toEqual([]);
  });
  test.each(YAML.filter(({ text }) => !isWorkflow(text) && !isSteps(text) && readerOf(text) === null))(
    "a configuration of $path is valid",
    ({ text }) => {
      expect(parseConfigFile(text, "flow-tagbot.yml")).toMatchObject({ ok: true });
    },
  );
  test.each(YAML.filter(({ text }) => readerOf(text) !== null))("a list of flows or registries of $path is valid", ({ text }) => {
    expect(() => readerOf(text)?.(text)).not.toThrow();
  });
});

const STEPS = z.object({ steps: z.array(z.object({ uses: z.string(), with: z.record(z.string(), z.unknown()) })) });

const PLACES = { serverUrl: "https://github.com", folder: "/home/someone/.config/flow-tagbot", home: "/home/someone" };

/** Of the files that consumers have, each with its own reader, which throws; null for all others. */
function readerOf(text: string): ((text: string) => unknown) | null {
  if (text.startsWith("# flows.yml")) return (flows) => parseFlowsFile(flows, "flows.yml");
  return /^registries:$/m.test(text) ? (registries) => parseRegistries(registries, "registries.yml", PLACES) : null;
}

function isSteps(text: string): boolean {
  return text.startsWith("steps:\n");
}

function isWorkflow(text: string): boolean {
  return /^jobs:$/m.test(text);
}

describe("docs/templates.md", () => {
  const page = readPage("docs/templates.md");

  test("shows a template that makes what stands below it", async () => {
    const text = blocksOf(page).find(({ language }) => language === "jinja")?.text ?? "";
    const shown = blocksOf(page).find(({ language }) => language === "markdown")?.text;
    const { body } = renderNotes(await template(`${text}\n`), await exampleContext());
    expect(body.slice(0, body.lastIndexOf("\n")).trimEnd()).toBe(shown);
  });
  test.each([MAX_BODY, MAX_TEXT])("knows the limit of %i characters", (limit) => {
    expect(page.text).toContain(`| ${limit.toLocaleString("en")} characters |`);
  });
  test.each([
    "{{ 'abc' | upper }}",
    "{% raw %}{% endraw %}",
    "{% filter upper %}a{% endfilter %}",
    "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}a{% endcall %}",
    "{% switch flow %}{% case 'a' %}a{% endswitch %}",
  ])("%s is in the language, as the page says", async (text) => {
    await expect(template(text)).resolves.toHaveProperty("render");
  });
});
