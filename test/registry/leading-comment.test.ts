import { expect, test } from "vitest";
import { readLeadingComment } from "../../src/registry/leading-comment.ts";

const ROWS: readonly (readonly [name: string, text: string, comments: readonly (readonly [line: number, text: string])[]])[] = [
  ["nothing", "", []],
  ["a file without one", "a: 1\n# later\n", []],
  [
    "several lines",
    "# one\n#two\n#\n##  three  \na: 1\n",
    [
      [1, "one"],
      [2, "two"],
      [3, ""],
      [4, "#  three"],
    ],
  ],
  [
    "blank lines between",
    "\n# one\n \t\n# two\n",
    [
      [2, "one"],
      [4, "two"],
    ],
  ],
  [
    "directives and marks between",
    "%YAML 1.2\n# one\n--- # two\n# three\na: 1\n",
    [
      [2, "one"],
      [3, "two"],
      [4, "three"],
    ],
  ],
  [
    "CRLF",
    "# one\r\n\r\n---\r\n# two\r\na: 1\r\n",
    [
      [1, "one"],
      [4, "two"],
    ],
  ],
  ["a comment that is indented", "  # one\na: 1", [[1, "one"]]],
  [
    "the end of the file in it",
    "# one\n# two",
    [
      [1, "one"],
      [2, "two"],
    ],
  ],
  ["content behind the mark", "# one\n--- a\n# two\n", [[1, "one"]]],
  ["a key that begins with dashes", "# one\n---#a: 1\n# two\n", [[1, "one"]]],
  ["an odd separator within", "# a\u2028b\na: 1", [[1, "a\u2028b"]]],
];

test.each(ROWS)("of %s", (_, text, comments) => {
  expect(readLeadingComment(text)).toEqual(comments.map(([line, comment]) => ({ line, text: comment })));
});
