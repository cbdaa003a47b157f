import { expect, test } from "vitest";
import { EMPTY_HEAD } from "../../../src/plan/consumer/head-view.ts";
import { parseViewNote, renderViewNote } from "../../../src/plan/consumer/view-note.ts";
import { viewOf } from "./published-of.ts";

test("a note gives back the view that it was made of", () => {
  const config = { roots: [{ path: "", tag: "{flow}-v{version}" }], yanked: [{ flow: "a", version: "1.0.0", root: null, reason: "x" }] };
  const view = viewOf({ paths: ["a/1.0.0.yml"], config, indexed: [{ flow: "q", description: null, path: "q.yaml" }] });
  const problem = { code: "registry-unsafe", severity: "error", path: "index.yaml", line: 1, message: "m", fix: "f" } as const;
  const rooted = ["a", "b"].map((root) => viewOf({ paths: ["a/x/1.0.0.yml", "c/y/1.0.0.yml"], root }));
  for (const one of [view, EMPTY_HEAD, { ...view, problem }, ...rooted]) expect(parseViewNote(renderViewNote(one))).toEqual(one);
});

test.each(["", "{", "{}", "null", '{"files":[]}'])("%j is no note", (text) => {
  expect(parseViewNote(text)).toBeNull();
});
