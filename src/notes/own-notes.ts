import type { PullRequest } from "../model/pull-request.ts";

/** More than this is an article, not notes. */
export const MAX_OWN_NOTES = 20_000;

const MAX_BODY = 262_144;

interface Block {
  readonly info: string;
  readonly text: string;
}

/**
 * What people wrote for one version: the text of `<flow>/<version>.md`, or else fenced blocks in the bodies of the pull requests, newest
 * first: the first block with the info string `flow-tagbot <flow>@<version>`, or else all `release-notes` blocks. Null where there is nothing.
 */
export function findOwnNotes(
  file: string | null,
  pulls: readonly PullRequest[],
  { flow, version }: { readonly flow: string; readonly version: string },
): string | null {
  if (file !== null && file.trim() !== "") return file;
  const blocks = pulls.flatMap(({ body }) => fencedBlocks(body)).filter(({ text }) => text.trim() !== "");
  const own = blocks.find(({ info }) => info === `flow-tagbot ${flow}@${version}`);
  const texts = own === undefined ? blocks.filter(({ info }) => info === "release-notes") : [own];
  return texts.length === 0 ? null : [...new Set(texts.map(({ text }) => text))].join("\n\n");
}

/** The fenced code blocks at the top level of a Markdown text, as CommonMark has them; one that is never closed goes to the end. */
function fencedBlocks(body: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: { readonly fence: string; readonly info: string; readonly lines: string[] } | null = null;
  const lines = body.slice(0, MAX_BODY).split(/\r\n|[\n\r]/u);
  for (const line of [...lines, null]) {
    const [, run = "", rest = ""] = /^ {0,3}(`{3,}|~{3,})(.*)$/u.exec(line ?? "") ?? [];
    if (open === null) {
      if (run !== "" && !(run.startsWith("`") && rest.includes("`")))
        open = { fence: run, info: rest.trim().replace(/\s+/gu, " "), lines: [] };
    } else if (line === null || (run.startsWith(open.fence) && rest.trim() === "")) {
      blocks.push({ info: open.info, text: open.lines.join("\n") });
      open = null;
    } else open.lines.push(line);
  }
  return blocks;
}
