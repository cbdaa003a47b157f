export interface CommentLine {
  /** Counts from 1. */
  readonly line: number;
  /** What follows the first `#`, without one space before it and any behind it. */
  readonly text: string;
}

/** Blank, or a comment; a directive; the mark that begins the document. */
const BEFORE_CONTENT = /^(?:---(?=[ \t\r]|$))?[ \t\r]*(?:#(?<comment>.*))?$/s;

/** All comment lines before a YAML text's first content; blank lines, directives and `---` do not end them. */
export function readLeadingComment(text: string): readonly CommentLine[] {
  const comments: CommentLine[] = [];
  let start = 0;
  for (let line = 1; start <= text.length; line += 1) {
    const end = text.indexOf("\n", start);
    const content = text.slice(start, end === -1 ? text.length : end);
    if (!content.startsWith("%")) {
      const match = BEFORE_CONTENT.exec(content);
      if (match === null) break;
      const comment = match.groups?.["comment"];
      if (comment !== undefined) comments.push({ line, text: comment.replace(/^ /, "").trimEnd() });
    }
    if (end === -1) break;
    start = end + 1;
  }
  return comments;
}
