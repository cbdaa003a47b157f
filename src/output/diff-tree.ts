import type { Change, DocumentPath, Shown, Step } from "../changes/change.ts";
import type { Subject } from "../model/rule.ts";
import { count } from "./count.ts";
import { cutText, excerptOf, isLongText, type Excerpt } from "./text-excerpt.ts";

/** `+` added, `-` removed, `~` changed, `→` renamed, `↕` moved; a space: only something in it. */
export type Sign = "+" | "-" | "~" | "→" | "↕" | " ";

/** One line of a diff, in foreign words: whoever shows it makes it harmless. */
export interface DiffEntry {
  readonly sign: Sign;
  readonly text: string;
  readonly excerpt: Excerpt | null;
  readonly entries: readonly DiffEntry[];
  /** How many entries are left out. */
  readonly more: number;
}

/** The changes below one of a document's first keys; the title is null for what stands at the top itself. */
export interface DiffSection {
  readonly title: string | null;
  readonly entries: readonly DiffEntry[];
}

const LONGEST_VALUE = 60;
const LONGEST_NAME = 120;

/** Of something that was added or removed whole, so much is shown. */
const MOST_PARTS = 8;
const DEEPEST_PART = 2;

const WORDS: Readonly<Record<Subject, string>> = {
  framework: "framework version",
  environment: "environment",
  "entry-point": "entry point",
  input: "input",
  output: "output",
  component: "component",
  "component-type": "type",
  "component-input": "input",
  route: "route",
  tool: "tool",
  "tool-options": "tool",
  permission: "permission",
  prompt: "prompt",
  "prompt-text": "prompt text",
  "prompt-version": "prompt version",
  schema: "schema",
  "schema-field": "field",
  "schema-version": "schema version",
  dependency: "dependency",
  model: "model",
  description: "description",
  setting: "setting",
  anything: "value",
};

/** Called by their names; everything else by its place in the document. */
const NAMED: readonly Subject[] = [
  "input",
  "output",
  "component",
  "component-input",
  "route",
  "tool",
  "tool-options",
  "permission",
  "prompt",
  "schema",
  "schema-field",
];

/** Changes as a tree: by section, by the item in it, and then one entry each, in the document's order. */
export function toDiffTree(changes: readonly Change[]): readonly DiffSection[] {
  const top = changes.filter(({ path }) => path.length < 2);
  const sections = Map.groupBy(
    changes.filter(({ path }) => path.length >= 2),
    ({ path }) => textOfSteps(path.slice(0, 1)),
  );
  return [
    ...(top.length === 0 ? [] : [{ title: null, entries: top.map((change) => toEntry(change, 0)) }]),
    ...[...sections].map(([title, own]) => ({ title, entries: toItems(own) })),
  ];
}

export function textOfSteps(path: DocumentPath): string {
  return path.map(textOfStep).join(".");
}

/** A value in a few words; `quoted` tells a text from what it looks like. */
export function renderShown(shown: Shown, quoted = false): string {
  switch (shown.kind) {
    case "scalar":
      if (shown.value === null) return "nothing";
      return typeof shown.value === "string" && (quoted || shown.value.trim() !== shown.value || shown.value === "")
        ? cutText(JSON.stringify(shown.value), LONGEST_VALUE)
        : cutText(String(shown.value), LONGEST_VALUE);
    case "list":
      return count(shown.size, "item");
    case "map":
      return count(shown.size, "entry", "entries");
  }
}

/** One entry an item: its own change, with the changes inside below it. */
function toItems(changes: readonly Change[]): readonly DiffEntry[] {
  return [...Map.groupBy(changes, ({ path }) => textOfSteps(path.slice(1, 2)))].flatMap(([name, own]) => {
    const itself = own.filter(({ path }) => path.length === 2).map((change) => toEntry(change, 1));
    const inside = own.filter(({ path }) => path.length > 2).map((change) => toEntry(change, 2));
    if (inside.length === 0) return itself;
    const head = itself.find(({ sign }) => sign === "→" || sign === "↕");
    if (head !== undefined && itself.length === 1) return [{ ...head, entries: [...head.entries, ...inside] }];
    return [...itself, { sign: " " as const, text: cutText(name, LONGEST_NAME), excerpt: null, entries: inside, more: 0 }];
  });
}

/** `depth`: so many steps of the path are said already. */
function toEntry(change: Change, depth: number, level = 0): DiffEntry {
  const label = labelOf(change, depth);
  switch (change.kind) {
    case "added":
    case "removed": {
      const sign = change.kind === "added" ? "+" : "-";
      const parts = level < DEEPEST_PART ? change.parts.slice(0, MOST_PARTS) : [];
      return {
        sign,
        text: `${label}${renderAddition(change.value, change.meaning.name)}`,
        excerpt: excerptOfValue(change.value, sign),
        entries: parts.map((part) => toEntry(part, change.path.length, level + 1)),
        more: change.parts.length - parts.length,
      };
    }
    case "renamed":
      return entry("→", `${WORDS[change.meaning.subject]} ${cutText(change.from, LONGEST_NAME)} → ${cutText(change.to, LONGEST_NAME)}`);
    case "moved":
      return entry("↕", `${label}: from place ${change.from + 1} to ${change.to + 1}`);
    case "changed":
      return toChanged(label, change.from, change.to);
  }
}

function toChanged(label: string, from: Shown, to: Shown): DiffEntry {
  const [before, after] = [textOf(from), textOf(to)];
  if (before !== null && after !== null && (isLongText(before) || isLongText(after)))
    return { ...entry("~", label), excerpt: excerptOf(before, after) };
  const isClear = renderShown(from) !== renderShown(to);
  return entry("~", `${label}: ${renderShown(from, !isClear)} → ${renderShown(to, !isClear)}`);
}

function entry(sign: Sign, text: string): DiffEntry {
  return { sign, text, excerpt: null, entries: [], more: 0 };
}

function labelOf({ kind, path, meaning: { subject, name, traits } }: Change, depth: number): string {
  const rest = path.slice(depth);
  if (!NAMED.includes(subject)) return cutText(rest.length === 0 ? WORDS[subject] : textOfSteps(rest), LONGEST_NAME);
  const last = textOfSteps(path.slice(-1));
  const isOfPart = kind === "changed" && last !== name && !name.endsWith(`.${last}`);
  const need = subject === "input" && kind === "added" ? traits.filter((trait) => trait === "required" || trait === "optional") : [];
  const effect = traits.filter((trait) => trait === "narrowed" || trait === "widened").map((trait) => ` (${trait})`);
  const called = [...need, WORDS[subject], cutText(name, LONGEST_NAME), ...(isOfPart ? [cutText(last, LONGEST_NAME)] : [])];
  return `${called.join(" ")}${effect.join("")}`;
}

function renderAddition(value: Shown, name: string): string {
  if (value.kind !== "scalar" || value.value === name || value.value === null) return "";
  return isLongText(String(value.value)) ? "" : `: ${renderShown(value)}`;
}

function excerptOfValue(value: Shown, sign: "+" | "-"): Excerpt | null {
  const text = textOf(value);
  if (text === null || !isLongText(text)) return null;
  const { lines, more } = sign === "+" ? excerptOf("", text) : excerptOf(text, "");
  const own = lines.filter((line) => line.sign === sign && line.text !== "");
  return { lines: own, more };
}

function textOf(shown: Shown): string | null {
  return shown.kind === "scalar" && typeof shown.value === "string" ? shown.value : null;
}

function textOfStep(step: Step): string {
  switch (step.kind) {
    case "key":
      return step.key;
    case "item":
      return step.name;
    case "index":
      return String(step.index + 1);
  }
}
