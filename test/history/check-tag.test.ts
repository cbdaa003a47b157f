import { describe, expect, test } from "vitest";
import { checkTag, isLandingOf, type TagView } from "../../src/history/check-tag.ts";
import { createLine } from "../../src/history/line.ts";

/**
 * A file's contents at its landings, oldest first; null: no file. What is asked of a tag on the landing at `tag`, or on a
 * commit beside the line that holds the same file.
 */
interface Case {
  readonly name: string;
  readonly contents: readonly (string | null)[];
  readonly tag: number | "beside";
  readonly proves: boolean;
  readonly content: string;
  readonly introduced?: string;
}

const CASES: readonly Case[] = [
  { name: "on the landing that added the file", contents: ["A"], tag: 0, proves: true, content: "right" },
  {
    name: "on the landing that added it, unrelated landings before and after",
    contents: [null, "A", "A"],
    tag: 1,
    proves: true,
    content: "right",
  },
  { name: "on the landing that settled it", contents: ["A", "B"], tag: 1, proves: true, content: "right", introduced: "elsewhere" },
  { name: "on a later landing that did not touch the file", contents: ["A", "A"], tag: 1, proves: false, content: "elsewhere" },
  { name: "on a landing before the file was added", contents: [null, "A"], tag: 0, proves: false, content: "elsewhere" },
  {
    name: "on the landing that deleted it before it was added again",
    contents: ["A", null, "A"],
    tag: 1,
    proves: false,
    content: "elsewhere",
  },
  { name: "on content that was changed since", contents: ["A", "B"], tag: 0, proves: false, content: "changed" },
  { name: "on content between two changes", contents: ["A", "B", "C"], tag: 1, proves: false, content: "changed", introduced: "changed" },
  {
    name: "on content that was changed and changed back: it keeps its tag",
    contents: ["A", "B", "A"],
    tag: 0,
    proves: true,
    content: "right",
  },
  {
    name: "on the newer landing of content that was changed back",
    contents: ["A", "B", "A"],
    tag: 2,
    proves: true,
    content: "right",
    introduced: "elsewhere",
  },
  { name: "on content that was deleted and added again unchanged", contents: ["A", null, "A"], tag: 0, proves: true, content: "right" },
  {
    name: "on content that was deleted and added again with other content",
    contents: ["A", null, "B"],
    tag: 0,
    proves: false,
    content: "re-added",
  },
  { name: "on the addition after a deletion, changed since", contents: ["A", null, "B", "C"], tag: 2, proves: false, content: "changed" },
  {
    name: "on other content before a deletion, changed since",
    contents: ["A", null, "B", "C"],
    tag: 0,
    proves: false,
    content: "re-added",
  },
  {
    name: "on a commit that is no landing, although it holds the same file",
    contents: ["A"],
    tag: "beside",
    proves: false,
    content: "elsewhere",
  },
];

const id = (landing: number): string => `landing${landing}`;

function check({ contents, tag }: Case, rule: "settled" | "introduced"): { readonly proves: boolean; readonly kind: string } {
  const newestFirst = contents.map((_, index) => id(index)).toReversed();
  const { position } = createLine(
    newestFirst,
    newestFirst.map(() => 0),
  );
  const now = contents.at(-1) ?? "";
  const taken = (test: (before: string | null, after: string | null) => boolean): number =>
    contents.findLastIndex((after, index) => test(contents[index - 1] ?? null, after));
  const settled = id(taken((before, after) => before !== after));
  const introduced = id(taken((before, after) => before === null && after !== null));
  const view: TagView =
    tag === "beside"
      ? { commit: "beside", blob: now, parentBlob: null }
      : { commit: id(tag), blob: contents[tag] ?? null, parentBlob: contents[tag - 1] ?? null };
  return {
    proves: isLandingOf(view, now, (commit) => position(commit) !== undefined),
    kind: checkTag(view, { blob: now, target: rule === "settled" ? settled : introduced, introduced }, position).kind,
  };
}

describe("a tag", () => {
  test.each(CASES)("$name", (row) => {
    const { proves, kind } = check(row, "settled");
    expect(proves).toBe(row.proves);
    // A tag that proves itself is right whatever the history says; checkTag is for the others.
    expect(proves ? "right" : kind).toBe(row.content);
  });

  test.each(CASES.filter(({ introduced }) => introduced !== undefined))(
    "$name, when the target is where the file was introduced",
    (row) => {
      expect(check(row, "introduced").kind).toBe(row.introduced);
    },
  );

  test("on the landing that introduced the file is drifted at once when the file was changed since", () => {
    expect(check({ name: "", contents: ["A", "B"], tag: 0, proves: false, content: "" }, "introduced").kind).toBe("changed");
  });

  test("of a file whose history was not read is never called added again", () => {
    const view: TagView = { commit: "old", blob: "A", parentBlob: null };
    expect(checkTag(view, { blob: "B", target: null, introduced: null }, () => 3)).toEqual({ kind: "changed" });
  });
});
