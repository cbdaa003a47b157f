import { CODES, docsUrl, type Code } from "../model/codes.ts";
import { keysOf, renderBlock, renderMember, type Block, type Member } from "./issue-blocks.ts";
import { adviceOf } from "./ways-out.ts";

const SHORTENED = [
  "> Not everything fits in here. The newest run's job summary has more, and the file that its output `steps-file` names has all of it;",
  "> as versions get done, the next runs show more here.",
].join("\n");
const LEFT_OUT = "_The commands did not fit; see above._";

/**
 * Sections by code, each with its cause once, in at most `room` characters. Where they do not fit, commands are left out
 * block by block, and then lines from the end: nothing is ever cut in the middle.
 */
export function fitBlocks(blocks: readonly Block[], room: number): string {
  const full = renderSections(blocks);
  return full.length <= room ? full : `${SHORTENED}\n\n${shorten(blocks, room - SHORTENED.length - 2)}`;
}

/** Sections by code, each with its cause once, however long they are. */
export function renderSections(blocks: readonly Block[]): string {
  return `${[...Map.groupBy(blocks, ({ code }) => code)].map(renderSection).join("\n\n")}\n`;
}

function renderSection([code, blocks]: readonly [Code, readonly Block[]]): string {
  return [renderHead(code), ...blocks.map(renderBlock)].join("\n\n");
}

function renderHead(code: Code): string {
  const { cause, prevent } = adviceOf(code);
  const how = prevent === "" ? "" : `To prevent it: ${prevent} `;
  return `### ${CODES[code].headline}\n\n${cause}\n\n${how}[More about \`${code}\`](${docsUrl(code)})`;
}

function shorten(blocks: readonly Block[], room: number): string {
  const bare = blocks.map(withoutCommands);
  let used = renderSections(mergeBare(bare)).length;
  if (used > room)
    return fitMembers(mergeBare([...blocks.slice(0, 1).map((first) => withoutLongCommands(first, room / 3)), ...bare.slice(1)]), room);
  const shown = blocks.map((block, index) => {
    const short = bare[index] ?? block;
    // In the worst case it parts a merged block in two.
    const added = block.rest.length + 2 * (renderBlock({ ...block, members: [], rest: LEFT_OUT }).length + 2);
    if (short === block || used + added > room) return short;
    used += added;
    return block;
  });
  return renderSections(mergeBare(shown));
}

/** Some commands are there in any case, so that a person can begin. */
function withoutLongCommands(block: Block, longest: number): Block {
  return block.rest.length > longest ? withoutCommands(block) : block;
}

function withoutCommands(block: Block): Block {
  return block.rest.length <= LEFT_OUT.length ? block : { ...block, rest: LEFT_OUT };
}

/** Neighbours without their commands need no blocks of their own. */
function mergeBare(blocks: readonly Block[]): readonly Block[] {
  const groups: Block[][] = [];
  for (const block of blocks) {
    const first = groups.at(-1)?.[0];
    if (first?.code === block.code && first.rest === LEFT_OUT && block.rest === LEFT_OUT) groups.at(-1)?.push(block);
    else groups.push([block]);
  }
  return groups.flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, members: [first, ...others].flatMap(({ members }) => members) }],
  );
}

/** As many lines as fit, and how many there are beside them. */
function fitMembers(blocks: readonly Block[], room: number): string {
  const total = keysOf(blocks).length;
  const renderMore = (shown: number): string => `\n… and ${total - shown} more.\n`;
  let left = room - renderMore(0).length;
  const known = new Set<Code>();
  const kept: Block[] = [];
  for (const block of blocks) {
    const { code } = block;
    const head = known.has(code) ? 0 : renderHead(code).length + 2;
    left -= head + renderBlock({ ...block, members: [] }).length + 2;
    const members = takeFitting(block.members, left);
    if (members.length === 0) break;
    known.add(code);
    left -= members.reduce((sum, member) => sum + lengthOf(member), 0);
    kept.push({ ...block, members });
    if (members.length < block.members.length) break;
  }
  return `${renderSections(kept)}${renderMore(keysOf(kept).length)}`;
}

function takeFitting(members: readonly Member[], room: number): readonly Member[] {
  let left = room;
  const tooMany = members.findIndex((member) => {
    left -= lengthOf(member);
    return left < 0;
  });
  return tooMany === -1 ? members : members.slice(0, tooMany);
}

function lengthOf(member: Member): number {
  return renderMember(member).length + 1;
}
