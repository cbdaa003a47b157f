import { escapeMarkdown } from "../manual/markdown.ts";
import { cutText } from "./text-excerpt.ts";

const LONGEST = 500;

/**
 * Foreign text for GitHub Markdown that GitHub also scans for references: nothing in it is markup, a link, a mention,
 * or a reference to an issue. An entity alone does not stop a reference, a comment between does.
 */
export function renderForeign(text: string, longest = LONGEST): string {
  return escapeMarkdown(cutText(text.toWellFormed(), longest))
    .replace(/&#35;(?=\d)/g, "$&<!-- -->")
    .replace(/GH-(?=\d)/gi, "$&<!-- -->");
}
