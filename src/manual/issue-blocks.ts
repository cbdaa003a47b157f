import { createHash } from "node:crypto";
import { CODES, type Code } from "../model/codes.ts";
import { renderStepBody, renderStepLine, renderStepName } from "./step-markdown.ts";
import { stepKey, type Step } from "./steps.ts";
import { isByHand } from "./way-out.ts";

/** One line with a box to tick, known again by its key. */
export interface Member {
  readonly key: string;
  readonly ticked: boolean;
  /** Markdown after the box, without the key. */
  readonly text: string;
}

/** Steps that share their commands. */
export interface Block {
  readonly code: Code;
  readonly members: readonly Member[];
  /** Markdown below the members. */
  readonly rest: string;
}

const OPEN = /^<!-- flow-tagbot:block ([\w-]+) -->$/;
const CLOSE = "<!-- /flow-tagbot:block -->";
const MEMBER = /^- \[([ xX])\] (.*) <!-- flow-tagbot:step (\S+) -->$/;
const FENCE = /^(`{3,})[a-z]*$/;

/** So many characters of commands are pasted at once, unless one step alone has more; and they are shown or left out together. */
const LARGEST_PASTE = 10_000;

/** Blocks of the steps, in their order: steps that end with one and the same commands, or whose commands can follow one another, share one. */
export function toBlocks(steps: readonly Step[]): readonly Block[] {
  const said = new Set<string>();
  const renderOnce = (step: Step): string => {
    const sentence = toSentence(step);
    if (said.has(sentence)) return renderStepName(step);
    said.add(sentence);
    return renderStepLine(step);
  };
  return [...Map.groupBy(steps, toGroup).values()].flatMap(split).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const members = group.map((step): Member => ({ key: stepKey(step), ticked: false, text: renderOnce(step) }));
    return [{ code: first.code, members, rest: renderStepBody(group) }];
  });
}

/** What is wrong, as far as it is the same for several versions: not their names and commits, which the commands have. */
function toSentence({ code, what, flow, version }: Step): string {
  const common = [version, flow].reduce((text, name) => (name === "" ? text : text.replaceAll(name, "")), what);
  return `${code} ${common.replace(/[0-9a-f]{40,}/g, "")}`;
}

export function renderBlock({ code, members, rest }: Block): string {
  return [`<!-- flow-tagbot:block ${code} -->`, ...members.map(renderMember), ...(rest === "" ? [] : ["", rest, ""]), CLOSE].join("\n");
}

export function renderMember({ key, ticked, text }: Member): string {
  return `- [${ticked ? "x" : " "}] ${text} <!-- flow-tagbot:step ${encodeKey(key)} -->`;
}

/** The blocks of an issue's body, with what people ticked; anything else in it is left aside. */
export function parseBlocks(body: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: { readonly code: Code; readonly members: Member[]; readonly rest: string[] } | null = null;
  // What is fenced is foreign: release notes, and a server's words.
  let fence: string | null = null;
  for (const line of body.split(/\r?\n/)) {
    const code = fence === null ? OPEN.exec(line)?.[1] : undefined;
    if (fence === line) fence = null;
    else fence ??= FENCE.exec(line)?.[1] ?? null;
    if (code !== undefined) {
      open = isCode(code) ? { code, members: [], rest: [] } : null;
    } else if (fence === null && line === CLOSE) {
      if (open !== null) blocks.push({ code: open.code, members: open.members, rest: open.rest.join("\n").trim() });
      open = null;
    } else if (open !== null) {
      const member = open.rest.length === 0 ? toMember(line) : null;
      if (member === null) open.rest.push(line);
      else open.members.push(member);
    }
  }
  return blocks;
}

export function keysOf(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap(({ members }) => members.map(({ key }) => key));
}

/** A short text that two equal sets of keys have in common. */
export function digestOf(keys: Iterable<string>): string {
  return createHash("sha256")
    .update([...new Set(keys)].sort().join("\n"))
    .digest("hex")
    .slice(0, 16);
}

/** What steps of one block have in common. A server's words name the ref that they are about. */
function toGroup({ code, serverWords, ways }: Step): string {
  if (!ways.every(isByHand) || ways.length === 0) return JSON.stringify([code, serverWords, ways]);
  return JSON.stringify([code, serverWords?.replace(/refs(\/|%2F)tags(\/|%2F)[^\s:?&'"`]+/g, "") ?? null]);
}

/** Steps by hand in portions that can be pasted; others in the one portion that they have in common. */
function split(group: readonly Step[]): readonly (readonly Step[])[] {
  const portions: Step[][] = [];
  let size = Infinity;
  for (const step of group) {
    const own = step.ways.every(isByHand) ? step.ways.flatMap(({ commands }) => commands).join("\n").length : 0;
    size += own;
    if (size > LARGEST_PASTE) {
      portions.push([step]);
      size = own;
    } else {
      portions.at(-1)?.push(step);
    }
  }
  return portions;
}

function toMember(line: string): Member | null {
  const [, tick = "", text = "", key = ""] = MEMBER.exec(line) ?? [];
  return key === "" ? null : { key: decodeKey(key), ticked: tick !== " ", text };
}

/** No space, and nothing that could end the comment. */
function encodeKey(key: string): string {
  return encodeURIComponent(key.toWellFormed()).replaceAll("-", "%2D");
}

function decodeKey(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    // Somebody edited the body; the step is then a new one.
    if (error instanceof URIError) return text;
    throw error;
  }
}

function isCode(text: string): text is Code {
  return Object.hasOwn(CODES, text);
}
