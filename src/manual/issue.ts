import { carryOver, withTicks, type ReportedRun } from "./carry-over.ts";
import { fitBlocks, renderSections } from "./fit-blocks.ts";
import { digestOf, keysOf, parseBlocks, toBlocks, type Block } from "./issue-blocks.ts";
import type { Step } from "./steps.ts";

export type { ReportedRun } from "./carry-over.ts";
export { fitBlocks } from "./fit-blocks.ts";

/** Never changes, so that people and their filters know the issue. */
export const ISSUE_TITLE = "flow-tagbot: some versions need a person";
export const ISSUE_LABEL = "flow-tagbot";
export const ISSUE_MARKER = "<!-- flow-tagbot:manual-steps -->";

/** GitHub takes 65,536 characters: https://docs.github.com/rest/issues/issues; some are kept free. */
export const MAX_ISSUE = 65_000;

const SET = /^<!-- flow-tagbot:set ([0-9a-f]+) -->$/m;

/** In a comment. */
const MOST_NAMES = 20;
const MOST_NAME_CHARACTERS = 20_000;

/** The issue as it was found. */
export interface FoundIssue {
  readonly number: number;
  readonly body: string;
  readonly state: "open" | "closed";
  /** Closed by a person who does not want it. */
  readonly unwanted: boolean;
}

export type IssueChange =
  | { readonly kind: "none" }
  | { readonly kind: "create"; readonly body: string }
  | { readonly kind: "edit"; readonly number: number; readonly body: string; readonly comment: string | null }
  | { readonly kind: "close"; readonly number: number; readonly body: string; readonly comment: string };

/**
 * What has to become of the issue. Steps that this run did not come to (it was narrowed, or stopped early) stay as they
 * are; boxes that people ticked stay ticked; a comment is due only when the set of steps changes.
 */
export function planIssue(found: FoundIssue | null, run: ReportedRun): IssueChange {
  const fresh = toBlocks(run.steps);
  if (found === null) return fresh.length === 0 ? { kind: "none" } : { kind: "create", body: renderIssue(fresh) };
  const old = readList(found.body);
  return found.state === "closed" ? planReopening(found, old, fresh) : planEdit(found, old, fresh, run);
}

/** The whole text, however long it is: for a file, or a local page. */
export function renderSteps(steps: readonly Step[]): string {
  return renderSections(toBlocks(steps));
}

/** At most {@link MAX_ISSUE} characters: first all lines with their boxes, then as many blocks' commands as fit, each whole. */
export function renderIssue(blocks: readonly Block[]): string {
  const head = `${ISSUE_MARKER}\n<!-- flow-tagbot:set ${digestOf(keysOf(blocks))} -->\n\n${INTRODUCTION}\n\n`;
  return `${head}${fitBlocks(blocks, MAX_ISSUE - head.length)}`;
}

const INTRODUCTION = [
  "flow-tagbot has tagged and released every other version that it could. Those below need somebody with more rights, or a decision.",
  "",
  "- **Commands** go into a POSIX shell (bash, zsh) at the top of a full clone of this repository; `git fetch --unshallow` completes a shallow one. `gh` is the [GitHub CLI](https://cli.github.com), logged in. Where something is done already, a command only fails; nothing is replaced or deleted unless it is said.",
  "- **The next run** looks for itself and takes off what is right; when nothing is left, it closes the issue. The boxes are for your own notes.",
].join("\n");

/** What an issue's body lists, and which set of steps it was written for: the two differ when not all of them fitted. */
interface OldList {
  readonly blocks: readonly Block[];
  readonly keys: ReadonlySet<string>;
  readonly set: string | null;
  readonly complete: boolean;
}

function readList(body: string): OldList {
  const blocks = parseBlocks(body);
  const keys = new Set(keysOf(blocks));
  const set = SET.exec(body.replaceAll("\r\n", "\n"))?.[1] ?? null;
  return { blocks, keys, set, complete: set === digestOf(keys) };
}

/** A person who closed it as not planned knows these steps, or these and more. */
function planReopening({ number, unwanted }: FoundIssue, old: OldList, fresh: readonly Block[]): IssueChange {
  const keys = keysOf(fresh);
  if (keys.length === 0 || (unwanted && (digestOf(keys) === old.set || keys.every((key) => old.keys.has(key))))) return { kind: "none" };
  return { kind: "edit", number, body: renderIssue(fresh), comment: `Needed again:\n\n${renderNames(fresh, () => true)}` };
}

function planEdit({ number, body: before }: FoundIssue, old: OldList, fresh: readonly Block[], run: ReportedRun): IssueChange {
  // Steps that did not fit into the body cannot be carried over.
  if (run.narrowed && !old.complete) return { kind: "none" };
  const blocks = withTicks([...fresh, ...carryOver(old.blocks, run)], old.blocks);
  if (blocks.length === 0) return { kind: "close", number, body: before, comment: "Everything that was listed here is right now." };
  const body = renderIssue(blocks);
  // Browsers and servers change line ends.
  if (body.trimEnd() === before.replaceAll("\r\n", "\n").trimEnd()) return { kind: "none" };
  const changed = old.set !== digestOf(keysOf(blocks));
  return { kind: "edit", number, body, comment: changed ? renderComment(old, blocks) : null };
}

function renderComment(old: OldList, blocks: readonly Block[]): string {
  const keys = new Set(keysOf(blocks));
  const added = renderNames(blocks, (key) => !old.keys.has(key));
  const gone = renderNames(old.blocks, (key) => !keys.has(key));
  if (!old.complete || (added === "" && gone === ""))
    return `The list has changed; it has ${keys.size} ${keys.size === 1 ? "entry" : "entries"} now.`;
  return [...(added === "" ? [] : [`New:\n\n${added}`]), ...(gone === "" ? [] : [`No longer needed:\n\n${gone}`])].join("\n\n");
}

function renderNames(blocks: readonly Block[], isWanted: (key: string) => boolean): string {
  const lines = blocks.flatMap(({ members }) => members.filter(({ key }) => isWanted(key)).map(({ text }) => `- ${text}`));
  const shown: string[] = [];
  let left = MOST_NAME_CHARACTERS;
  for (const line of lines.slice(0, MOST_NAMES)) {
    left -= line.length + 1;
    if (left < 0) break;
    shown.push(line);
  }
  return [...shown, ...(lines.length > shown.length ? [`- … and ${lines.length - shown.length} more`] : [])].join("\n");
}
