import { posix } from "node:path";
import type { Config } from "../config/config.ts";
import { templateSource } from "../config/values.ts";
import type { Git } from "../git/git.ts";
import { readTexts } from "../git/read-objects.ts";
import { failure } from "../model/failure.ts";
import { CONVENTIONAL_TEMPLATE } from "../notes/conventional-template.ts";
import { DEFAULT_TEMPLATE } from "../notes/default-template.ts";
import { GITHUB_TEMPLATE } from "../notes/github-template.ts";
import { compileTemplate, parseTemplateReferences, type Template } from "../notes/template.ts";

const BUILT_IN = {
  custom: { name: "default", text: DEFAULT_TEMPLATE },
  conventional: { name: "conventional", text: CONVENTIONAL_TEMPLATE },
  github: { name: "github", text: GITHUB_TEMPLATE },
} as const;

/** Includes that include each other end here. */
const MAX_DEPTH = 8;

/** The notes template that the configuration asks for, with all that it includes, from the release branch only. */
export async function readTemplate(git: Git, head: string, { template, notes }: Pick<Config, "template" | "notes">): Promise<Template> {
  if (template === null) return compileTemplate({ ...BUILT_IN[notes], includes: new Map() });
  const source = templateSource(template);
  if (source.kind === "text") return compileWithIncludes(git, head, "", { name: "template", text: source.text });
  const name = `${head}:${source.path}`;
  const text = (await readTexts(git, [name])).get(name) ?? null;
  if (text === null)
    throw failure(
      "template-missing",
      `There is no ${source.path} on the release branch.`,
      "Commit the template to the release branch, or correct the path.",
    );
  return compileWithIncludes(git, head, posix.dirname(source.path), { name: source.path, text });
}

interface NamedText {
  readonly name: string;
  readonly text: string;
}

async function compileWithIncludes(git: Git, head: string, folder: string, template: NamedText): Promise<Template> {
  return compileTemplate({ ...template, includes: await readIncludes(git, head, folder, template) });
}

async function readIncludes(git: Git, head: string, folder: string, template: NamedText): Promise<ReadonlyMap<string, string>> {
  const includes = new Map<string, string>();
  let open = await parseTemplateReferences(template);
  for (let depth = 0; open.length > 0 && depth < MAX_DEPTH; depth += 1) {
    const names = open.map((path) => `${head}:${posix.join(folder, path)}`);
    const texts = await readTexts(git, names);
    const found = open.flatMap((path, index) => {
      const text = texts.get(names[index] ?? "") ?? null;
      return text === null ? [] : [{ name: path, text }];
    });
    for (const { name, text } of found) includes.set(name, text);
    open = [...new Set((await Promise.all(found.map(parseTemplateReferences))).flat())].filter((path) => !includes.has(path));
  }
  return includes;
}
