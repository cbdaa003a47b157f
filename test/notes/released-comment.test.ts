import { expect, test } from "vitest";
import { RELEASED_MARKER, renderReleasedComment } from "../../src/notes/released-comment.ts";

const A = { title: "code_review 1.2.0", url: "https://forge.test/releases/tag/code_review-v1.2.0" };
const B = { title: "chat 2.0.0", url: null };

test("one version is a sentence, several are a list", () => {
  expect(renderReleasedComment([A], null)).toBe(`${RELEASED_MARKER}\nReleased in [code_review 1.2.0](${A.url}).\n`);
  expect(renderReleasedComment([A, B], null)).toBe(`${RELEASED_MARKER}\nReleased in:\n\n- [code_review 1.2.0](${A.url})\n- chat 2.0.0\n`);
});

test("what an earlier comment named stays, once, also after a browser turned its line ends", () => {
  const first = renderReleasedComment([A], null);
  expect(renderReleasedComment([A], first)).toBe(first);
  const both = renderReleasedComment([B], first.replaceAll("\n", "\r\n"));
  expect(both).toBe(renderReleasedComment([A, B], null));
  expect(renderReleasedComment([B, A], both)).toBe(both);
});

test("hostile names do nothing, and the list ends", () => {
  const many = Array.from({ length: 150 }, (_, index) => ({ title: `@team <!-- ${index}`, url: "https://forge.test/)x" }));
  const text = renderReleasedComment(many, null);
  expect(text).not.toMatch(/@team|\)x/u);
  expect(text.match(/<!--/gu)).toHaveLength(1);
  expect(text).toMatch(/\n- 50 more\n$/u);
});
