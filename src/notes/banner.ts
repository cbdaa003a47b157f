import { MARK_WORDS, toMarkWords, type Deprecated, type Marks, type MarkWord } from "../model/marks.ts";
import { neutralise } from "./neutralise.ts";

/** How the first line of every banner begins; no other line of ours does. */
export const BANNER_START = "<!-- flow-tagbot:banner";

const END = "<!-- flow-tagbot:banner-end -->";

const BANNER = /^<!-- flow-tagbot:banner ([a-z ]*) -->\n[\s\S]*?\n<!-- flow-tagbot:banner-end -->\n\n/u;

/** Text that is all markup grows ninefold when it is neutralised; a body has 5,000 characters to spare for its banner. */
const MOST_CHARACTERS = 1_200;
const SHORTENED = 120;

/** What a release says of its marks before anything else, between two hidden lines; "" without marks. Ends with an empty line. */
export function renderBanner(marks: Marks): string {
  const words = toMarkWords(marks);
  if (words.length === 0) return "";
  return `${BANNER_START} ${words.join(" ")} -->\n${renderAlerts(marks).join("\n\n")}\n${END}\n\n`;
}

/** The body with the banner of these marks in place of the one that it has. */
export function withBanner(body: string, marks: Marks): string {
  return renderBanner(marks) + withoutBanner(body);
}

/** The body as it was before it got its banner. */
export function withoutBanner(body: string): string {
  return body.slice(BANNER.exec(body)?.[0].length ?? 0);
}

/** What the body's banner was written for; null: it has none. Line ends that an editor turned do not count. */
export function readBanner(body: string): { readonly text: string; readonly words: readonly MarkWord[] } | null {
  const [text, words] = BANNER.exec(body.replaceAll("\r\n", "\n")) ?? [];
  if (text === undefined || words === undefined) return null;
  const said = new Set(words.split(" "));
  return { text, words: MARK_WORDS.filter((word) => said.has(word)) };
}

/** What is told, each mark as an alert of GitHub; elsewhere they are quotes. */
export function renderAlerts({ yanked, deprecated, withdrawn, backport }: Marks): readonly string[] {
  return [
    ...(yanked === null ? [] : [`> [!CAUTION]\n> **Yanked: do not use this version.** ${safe(yanked.reason)}`]),
    ...(withdrawn ? ["> [!NOTE]\n> **Withdrawn:** the file of this version is gone from the release branch. Its tag still holds it."] : []),
    ...(deprecated === null ? [] : [`> [!WARNING]\n> ${renderDeprecation(deprecated)}`]),
    ...(backport ? ["> [!NOTE]\n> **Backport:** a higher version was there before this one."] : []),
  ];
}

function renderDeprecation({ since, use, reason }: Deprecated): string {
  return [
    `**Deprecated${since === null ? "" : ` since ${safe(since)}`}.**`,
    ...(use === null ? [] : [`Use ${safe(use)} instead.`]),
    ...(reason === null ? [] : [safe(reason)]),
  ].join(" ");
}

function safe(text: string): string {
  const whole = neutralise(text);
  return whole.length <= MOST_CHARACTERS ? whole : neutralise(text, SHORTENED);
}
