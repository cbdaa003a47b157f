import type { Change, Landing } from "./landing.ts";

/** The `git log` options whose output {@link createLogParser} reads. */
export const LOG_FORMAT = ["--raw", "-z", "--no-abbrev", "--no-renames", "--no-color", "--no-show-signature"] as const;

/** `--format` of a walk that needs commits and dates only; further lines may follow. */
export const SHORT_FORMAT = "%H %ct";

interface LogParser {
  /** Takes the next piece of output and gives the landings that are complete with it, newest first. */
  readonly add: (chunk: Buffer) => readonly Landing[];
  /** Gives the last landing when the output has ended. */
  readonly end: () => readonly Landing[];
}

type Blobs = Pick<Change, "before" | "after">;

/**
 * Reads `git log -z --raw` piece by piece. The output is a sequence of NUL-ended fields: a header for each commit,
 * and for each changed path a field that starts with a colon (after a line feed, for the first of a commit) and then
 * the path. Only the field before it tells a path from a header, since a path may look like anything.
 */
export function createLogParser(): LogParser {
  const decoder = new TextDecoder();
  let rest = "";
  let landing: { sha: string; time: number; text: string; changes: Change[] } | null = null;
  let blobs: Blobs | null = null;

  function take(field: string, complete: Landing[]): void {
    if (blobs !== null) {
      landing?.changes.push({ path: field, ...blobs });
      blobs = null;
    } else if (field.startsWith(":") || field.startsWith("\n:")) {
      blobs = parseBlobs(field);
    } else {
      if (landing !== null) complete.push(landing);
      const line = field.indexOf("\n");
      const header = line < 0 ? field : field.slice(0, line);
      landing = {
        sha: header.slice(0, header.indexOf(" ")),
        time: Number(header.slice(header.indexOf(" ") + 1)),
        text: line < 0 ? "" : field.slice(line + 1),
        changes: [],
      };
    }
  }

  return {
    add(chunk) {
      const complete: Landing[] = [];
      const fields = (rest + decoder.decode(chunk, { stream: true })).split("\0");
      rest = fields.pop() ?? "";
      for (const field of fields) take(field, complete);
      return complete;
    },
    end() {
      const last = landing;
      landing = null;
      return last === null ? [] : [last];
    },
  };
}

const NO_FILE = /^0+$/;

/** Reads `:<mode> <mode> <blob> <blob> <status>`. */
function parseBlobs(field: string): Blobs {
  const [, , before = "", after = ""] = field.split(" ");
  return { before: NO_FILE.test(before) ? null : before, after: NO_FILE.test(after) ? null : after };
}
