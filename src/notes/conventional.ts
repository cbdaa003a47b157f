import type { Commit, CommitParser, ParserOptions } from "conventional-commits-parser";

/** What a commit message says by the Conventional Commits rules; texts are foreign. `type` is null for any other message. */
export interface ConventionalCommit {
  /** The subject; for a merge, the title of what was merged, where the message gives it. */
  readonly title: string;
  readonly type: string | null;
  readonly scope: string | null;
  readonly breaking: boolean;
  readonly description: string;
  readonly body: string;
  readonly breakingNote: string | null;
  readonly footers: readonly { readonly token: string; readonly value: string }[];
}

/** More of a message, or of one of its lines, than this is not read: some of the parser's expressions are slow on hostile text. */
const MAX_MESSAGE = 10_000;
const MAX_LINE = 500;

const HEADER = /^([A-Za-z][\w-]*)(?:\(([^()\r\n]*)\))?(!)?: +(.+)$/u;
const BREAKING_HEADER = /^([A-Za-z][\w-]*)(?:\(([^()\r\n]*)\))?(!): +(.+)$/u;
/** A merge's own first line says nothing: the title of what was merged stands in the next one. */
const MERGE = /^Merge (?:pull request #\d+|branch|remote-tracking branch)\b.*$/u;
const TRAILER = /^([A-Za-z][A-Za-z-]*)(?:: +| +(?=#))(\S.*)$/u;

/** A parser of commit messages: subject and body to their conventional parts (https://www.conventionalcommits.org). */
export async function createMessageParser(): Promise<(subject: string, body: string) => ConventionalCommit> {
  const { CommitParser: Parser } = await import("conventional-commits-parser");
  const options: ParserOptions = {
    headerPattern: HEADER,
    breakingHeaderPattern: BREAKING_HEADER,
    headerCorrespondence: ["type", "scope", "mark", "description"],
    mergePattern: MERGE,
    mergeCorrespondence: [],
    noteKeywords: ["BREAKING CHANGE", "BREAKING-CHANGE"],
    notesPattern: (keywords) => new RegExp(`^(${keywords}):[ \\t]+(.*)`, "u"),
    fieldPattern: /^(?!)/u,
    revertPattern: /^(?!)/u,
  };
  // The parser's search for issue numbers needs cubic time; only an undefined prefix turns it off, and its type forbids that.
  const parser = new Parser(Object.assign(options, { issuePrefixes: undefined }));
  return (subject, body) => parseMessage(parser, subject, body);
}

function parseMessage(parser: CommitParser, subject: string, body: string): ConventionalCommit {
  const message = shortened(`${subject}\n\n${body}`);
  if (message.trim() === "")
    return { title: "", type: null, scope: null, breaking: false, description: "", body: "", breakingNote: null, footers: [] };
  const commit: Commit = parser.parse(message);
  const type = commit["type"] ?? null;
  const title = commit.merge === null ? subject : (commit.header ?? subject);
  // The parser adds a note for a header with an exclamation mark, whose text is the description once more.
  const note = commit.notes.find((candidate) => candidate.text !== "" && commit.footer?.includes(candidate.text) === true)?.text ?? null;
  return {
    title,
    type: type === null ? null : type.toLowerCase(),
    scope: commit["scope"] ?? null,
    breaking: commit["mark"] === "!" || commit.notes.length > 0,
    description: commit["description"] ?? title,
    body: commit.body ?? "",
    breakingNote: note === null ? null : untilTrailer(note),
    footers: trailers(shortened(body)),
  };
}

/** A footer's text ends where the next footer starts; the parser lets it run on. */
function untilTrailer(note: string): string {
  const lines = note.split("\n");
  const end = lines.findIndex((line) => TRAILER.test(line));
  return (end === -1 ? lines : lines.slice(0, end)).join("\n").trim();
}

function shortened(message: string): string {
  return message
    .slice(0, MAX_MESSAGE)
    .split("\n")
    .map((line) => line.slice(0, MAX_LINE))
    .join("\n");
}

/** The trailers of a message's last paragraph, without those that name people (`Signed-off-by` and its kin). */
function trailers(body: string): ConventionalCommit["footers"] {
  const lastParagraph =
    body
      .trim()
      .split(/\r?\n(?:[ \t]*\r?\n)+/u)
      .at(-1) ?? "";
  return lastParagraph.split(/\r?\n/u).flatMap((line) => {
    const [, token, value] = TRAILER.exec(line) ?? [];
    return token === undefined || value === undefined || /-(?:by|change)$/iu.test(token) ? [] : [{ token, value }];
  });
}
