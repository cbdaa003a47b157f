import fc from "fast-check";
import type { SemVer } from "semver";
import { compareBuild, maxSatisfying, Range, satisfies } from "semver";
import { describe, expect, test } from "vitest";
import { PRERELEASE_WORDS, versionText } from "../../src/model/version.ts";
import { parseReference } from "../../src/resolve/parse-reference.ts";
import { parseRef } from "../../src/resolve/parse-ref.ts";
import { pickVersion } from "../../src/resolve/pick.ts";
import { toCandidates } from "./candidates.ts";
import type { Candidate } from "../../src/resolve/candidate.ts";

const VERSIONS = toCandidates([
  ...["1.0.0", "1.2.0", "!1.3.0", "1.3.0-rc.1", "2.0.0-rc.1", "2.0.0-rc.2", "2.0.0", "2.0.0+b.2", "2.0.0+b.10", "!2.1.0", "3.0.0-dev"],
  ...["2.0.0-orbit", "2.1.0-orbit", "!2.2.0-orbit", "3.0.0-orbit", "2.0.0-goal"],
]);

function pick(
  text: string | null,
  prerelease = false,
  candidates: readonly Candidate[] = VERSIONS,
  words: readonly string[] = PRERELEASE_WORDS,
): string {
  const ref = text === null ? ({ kind: "default" } as const) : parseRef(text);
  if (ref.kind !== "default" && ref.kind !== "version" && ref.kind !== "range") throw new Error(`${ref.kind} is not picked`);
  const picked = pickVersion(candidates, ref, { prerelease, words });
  return picked.kind === "picked" ? versionText(picked.candidate.semver) : `none: ${picked.reason}`;
}

describe("a range takes", () => {
  test.each([
    ["nothing after #", null, "2.0.0+b.10"],
    ["latest", "latest", "2.0.0+b.10"],
    ["the newest stable version", "^1", "1.2.0"],
    ["the highest build of it", "2.x", "2.0.0+b.10"],
    ["nothing that was yanked", "1.3.0 - 2.0", "2.0.0+b.10"],
    ["prereleases of the version that it names one of", ">=2.0.0-rc.1 <2.0.0", "2.0.0-rc.2"],
    ["but not those of others", ">=1.1.0-rc.1 <1.4.0", "1.2.0"],
    ["the line of a variant", "^2.0.0-orbit", "2.1.0-orbit"],
    ["its whole line", ">=2.0.0-orbit", "3.0.0-orbit"],
    ["another line", "~2.0.0-goal", "2.0.0-goal"],
    ["a line by its upper end", "<2.1.0-orbit", "2.0.0-orbit"],
    ["the higher of two lines", "^2.0.0-goal || ~2.0.0-orbit", "2.0.0-orbit"],
    ["the higher of a line and stable versions", "^2.0.0-orbit || ^1", "2.1.0-orbit"],
  ])("%s: %s", (_, text, version) => {
    expect(pick(text)).toBe(version);
  });

  test.each([
    ["latest", "3.0.0-dev"],
    ["1.x", "1.3.0-rc.1"],
    ["^2.0.0-orbit", "2.1.0-orbit"],
    ["2.x", "2.0.0+b.10"],
    ["<2.0.0", "2.0.0-rc.2"],
    ["<2", "1.3.0-rc.1"],
  ])("prereleases when asked to, and still no variants: %s", (text, version) => {
    expect(pick(text, true)).toBe(version);
  });

  test("as prereleases and variants what the registry takes for them", () => {
    const own = toCandidates(["1.0.0", "2.0.0-orbit", "2.0.0-rc.1", "2.1.0-rc.1"], ["orbit"]);
    expect(["^2.0.0-orbit", "^2.0.0-rc.0", "^2.0.0-rc"].map((text) => pick(text, false, own, ["orbit"]))).toEqual([
      "2.0.0-orbit",
      "2.1.0-rc.1",
      "2.1.0-rc.1",
    ]);
  });
});

describe("an exact version is taken", () => {
  test.each(["1.0.0", "1.3.0", "1.3.0-rc.1", "2.0.0", "2.0.0+b.2", "2.0.0+b.10", "2.1.0", "2.2.0-orbit"])(
    "whatever it is: %s",
    (version) => {
      expect(pick(version)).toBe(version);
    },
  );

  test("only with its own build metadata", () => {
    expect(pick("1.0.0+b")).toBe("none: there is no 1.0.0+b; the nearest is 1.0.0");
    expect(pick("2.0.0+b.3")).toMatch(/^none: there is no 2\.0\.0\+b\.3/);
  });
});

const WORDS = fc.constantFrom("rc.1", "rc.2", "dev", "0", "1", "orbit", "orbit.2", "goal");
const NUMBERS = fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2)).map((numbers) => numbers.join("."));
const VERSION = fc.tuple(NUMBERS, fc.option(WORDS)).map(([numbers, word]) => (word === null ? numbers : `${numbers}-${word}`));
const SIMPLE = fc.oneof(
  fc.tuple(fc.constantFrom("", "^", "~", ">", ">=", "<", "<=", "="), VERSION).map((parts) => parts.join("")),
  fc
    .tuple(fc.constantFrom("", "^", "~", ">", ">=", "<", "<="), fc.constantFrom("0", "1", "2", "0.1", "1.1", "1.x", "2.0.x", "*"))
    .map((parts) => parts.join("")),
  fc.tuple(VERSION, VERSION).map(([low, high]) => `${low} - ${high}`),
  fc.tuple(VERSION, VERSION).map(([low, high]) => `>=${low} <${high}`),
);
const RANGE = fc.array(SIMPLE, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(" || "));
const CANDIDATES = fc
  .uniqueArray(fc.tuple(VERSION, fc.boolean()), { maxLength: 40, selector: ([version]) => version })
  .map((all) => toCandidates(all.map(([version, yanked]) => (yanked ? `!${version}` : version))));

const line = ({ prerelease }: SemVer): string | null => (/^(orbit|goal)/.test(String(prerelease[0])) ? String(prerelease[0]) : null);

/** Every candidate is asked by semver itself, alternative by alternative. */
function pickSlowly(candidates: readonly Candidate[], range: Range, prerelease: boolean): SemVer | null {
  const allowed = candidates.filter(({ yanked }) => yanked === null).map(({ semver }) => semver);
  const best = range.raw.split("||").map((alternative) => {
    const named = Array.from(alternative.matchAll(/-(orbit|goal)/g), ([, word = ""]) => word);
    const [word = null] = named;
    if (new Set(named).size > 1) return null;
    const options = { includePrerelease: prerelease || word !== null };
    const versions = allowed.filter((version) => line(version) === word && satisfies(version, alternative, options));
    return maxSatisfying(versions, "*", { includePrerelease: true });
  });
  return best.filter((version) => version !== null).reduce<SemVer | null>((a, b) => (a === null || compareBuild(b, a) > 0 ? b : a), null);
}

test("the version is the one that semver finds by trying them all", () => {
  fc.assert(
    fc.property(CANDIDATES, RANGE, fc.boolean(), (candidates, text, prerelease) => {
      const range = new Range(text);
      const picked = pickVersion(candidates, { kind: "range", text, range }, { prerelease, words: PRERELEASE_WORDS });
      expect(picked.kind === "picked" ? picked.candidate.semver.raw : null).toBe(pickSlowly(candidates, range, prerelease)?.raw ?? null);
    }),
    { numRuns: 600 },
  );
});

test("a range of a thousand versions is found by looking at thirty of them at most", () => {
  const versions = Array.from({ length: 1000 }, (_, index) => `${Math.floor(index / 100)}.${Math.floor(index / 10) % 10}.${index % 10}`);
  let looks = 0;
  const candidates = toCandidates(versions).map(({ semver, ...others }) => ({
    ...others,
    get semver() {
      looks += 1;
      return semver;
    },
  }));
  const most = Math.max(
    ...Array.from({ length: 1000 }, (_, index) => {
      const text = `flow@team#${["^", "~", ">=", ""][index % 4] ?? ""}${index % 10}.${(index >> 3) % 10}.${index % 7}`;
      const reference = parseReference(text, () => false);
      if (reference.kind !== "flow" || (reference.ref.kind !== "range" && reference.ref.kind !== "version")) throw new Error(text);
      looks = 0;
      if (pickVersion(candidates, reference.ref, { prerelease: false, words: PRERELEASE_WORDS }).kind !== "picked") throw new Error(text);
      return looks;
    }),
  );
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(30);
});
