import { expect, test } from "vitest";
import { parseComment, parseComments, parseLabels } from "../../../src/forge/github/parse-comment.ts";

const COMMENT = { id: 1, body: "text", html_url: "https://example.com/1", user: { login: "a" }, other: true };

test("a comment has its author, unless the account is gone", () => {
  expect(parseComment(COMMENT)).toEqual({ id: 1, body: "text", url: "https://example.com/1", author: "a" });
  expect(parseComments([{ ...COMMENT, body: null, user: null }])).toEqual([
    { id: 1, body: "", url: "https://example.com/1", author: null },
  ]);
});

test.each([null, "<html>", {}, [COMMENT], { ...COMMENT, id: "1" }, { ...COMMENT, id: 0 }, { ...COMMENT, body: 1 }])(
  "%o is no comment",
  (data) => {
    expect(() => parseComment(data)).toThrow("is not a comment");
  },
);

test("labels are a list of names", () => {
  expect(parseLabels([{ name: "a", color: "x" }, { name: "b" }])).toEqual(["a", "b"]);
  expect(() => parseLabels({ name: "a" })).toThrow("is not a list of labels");
  expect(() => parseLabels(["a"])).toThrow("is not a label");
});
