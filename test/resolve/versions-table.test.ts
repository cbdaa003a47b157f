import { maxSatisfying, SemVer, validRange } from "semver";
import { expect, test } from "vitest";
import { Failure } from "../../src/model/failure.ts";
import { PRERELEASE_WORDS, versionText } from "../../src/model/version.ts";
import { parseRef } from "../../src/resolve/parse-ref.ts";
import { pickVersion } from "../../src/resolve/pick.ts";
import { toCandidates } from "./candidates.ts";
import { plain, readTable } from "./tables.ts";
import { readPage } from "../docs/pages.ts";

const PAGE = "docs/versions.md";
const NO_RANGE = "no range";
const NOTHING = "nothing";

const [, LISTED = ""] = /^A flow has the versions (.*?)\. Of these/m.exec(readPage(PAGE).text) ?? [];
const VERSIONS = Array.from(LISTED.matchAll(/`([^`]+)`/g), ([, version = ""]) => version);
const CANDIDATES = toCandidates(VERSIONS);
const ROWS = readTable(PAGE, "| Query | flow-tagbot | npm | Poetry | Why |");

/** What Poetry lists of these versions, as semver would have to order them: `1.0.0-1` is its first release after 1.0.0. */
const POETRY_VERSIONS = VERSIONS.filter((version) => !/goal|orbit/.test(version)).map((version) => ({
  version,
  order: new SemVer(version === "1.0.0-1" ? "1.0.1" : version),
}));

/** What Poetry reads, as poetry-core 2.5.0 prints it, in that order; what is not here it reads as the table's query says. */
const POETRY_RANGES: ReadonlyMap<string, string | null> = new Map<string, string | null>(
  Object.entries({
    latest: null,
    "1": "1.0.0",
    "1.2": "1.2.0",
    "1.x": null,
    "=1.2": "1.2.0",
    "==1.2": "1.2.0",
    "==1.0.0": "1.0.0",
    "==1.2.*": ">=1.2.0 <1.3.0",
    "===1.2.0": null,
    "1.0.0-1": "1.0.1",
    ">=1.0.0,<1.2.0": ">=1.0.0 <1.2.0",
    ">=1,<2": ">=1.0.0 <2.0.0",
    "^1.2": ">=1.2.0 <2.0.0",
    "^0.2": ">=0.2.0 <0.3.0",
    "~1": ">=1.0.0 <2.0.0",
    "~1.2": ">=1.2.0 <1.3.0",
    "~1.2.0": ">=1.2.0 <1.3.0",
    "~>1.2": null,
    "~=1.0": ">=1.0.0 <2.0.0",
    "~=1.2.0": ">=1.2.0 <1.3.0",
    "~=0.2": ">=0.2.0 <1.0.0",
    "~=1": ">=1.0.0 <2.0.0",
    ">1": ">1.0.0",
    "<=1": "<=1.0.0",
    "!=1.4.2": "<1.4.2 || >1.4.2",
    ">=1,!=1.4.2": ">=1.0.0 <1.4.2 || >1.4.2",
    "1.0.0 - 1.2.0": null,
    "1.0 - 1.2": null,
    "^0.2 || ^1": ">=0.2.0 <0.3.0 || >=1.0.0 <2.0.0",
    "^0.2 | ^1": ">=0.2.0 <0.3.0 || >=1.0.0 <2.0.0",
    "^2.0.0-dev": ">=2.0.0-dev <3.0.0",
    "^2.0.0-goal": null,
    "~2.0.0-goal": null,
    "2.0.0-orbit": null,
    ">=2.0.0-orbit": null,
  }),
);

function ourAnswer(query: string): string {
  try {
    const ref = parseRef(query);
    if (ref.kind !== "version" && ref.kind !== "range") return ref.kind;
    const picked = pickVersion(CANDIDATES, ref, { prerelease: false, words: PRERELEASE_WORDS });
    return picked.kind === "none" ? NOTHING : versionText(picked.candidate.semver);
  } catch (error) {
    if (error instanceof Failure && error.code === "range-unsupported") return `refused: ${/`.*`/.exec(error.problems[0].fix)?.[0] ?? ""}`;
    throw error;
  }
}

function npmAnswer(query: string): string {
  return validRange(query) === null ? NO_RANGE : (maxSatisfying(VERSIONS, query) ?? NOTHING);
}

function poetryAnswer(query: string): string {
  const range = POETRY_RANGES.has(query) ? POETRY_RANGES.get(query) : query;
  if (range == null) return NO_RANGE;
  const found = maxSatisfying(
    POETRY_VERSIONS.map(({ order }) => order),
    range,
  );
  return POETRY_VERSIONS.find(({ order }) => order === found)?.version ?? NOTHING;
}

test("the page lists versions, and asks at least forty times", () => {
  expect(VERSIONS).toHaveLength(12);
  expect(ROWS.length).toBeGreaterThanOrEqual(40);
  expect([...POETRY_RANGES.keys()].filter((query) => !ROWS.some(([cell = ""]) => plain(cell) === query))).toEqual([]);
});

test.each(ROWS)("%s is %s, to npm %s, to Poetry %s", (cell = "", ours, npm, poetry, why) => {
  const query = plain(cell);
  expect(ourAnswer(query)).toBe(ours);
  expect(npmAnswer(query)).toBe(npm);
  expect(poetryAnswer(query)).toBe(poetry);
  expect(why).toMatch(/\.$/);
});

const BOUNDS = readTable(PAGE, "| Range | Means | Range | Means |").flatMap(([a = "", b = "", c = "", d = ""]) => [
  [a, plain(b)],
  [c, plain(d)],
]);

test.each(BOUNDS)("%s means %s", (cells = "", means) => {
  for (const cell of cells.split(", ")) {
    const ref = parseRef(plain(cell));
    expect(ref.kind === "range" && ref.range.range).toBe(means);
  }
});
