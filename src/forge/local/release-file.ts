import { parseDocument, stringify } from "yaml";
import * as z from "zod/mini";
import type { Release } from "../../model/release.ts";
import type { NewRelease } from "../port.ts";

const HEADER = z.object({ tag: z.string(), target: z.string(), title: z.string(), draft: z.boolean(), prerelease: z.boolean() });
const FILE = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/;

/** A Markdown file: the release's fields as YAML front matter, then the notes. */
export function renderReleaseFile({ tag, target, title, draft, prerelease, body }: NewRelease): string {
  return `---\n${stringify({ tag, target, title, draft, prerelease })}---\n${body}`;
}

/** Null for a file that is not one of ours. */
export function parseReleaseFile(text: string, url: string): Release | null {
  const [, header, body] = FILE.exec(text) ?? [];
  if (header === undefined || body === undefined) return null;
  const document = parseDocument(header);
  if (document.errors.length > 0) return null;
  const parsed = HEADER.safeParse(document.toJS());
  if (!parsed.success) return null;
  const { tag, title, draft, prerelease } = parsed.data;
  return { tag, title, body, draft, prerelease, url };
}

/** A release's file with other notes. */
export function replaceBody(text: string, body: string): string {
  const [, header] = FILE.exec(text) ?? [];
  return header === undefined ? text : `---\n${header}\n---\n${body}`;
}
