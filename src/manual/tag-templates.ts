import { stringify } from "yaml";
import type { Root } from "../config/config.ts";
import { DEFAULT_CONFIG } from "../config/config.ts";
import { rootsProblems } from "../config/values.ts";
import { isolatingTemplate } from "../model/tag-template.ts";
import { renameFlow } from "./rename.ts";
import { rootOf, type Trouble, type WayOut } from "./way-out.ts";

/** Ways out of two versions with one tag: a template of its own for every root but one, or another name in the same root. */
export function separateTags(trouble: Trouble): readonly WayOut[] {
  const { version, plan } = trouble;
  const tag = version.tag?.toLowerCase();
  const clashing = plan.versions.filter((other) => other.tag?.toLowerCase() === tag);
  const roots = new Set(clashing.map(rootOf));
  if (roots.size < 2) return [renameFlow(trouble)];
  const published = Map.groupBy(
    plan.versions.filter(({ tagged }) => tagged !== null),
    rootOf,
  );
  // The root with the most published tags keeps its template, so that the fewest tags get a second name.
  const [keeps = "", ...others] = [...roots].sort((a, b) => (published.get(b)?.length ?? 0) - (published.get(a)?.length ?? 0));
  const known = knownRoots(trouble);
  // Roots inside one another are not a valid configuration.
  if (rootsProblems(known.map(({ path }) => path)).length > 0) return [renameFlow(trouble)];
  return [templatesToPaste(trouble.context.config.tag, known, keeps, others)];
}

/** Ways out of a tag name that git cannot have: the default template, or another name for the flow. */
export function changeTemplateOrName(trouble: Trouble): readonly WayOut[] {
  const root = rootOf(trouble.version);
  const template = trouble.context.config.roots?.find(({ path }) => path === root)?.tag ?? trouble.context.config.tag;
  if (template === DEFAULT_CONFIG.tag) return [renameFlow(trouble)];
  return [pasteConfig("Use the default tag template", { tag: DEFAULT_CONFIG.tag }), renameFlow(trouble)];
}

function knownRoots({ plan, context: { config } }: Trouble): readonly Root[] {
  return config.roots ?? [...new Set(plan.versions.map(rootOf))].map((path) => ({ path, tag: config.tag }));
}

function templatesToPaste(common: string, known: readonly Root[], keeps: string, others: readonly string[]): WayOut {
  const used = new Set(known.map(({ tag }) => tag));
  const roots = known.map(({ path, tag }) => {
    const own = others.includes(path) ? isolatingTemplate(path, tag, [keeps, ...others.filter((other) => other !== path)], used) : tag;
    used.add(own);
    return { path: path === "" ? "." : path, ...(own === common ? {} : { tag: own }) };
  });
  return pasteConfig("Give the roots different tag templates", { ...(common === DEFAULT_CONFIG.tag ? {} : { tag: common }), roots });
}

function pasteConfig(title: string, config: Readonly<Record<string, unknown>>): WayOut {
  const text = stringify(config, { lineWidth: 0, defaultStringType: "PLAIN" });
  return { title: `${title} in .github/flow-tagbot.yml`, kind: "config", commands: text.trimEnd().split("\n") };
}
