import { toLink, toName } from "./neutralise.ts";

/** First line of the one comment on a pull request that says where it was released. */
export const RELEASED_MARKER = "<!-- flow-tagbot:released -->";

/** A released version as the comment names it: `code_review 1.2.0`, and its page. */
export interface ReleasedIn {
  readonly title: string;
  readonly url: string | null;
}

/** More versions than these are not listed: the comment would be too long to be read. */
const MOST_VERSIONS = 100;

/** The comment's text, marker included; versions that an earlier comment named stay, and come first. */
export function renderReleasedComment(versions: readonly ReleasedIn[], earlier: string | null): string {
  const links = [...new Set([...readLinks(earlier ?? ""), ...versions.map(toItem)])];
  const shown = links.slice(0, MOST_VERSIONS);
  const rest = links.length - shown.length;
  const text =
    links.length === 1
      ? `Released in ${shown.join("")}.`
      : `Released in:\n\n${[...shown, ...(rest > 0 ? [`${rest} more`] : [])].map((link) => `- ${link}`).join("\n")}`;
  return `${RELEASED_MARKER}\n${text}\n`;
}

function toItem({ title, url }: ReleasedIn): string {
  const name = toName(title);
  const link = toLink(url);
  return link === null ? name : `[${name}](${link})`;
}

/** What the one line or the list of an earlier comment of ours names. */
function readLinks(body: string): readonly string[] {
  return body.split(/\r?\n/u).flatMap((line) => {
    const item = /^- (.+)$/u.exec(line) ?? /^Released in (.+)\.$/u.exec(line);
    return item?.[1] === undefined ? [] : [item[1]];
  });
}
