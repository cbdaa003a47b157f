/** The room that a text must fit into, and the line that ends it where it does not. */
export interface Room {
  readonly size: number;
  readonly notice: string;
}

/** Blocks that are open at some point of a Markdown text. */
interface OpenBlocks {
  readonly fence: string | null;
  readonly comment: boolean;
  readonly details: number;
}

const NOTHING_OPEN: OpenBlocks = { fence: null, comment: false, details: 0 };

/** The text with what it left open closed: a code fence, an HTML comment, `<details>`. */
export function closeBlocks(text: string): string {
  return text + closing(text.split("\n").reduce(afterLine, NOTHING_OPEN));
}

/** As many whole lines as fit into the room together with what closes their blocks and the notice; text that fits is only closed. */
export function cutToRoom(text: string, room: Room): string {
  const whole = closeBlocks(text);
  if (whole.length <= room.size) return whole;
  const end = `\n\n${room.notice}`;
  let open = NOTHING_OPEN;
  let length = -1;
  let best = "";
  let kept = 0;
  const lines = text.split("\n");
  for (const line of lines) {
    open = afterLine(open, line);
    length += line.length + 1;
    if (length + end.length > room.size) break;
    kept += 1;
    if (length + closing(open).length + end.length <= room.size) best = lines.slice(0, kept).join("\n").trimEnd() + closing(open);
  }
  return best === "" ? cutLine(text, room.size - end.length) + end : best + end;
}

/** For a first line that is too long by itself: cut between characters, never within a surrogate pair. */
function cutLine(text: string, size: number): string {
  return text.slice(0, Math.max(0, size)).replace(/[\ud800-\udbff]$/u, "");
}

function closing(open: OpenBlocks): string {
  return (open.fence === null ? "" : `\n${open.fence}`) + (open.comment ? "\n-->" : "") + "\n\n</details>".repeat(open.details);
}

/** Fences by the rules of CommonMark: closed by a run of the same character, at least as long, with nothing behind it. */
function afterLine(open: OpenBlocks, line: string): OpenBlocks {
  const [, run = "", rest = ""] = /^[ \t>]*(`{3,}|~{3,})(.*)$/su.exec(line) ?? [];
  if (open.fence !== null) {
    const closes = run.length >= open.fence.length && run.startsWith(open.fence) && rest.trim() === "";
    return closes ? { ...open, fence: null } : open;
  }
  if (!open.comment && run !== "" && !(run.startsWith("`") && rest.includes("`"))) return { ...open, fence: run };
  let { comment, details } = open;
  for (const [token] of line.matchAll(/<!--|-->|<details\b|<\/details>/giu)) {
    if (comment) comment = token !== "-->";
    else if (token === "<!--") comment = true;
    else if (token === "</details>") details = Math.max(0, details - 1);
    else if (token !== "-->") details += 1;
  }
  return { fence: null, comment, details };
}
