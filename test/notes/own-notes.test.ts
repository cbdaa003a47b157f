import { expect, test } from "vitest";
import { findOwnNotes } from "../../src/notes/own-notes.ts";
import { pull } from "./example-facts.ts";

const VERSION = { flow: "code_review", version: "1.2.0" };

function found(...bodies: readonly string[]): string | null {
  return findOwnNotes(
    null,
    bodies.map((body, index) => pull(index, { body })),
    VERSION,
  );
}

test("the file comes first, then the block for this very version, then all release notes", () => {
  const body =
    "```release-notes\nfor all\n```\n\n```flow-tagbot code_review@1.2.0\nfor this\n```\n\n~~~flow-tagbot other@1.2.0\nfor another\n~~~";
  expect(findOwnNotes("from the file", [pull(1, { body })], VERSION)).toBe("from the file");
  expect(findOwnNotes(" \n", [pull(1, { body })], VERSION)).toBe("for this");
  expect(found("```release-notes\nfirst\n```", body.replace("1.2.0", "1.3.0"), "```release-notes\nfirst\n```")).toBe("first\n\nfor all");
});

test.each([
  ["no block", "Just words with `release-notes` in them"],
  ["an empty block", "```release-notes\n\n```"],
  ["a block of another language", "```yaml\nrelease-notes\n```"],
  ["an example within a longer fence", "````markdown\n```release-notes\ntext\n```\n````"],
  ["indented code", "    ```release-notes\n    text\n    ```"],
  ["another version", "```flow-tagbot code_review@1.2.00\ntext\n```"],
])("%s tells nothing", (_what, body) => {
  expect(found(body)).toBeNull();
});

test.each([
  ["CRLF", "Intro\r\n```release-notes\r\none\r\ntwo\r\n```\r\n", "one\ntwo"],
  ["spaces in the info string", "``` flow-tagbot   code_review@1.2.0 \ntext\n```", "text"],
  ["a fence that is never closed", "```release-notes\ntext", "text"],
  ["a longer fence around a shorter one", "````release-notes\n```sh\nls\n```\n````", "```sh\nls\n```"],
])("a block is found with %s", (_what, body, expected) => {
  expect(found(body)).toBe(expected);
});
