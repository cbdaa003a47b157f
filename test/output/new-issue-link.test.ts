import fc from "fast-check";
import { expect, test } from "vitest";
import { ISSUE_LABEL, ISSUE_TITLE } from "../../src/manual/issue.ts";
import type { Step } from "../../src/manual/steps.ts";
import { renderNewIssueLink } from "../../src/output/new-issue-link.ts";
import { foreign } from "../manual/sample-plan.ts";

const REPOSITORY = "https://github.com/octo/flows";
const LONGEST = 6000;

function step(part: Partial<Step>): Step {
  return {
    flow: "chat",
    version: "1.0.0",
    path: "flows/chat/1.0.0.yml",
    code: "push-workflow",
    serverWords: null,
    what: "It is refused.",
    cause: "",
    ways: [],
    prevent: "",
    ...part,
  };
}

function open(steps: readonly Step[]): { readonly length: number; readonly url: URL; readonly body: string } {
  const link = renderNewIssueLink(REPOSITORY, steps);
  if (link === null) throw new Error("there is a link");
  const url = new URL(link);
  return { length: link.length, url, body: url.searchParams.get("body") ?? "" };
}

test("The link opens the form with title, label and a box for each step", () => {
  const { url, body } = open([step({}), step({ flow: "triage", what: "100% & more #1?" })]);
  expect(`${url.origin}${url.pathname}`).toBe(`${REPOSITORY}/issues/new`);
  expect([...url.searchParams.keys()]).toEqual(["title", "labels", "body"]);
  expect(url.searchParams.get("title")).toBe(ISSUE_TITLE);
  expect(url.searchParams.get("labels")).toBe(ISSUE_LABEL);
  expect(body.split("\n").slice(0, 2)).toEqual([
    "- [ ] **chat 1.0.0** <code>flows/chat/1.0.0.yml</code>: It is refused.",
    "- [ ] **triage 1.0.0** <code>flows/chat/1.0.0.yml</code>: 100% &#38; more &#35;1?",
  ]);
});

test("Without a web page there is no link", () => {
  expect(renderNewIssueLink(null, [step({})])).toBeNull();
});

test.each([1, 50, 300, 5000])("With %i steps the link is short enough, and counts what it leaves out", (count) => {
  const steps = Array.from({ length: count }, (_, index) => step({ version: `1.${index}.0` }));
  const { length, body } = open(steps);
  expect(length).toBeLessThan(LONGEST + 100);
  const shown = body.split("\n").filter((line) => line.startsWith("- [ ] ")).length;
  expect(shown).toBeGreaterThan(0);
  expect(/… and (\d+) more/.exec(body)?.[1] ?? "0").toBe(String(count - shown));
});

test("A step that is too long for any link is counted", () => {
  expect(open([step({ what: "ü".repeat(3000) })]).body).toContain("… and 1 more");
});

test("Whatever the names are, the link has one body, without half characters, is short, and nothing foreign is markup", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ flow: foreign, path: foreign, what: foreign }), { maxLength: 30 }), (parts) => {
      const { length, url, body } = open(parts.map(step));
      expect(length).toBeLessThan(LONGEST + 100);
      expect([...url.searchParams.keys()]).toEqual(["title", "labels", "body"]);
      expect(url.hash).toBe("");
      expect(body.isWellFormed()).toBe(true);
      expect(body).not.toMatch(/<img|```|(?<!&#64;<!-- -->|\w)@team/);
      for (const line of body.split("\n")) expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    }),
  );
});
