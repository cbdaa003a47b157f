import type { Change, DocumentPath, Shown } from "./change.ts";
import { renderPath, shorten } from "./path.ts";

const LONGEST_NAME = 80;
const LONGEST_VALUE = 60;

/** One line of plain text without markup, such as `component planner gained the tool create_note`. Foreign text is cut. */
export function describeChange(change: Change): string {
  const { subject, owner, traits } = change.meaning;
  const name = cite(change.meaning.name);
  switch (subject) {
    case "tool":
    case "permission":
      return describeHolding(change, subject === "tool" ? citeTool(change.meaning.name) : `the permission ${name}`, owner);
    case "input":
      if (change.kind === "added") return `${traits.includes("optional") ? "optional" : "required"} input ${name} was added`;
      if (change.kind === "changed" && traits.includes("required")) return `input ${name} is required now`;
      if (change.kind === "changed" && traits.includes("optional")) return `input ${name} is optional now`;
      return describe(change, change.kind === "changed" ? `${lastKey(change)}input ${name}` : `input ${name}`);
    case "prompt-text": {
      const text = `prompt text of ${name}${whichText(change.path)}`;
      return change.kind === "changed" && !isNothing(change.from) && !isNothing(change.to) ? `${text} changed` : describe(change, text);
    }
    case "schema":
    case "schema-field": {
      const effect = traits.includes("narrowed") ? " (narrowed)" : traits.includes("widened") ? " (widened)" : "";
      return describe(change, (change.kind === "changed" && owner === null ? lastKey(change) : "") + subjectOf(change, name)) + effect;
    }
    case "component-input":
      return describe(change, lastKey(change).replace(/^from of /, "") + subjectOf(change, name));
    case "framework":
    case "environment":
    case "entry-point":
    case "output":
    case "component":
    case "component-type":
    case "route":
    case "tool-options":
    case "prompt":
    case "prompt-version":
    case "schema-version":
    case "dependency":
    case "model":
    case "description":
    case "setting":
    case "anything":
      return describe(change, subjectOf(change, name));
  }
}

/** Every tool there is, and every tool of a server, have a star. */
function citeTool(name: string): string {
  if (name === "*") return "every tool";
  return name.endsWith(".*") ? `every tool of ${cite(name.slice(0, -2))}` : `the tool ${cite(name)}`;
}

/** Which of several texts, unless it is the one that most prompts have alone. */
function whichText(path: DocumentPath): string {
  const last = path.at(-1);
  return last?.kind !== "key" || /^(system|prompt|prompt_template)$/.test(last.key) ? "" : ` (${cite(last.key)})`;
}

/** `type of `, for what has changed of something with a name. */
function lastKey({ path, meaning }: Change): string {
  const last = path.at(-1);
  return last?.kind === "key" && last.key !== meaning.name && !meaning.name.endsWith(`.${last.key}`) ? `${cite(last.key)} of ` : "";
}

function describeHolding(change: Change, what: string, owner: string | null): string {
  const who = owner === null ? "the flow" : `component ${cite(owner)}`;
  switch (change.kind) {
    case "added":
      return `${who} gained ${what}`;
    case "removed":
      return `${who} lost ${what}`;
    case "renamed":
    case "moved":
    case "changed":
      return describe(change, (owner === null ? what : `${what} of ${who}`).replace(/^the /, ""));
  }
}

function subjectOf(change: Change, name: string): string {
  const { meaning, path } = change;
  const of = meaning.owner === null || meaning.owner === meaning.name ? "" : ` of component ${cite(meaning.owner)}`;
  switch (meaning.subject) {
    case "framework":
      return path.length === 0 ? "format" : "framework version";
    case "environment":
      return "environment";
    case "entry-point":
      return "entry point";
    case "output":
      return `output ${name}`;
    case "component":
      return `component ${name}`;
    case "component-type":
      return `type of component ${name}`;
    case "component-input":
      return `input ${name}${of}`;
    case "route":
      return describeRoute(change);
    case "tool-options":
      return of === ""
        ? `option ${renderPath(path)}`
        : `${lastKey(change) === "" ? "options of " : `option ${lastKey(change)}`}tool ${name}${of}`;
    case "prompt":
      return `prompt ${name}`;
    case "prompt-version":
      return `prompt version${of}`;
    case "schema":
      return meaning.owner === null ? `response schema ${name}` : `response schema of component ${name}`;
    case "schema-field":
      return `field ${name} of a response schema`;
    case "schema-version":
      return meaning.owner === null ? `version range of ${name}` : `response schema version${of}`;
    case "setting":
      return `setting ${renderPath(path)}`;
    case "input":
    case "tool":
    case "permission":
    case "prompt-text":
    case "dependency":
    case "model":
    case "description":
    case "anything":
      return path.length === 0 ? "the whole file" : renderPath(path);
  }
}

function describeRoute(change: Change): string {
  const { name, owner } = change.meaning;
  const last = change.path.at(-1);
  const key = last?.kind === "key" ? last.key : "";
  if (change.kind === "changed" && (key === "when" || key === "input")) return `condition of the ${nameRoute(change)}`;
  if (owner !== name || change.kind === "changed" || change.path.length < 3) return nameRoute(change);
  if (key === "condition") return `conditional ${nameRoute(change)}`;
  if (key !== "to") return `${cite(key)} of the ${nameRoute(change)}`;
  const target = "value" in change && change.value.kind === "scalar" ? change.value.value : null;
  return target === null ? nameRoute(change) : `${nameRoute(change)} to ${cite(String(target))}`;
}

function nameRoute({ meaning: { name, owner } }: Change): string {
  if (owner === null || owner === name) return `route from ${cite(name)}`;
  if (name.startsWith(`${owner}.`)) return `route from ${cite(owner)} for ${cite(name.slice(owner.length + 1))}`;
  return `route from ${cite(owner)} to ${cite(name)}`;
}

function describe(change: Change, what: string): string {
  switch (change.kind) {
    case "added":
      return `${what} was added`;
    case "removed":
      return `${what} was removed`;
    case "renamed":
      return `${what.replace(cite(change.meaning.name), cite(change.from))} is called ${cite(change.to)} now`;
    case "moved":
      return `${what} moved from place ${change.from + 1} to ${change.to + 1}`;
    case "changed":
      return describeValues(what, change.from, change.to);
  }
}

function describeValues(what: string, from: Shown, to: Shown): string {
  if (isNothing(to)) return `${what} is not given any more`;
  const [was, is] = [showValue(from), showValue(to)];
  if (isNothing(from)) return is === null ? `${what} is given now` : `${what} is ${is} now`;
  // A value that is cut may look the same before and after, and so may a flag and its name.
  if (was === is && isText(from) !== isText(to)) return `${what} changed from ${quoteText(from)} to ${quoteText(to)}`;
  return was === null || is === null || was === is ? `${what} changed` : `${what} changed from ${was} to ${is}`;
}

function isNothing(shown: Shown): boolean {
  return shown.kind === "scalar" && shown.value === null;
}

function isText(shown: Shown): boolean {
  return shown.kind === "scalar" && typeof shown.value === "string";
}

function quoteText(shown: Shown): string {
  const text = showValue(shown) ?? "";
  return isText(shown) ? JSON.stringify(text) : text;
}

/** Null for a text of several lines, which says nothing on one. */
function showValue(shown: Shown): string | null {
  if (shown.kind !== "scalar") return `${shown.size} ${shown.kind === "list" ? "item" : "key"}${shown.size === 1 ? "" : "s"}`;
  const text = String(shown.value);
  return text.includes("\n") ? null : cite(text, LONGEST_VALUE);
}

/** Words as they are, all else in quotes, so that it is seen where foreign text begins and ends. */
function cite(text: string, longest = LONGEST_NAME): string {
  const short = shorten(text, longest);
  return /^[\p{L}\p{N}_.:*/@^~=<>$-]+$/u.test(short) ? short : JSON.stringify(short);
}
