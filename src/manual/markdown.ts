import { renderVisible } from "./visible.ts";

const LONGEST = 1000;

/**
 * Foreign text for one place in GitHub Markdown, table cells and HTML included: nothing in it is markup, a link or a
 * mention. Cut after 1,000 characters.
 */
export function escapeMarkdown(text: string): string {
  const visible = renderVisible(text);
  const cut = visible.length > LONGEST ? `${visible.slice(0, LONGEST).toWellFormed()}…` : visible;
  return cut
    .replace(/[&<>"'`*_~[\](){}|\\#!@:]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/(?<![\w.])&#64;(?=\w)/g, "&#64;<!-- -->")
    .replace(/www\./gi, (www) => `${www.slice(0, 3)}&#46;`);
}

export function renderCode(text: string): string {
  return text === "" ? "" : `<code>${escapeMarkdown(text)}</code>`;
}

/** A link, or the text alone when the address is not http(s). `html` is escaped already. */
export function renderLink(html: string, url: string | null): string {
  if (url === null || !/^https?:\/\/[^\s]+$/.test(url)) return html;
  return `<a href="${escapeAttribute(url)}">${html}</a>`;
}

/** A fenced block; the fence is longer than any in the text. */
export function renderFence(language: string, lines: readonly string[]): string {
  const text = lines.join("\n");
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

export function renderFolded(summaryHtml: string, body: string): string {
  return `<details><summary>${summaryHtml}</summary>\n\n${body}\n\n</details>\n`;
}

export function renderRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** Path parts of a URL. */
export function encodePath(path: string): string {
  return path.toWellFormed().split("/").map(encodeURIComponent).join("/");
}

/** `|` would end a table cell even here. */
function escapeAttribute(url: string): string {
  return renderVisible(url).replace(/[&<>"'|`*_~[\]\\]/g, (character) => `&#${character.charCodeAt(0)};`);
}
