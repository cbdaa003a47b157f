import { describe, expect, test } from "vitest";
import { Failure } from "../../../src/model/failure.ts";
import { chooseRef, renderChosen } from "../../../src/plan/consumer/choose-ref.ts";
import type { Ref } from "../../../src/resolve/reference.ts";
import { caught } from "../../caught.ts";
import { tagsOf } from "./published-of.ts";

const [ONE, TWO] = ["1".repeat(40), "2".repeat(40)];
const REFS = {
  defaultBranch: "main",
  branches: new Map([
    ["main", ONE],
    ["both", ONE],
    ["feature/x", TWO],
    ["latest", TWO],
    ["abc1234", ONE],
  ]),
  tags: tagsOf("a-v1.0.0", "both"),
};

const NAMES = { registry: "team", called: "a@team" };

type Named = Extract<Ref, { kind: "commit" | "name" | "full" }>;

function outcome(ref: Named, commits: readonly string[] = []): string {
  try {
    const chosen = chooseRef(REFS, ref, commits, NAMES);
    return `${chosen.kind} ${chosen.kind === "commit" ? "" : chosen.name} ${chosen.commit.slice(-2)}`;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}

describe("chooseRef", () => {
  const ROWS: readonly (readonly [Named, readonly string[], string])[] = [
    [{ kind: "name", name: "main" }, [], "branch main 11"],
    [{ kind: "name", name: "feature/x" }, [], "branch feature/x 22"],
    [{ kind: "name", name: "a-v1.0.0" }, [], "tag a-v1.0.0 01"],
    [{ kind: "name", name: "both" }, [], "ref-ambiguous"],
    [{ kind: "full", name: "refs/tags/both" }, [], "tag both 02"],
    [{ kind: "full", name: "refs/heads/both" }, [], "branch both 11"],
    [{ kind: "full", name: "refs/heads/latest" }, [], "branch latest 22"],
    [{ kind: "full", name: "refs/tags/main" }, [], "ref-unknown"],
    [{ kind: "full", name: "refs/pull/1/head" }, [], "ref-unknown"],
    [{ kind: "name", name: "feature" }, [], "ref-unknown"],
    [{ kind: "commit", digits: "1111111" }, [ONE], "commit  11"],
    [{ kind: "commit", digits: "1111111" }, [ONE, ONE], "commit  11"],
    [{ kind: "commit", digits: "1111111" }, [ONE, TWO], "ref-ambiguous"],
    [{ kind: "commit", digits: "1111111" }, [], "ref-unknown"],
    [{ kind: "commit", digits: "abc1234" }, [], "branch abc1234 11"],
    [{ kind: "commit", digits: "abc1234" }, [TWO], "ref-ambiguous"],
  ];

  test.each(ROWS)("%j with %j is %s", (ref, commits, expected) => {
    expect(outcome(ref, commits)).toBe(expected);
  });

  test("what is ambiguous is spelled out, and what is unknown has the near name", () => {
    const fixes = [{ kind: "name", name: "both" } as const, { kind: "name", name: "featur/x" } as const].map((ref) => {
      try {
        return chooseRef(REFS, ref, [], NAMES).kind;
      } catch (error) {
        return JSON.stringify(error instanceof Error && "problems" in error ? error.problems : error);
      }
    });
    expect(fixes).toEqual([expect.stringMatching(/#refs\/tags\/both.*#refs\/heads\/both/), expect.stringMatching(/feature\/x/)]);
  });
});

test.each([
  [{ kind: "name", name: "latst" } as const, /Did you mean latest\?/],
  [{ kind: "name", name: "nothing-like-it" } as const, /`flow-tagbot versions a@team`/],
])("for %j it says what works in this registry", (ref, words) => {
  const rest = { ...REFS, branches: new Map([["main", ONE]]) };
  const error = caught(() => chooseRef(rest, ref, [], NAMES));
  expect(JSON.stringify(error instanceof Failure ? error.problems : null)).toMatch(words);
});

test("renderChosen names what was chosen", () => {
  expect(renderChosen({ kind: "commit", commit: ONE })).toBe("the commit 111111111111");
  expect(renderChosen({ kind: "branch", name: "main", commit: ONE })).toBe("the branch main");
});
