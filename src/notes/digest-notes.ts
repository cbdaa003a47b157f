import { DIGEST_FLOW } from "../model/digest-tag.ts";
import type { NotesContext } from "./context-schema.ts";
import { renderMarker, toBodyDigest } from "./marker.ts";
import { neutralise } from "./neutralise.ts";
import { MAX_BODY } from "./render.ts";

/** One version in the release that tells of several; its texts are harmless already. */
export function renderDigestEntry(context: NotesContext): string {
  const { flow, version, verdict, marks, previous, compare_url, tag, digest } = context;
  const compare = compare_url === null || previous === null ? [] : [`- [Changes since ${previous.version}](${compare_url})`];
  return [
    `## ${flow} ${version}`,
    "",
    ...(marks.yanked === null ? [] : [`**Yanked: do not use this version.** ${marks.yanked}`, ""]),
    ...(marks.deprecated === null ? [] : ["**Deprecated.**", ""]),
    ...(verdict === null ? [] : [verdict, ""]),
    `- Tag: \`${tag}\``,
    ...compare,
    `- Digest: \`${digest}\``,
  ].join("\n");
}

/**
 * Text of a release that tells of several versions, newest first, with our marker at its end. Versions without an entry, and
 * those that do not fit, are counted: the tag's message names them all.
 */
export function renderDigest(
  { tag, version }: { readonly tag: string; readonly version: string },
  versions: readonly string[],
  entries: ReadonlyMap<string, string>,
  maxBody = MAX_BODY,
): string {
  const marker = { flow: DIGEST_FLOW, version, digest: "", template: DIGEST_FLOW };
  const count = (number: number): string => (number === 1 ? "1 version" : `${number} versions`);
  const toRest = (number: number): string => `And ${count(number)} more: \`git show ${neutralise(tag)}\` names the tags of all.`;
  const room = maxBody - renderMarker({ ...marker, body: toBodyDigest("") }).length - toRest(versions.length).length - 8;
  const parts = [`This release tells of ${count(versions.length)}.`];
  let length = parts.join("").length;
  for (const name of versions.toReversed()) {
    const entry = entries.get(name);
    if (entry === undefined) continue;
    if (length + entry.length + 2 > room) break;
    parts.push(entry);
    length += entry.length + 2;
  }
  const rest = versions.length - (parts.length - 1);
  const text = [...parts, ...(rest === 0 ? [] : [toRest(rest)])].join("\n\n");
  return `${text}\n\n${renderMarker({ ...marker, body: toBodyDigest(text) })}\n`;
}
