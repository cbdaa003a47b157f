import fc from "fast-check";
import { expect, test } from "vitest";
import { toWarning } from "../../src/model/problem.ts";
import { renderCards, toCardsJson } from "../../src/output/flow-text.ts";
import type { FlowCard, FlowCards, Shown } from "../../src/plan/consumer/flow-card.ts";
import { toOffering } from "../../src/plan/consumer/offer.ts";
import type { PublishedFlow } from "../../src/plan/consumer/published.ts";
import type { ResolvedFlow } from "../../src/resolve/resolved.ts";
import { foreign } from "../manual/sample-plan.ts";
import { NOW, ORIGIN, published, REVIEW } from "../plan/consumer/sample-published.ts";

const options = { colour: false, width: 120, now: NOW };
const VERSION_FILE = { path: "flows/code_review/1.2.0.yml", digest: `sha256:${"a".repeat(64)}`, size: 1234, executable: false };

const RESOLVED: ResolvedFlow = {
  reference: "code_review",
  flow: "code_review",
  version: "1.2.0",
  kind: "stable",
  tag: "code_review-v1.2.0",
  commit: "5".repeat(40),
  path: VERSION_FILE.path,
  root: "flows",
  digest: VERSION_FILE.digest,
  contentDigest: `sha256:${"b".repeat(64)}`,
  files: [VERSION_FILE, { path: "flows/code_review/prompts/a.md", digest: `sha256:${"c".repeat(64)}`, size: 1, executable: false }],
  folder: "/cache/x",
  file: `/cache/x/${VERSION_FILE.path}`,
  registry: { name: "team", type: "github", url: ORIGIN.url },
  framework: "v1",
  yanked: null,
  deprecated: null,
  why: "1.2.0 is the newest stable version.",
  staleSince: null,
  cached: true,
};

const SHOWN: Shown = {
  kind: "resolved",
  resolved: RESOLVED,
  pin: "code_review@team#1.2.0",
  inputs: [
    { name: "goal", required: true },
    { name: "style", required: false },
  ],
};

function cardsOf(shown: Shown, ...flows: readonly PublishedFlow[]): FlowCards {
  const { origin, flows: offered } = toOffering(ORIGIN, flows, new Map());
  return { origin, cards: offered.map((flow): FlowCard => ({ flow, shown })) };
}

test("a flow is told with its lines, its marks, and the version that is meant", () => {
  expect(renderCards(cardsOf(SHOWN, REVIEW), options)).toMatchInlineSnapshot(`
    "code_review
      Reviews a merge request.
      And leaves comments.

      registry  team (the default): https://github.com/acme/flows, main at 01234567, asked just now
      root      flows
      folder    flows/code_review
      latest    1.2.0, tag code_review-v1.2.0

    Versions
      stable         1.2.0, 1.1.0 (yanked), 1.0.0 (deprecated), 0.9.0, 0.8.0
      prerelease     2.0.0-rc.1
      variant orbit  2.0.0-orbit

    Marks
      1.1.0  yanked: Leaks tokens
      1.0.0  deprecated since 2026-02-01: use code_review@^1.2

    Version 1.2.0
      why             1.2.0 is the newest stable version.
      pin             'code_review@team#1.2.0'
      tag             code_review-v1.2.0
      commit          5555555555555555555555555555555555555555
      file            flows/code_review/1.2.0.yml
      digest          sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
      with its files  sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
      format          v1
      inputs          goal, style (optional)
      uses            flows/code_review/prompts/a.md (1 byte)
    "
  `);
});

test("a flow that is gone, untagged or without a stable version says so", () => {
  const text = renderCards(cardsOf(SHOWN, published("a", ["1.0.0-rc.1"], { tagged: false, path: null })), options);
  for (const words of ["gone from the newest commit", "no stable version", "changes with it"]) expect(text).toContain(words);
});

test("what cannot be shown comes with its reason and the way out", () => {
  const problem = toWarning("range-unsatisfied", "There are only prereleases.", "Add --prerelease.");
  const text = renderCards(cardsOf({ kind: "unresolved", problem }, REVIEW), options);
  expect(text).toContain("No version to show: There are only prereleases.\n  Fix: Add --prerelease.\n");
  expect(toCardsJson(cardsOf({ kind: "unresolved", problem }, REVIEW))).toMatchObject({
    flows: [{ shown: null, problem: { code: problem.code } }],
  });
});

test("many files and marks are counted beyond twenty", () => {
  const files = Array.from({ length: 30 }, (_, index) => ({ ...VERSION_FILE, path: `flows/code_review/${index}.md` }));
  const versions = Array.from({ length: 25 }, (_, index) => `1.${index}.0`);
  const marks = Object.fromEntries(versions.map((version) => [version, { yanked: { reason: "x" } }]));
  const text = renderCards(cardsOf({ ...SHOWN, resolved: { ...RESOLVED, files } }, published("a", versions, { marks })), options);
  expect(text).toContain("+ 10 more");
  expect(text).toContain("+ 5 more");
});

test("two flows of one name are two cards", () => {
  const text = renderCards(cardsOf(SHOWN, REVIEW, { ...REVIEW, root: "experimental" }), options);
  expect(text.match(/^code_review$/gm)).toHaveLength(2);
  expect(text).toContain("experimental");
});

test("a reference to paste is quoted for a shell", () => {
  expect(renderCards(cardsOf({ ...SHOWN, pin: "a@team#x y" }, REVIEW), options)).toContain("pin             'a@team#x y'");
});

test("for machines there is no path of this machine, and everything else", () => {
  const json = toCardsJson(cardsOf(SHOWN, REVIEW));
  expect(JSON.stringify(json)).not.toContain("/cache/");
  expect(json).toMatchObject({
    schema: 1,
    registry: { name: "team" },
    flows: [
      {
        flow: "code_review",
        shown: {
          version: "1.2.0",
          commit: RESOLVED.commit,
          digest: RESOLVED.digest,
          pin: "code_review@team#1.2.0",
          inputs: [{ name: "goal" }, {}],
        },
      },
    ],
  });
});

test("whatever a registry writes, no terminal or runner obeys it", () => {
  fc.assert(
    fc.property(foreign, foreign, (text, other) => {
      const flow = { ...REVIEW, flow: text, description: `${other}\n${text}` };
      const shown = { ...SHOWN, resolved: { ...RESOLVED, why: text, path: other, framework: text }, pin: other };
      for (const line of renderCards(cardsOf(shown, flow), options).split("\n")) expect(line).not.toMatch(/[\p{C}]|^\s*::|##\[/u);
    }),
  );
});

test("of a folder on disk nothing is said of commits, and of a flow without versions nothing of the latest", () => {
  const { cards } = cardsOf(SHOWN, published("own", [], { tagged: false }));
  const text = renderCards({ origin: { ...ORIGIN, type: "path" }, cards }, options);
  expect(text).not.toMatch(/newest commit|^ {2}latest/m);
});
