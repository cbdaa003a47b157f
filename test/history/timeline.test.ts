import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Change, Landing } from "../../src/history/landing.ts";
import { createLogParser, LOG_FORMAT, SHORT_FORMAT } from "../../src/history/parse-log.ts";
import { createTimeline, joinHistories } from "../../src/history/timeline.ts";
import { openRegistry, type TestRegistry } from "../support/git-registry.ts";
import { HISTORIES, playHistory } from "./random-history.ts";

const PATH = "chat/1.0.0.yml";

type Event = "added" | "changed" | "deleted" | null;

/** Landings newest first, named 0, 1, 2 …; what happened to the path, or null. */
function landings(...events: readonly Event[]): readonly Landing[] {
  return events.map((event, index) => ({ sha: String(index), time: 0, text: "", changes: event === null ? [] : [toChange(event)] }));
}

function toChange(event: Exclude<Event, null>): Change {
  return { path: PATH, before: event === "added" ? null : "b1", after: event === "deleted" ? null : "b2" };
}

const CASES: readonly (readonly [
  name: string,
  events: readonly Event[],
  settled: string | null,
  introduced: string | null,
  goesOn: boolean,
])[] = [
  ["added once", ["added"], "0", "0", false],
  ["added, then left alone", [null, null, "added", null], "2", "2", false],
  ["changed after it was added", [null, "changed", null, "changed", "added"], "1", "4", false],
  ["deleted and added again", ["added", "deleted", "changed", "added"], "0", "0", false],
  ["deleted, added again and changed", ["changed", "added", "deleted", "added"], "0", "1", false],
  ["its addition is not reached yet", ["changed", null], "0", null, true],
  ["never seen", [null, null], null, null, true],
];

describe("createTimeline", () => {
  test.each(CASES)("a file that is %s", (_, events, settled, introduced, goesOn) => {
    const timeline = createTimeline(new Set([PATH]));
    expect(timeline.add(landings(...events))).toBe(goesOn);
    expect(timeline.of(PATH)).toEqual({ settled, introduced });
  });

  test("it goes on until every wanted file was seen being added, and forgets the others", () => {
    const timeline = createTimeline(new Set(["a", "b"]));
    const add = (sha: string, ...paths: readonly string[]): boolean =>
      timeline.add([{ sha, time: 0, text: "", changes: paths.map((path) => ({ path, before: null, after: "b1" })) }]);
    expect(add("2", "a", "other")).toBe(true);
    expect(add("1", "a")).toBe(true);
    expect(add("0", "b")).toBe(false);
    expect(["a", "b", "other"].map((path) => timeline.of(path).settled)).toEqual(["2", "0", null]);
  });

  test("without wanted files there is nothing to learn", () => {
    expect(createTimeline(new Set()).add(landings("added"))).toBe(false);
  });
});

describe("joinHistories", () => {
  test("cut anywhere, the stretches tell what one pass tells", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<Event>("added", "changed", "deleted", null), { maxLength: 8 }),
        fc.nat({ max: 8 }),
        fc.nat({ max: 8 }),
        (events, one, two) => {
          const all = landings(...events);
          const [first, second] = one < two ? [one, two] : [two, one];
          const walk = (part: readonly Landing[]): ReturnType<typeof createTimeline> => {
            const timeline = createTimeline(new Set([PATH]));
            timeline.add(part);
            return timeline;
          };
          const stretches = [all.slice(0, first), all.slice(first, second), all.slice(second)].map(walk);
          expect(joinHistories(stretches, PATH)).toEqual(walk(all).of(PATH));
        },
      ),
    );
  });

  test("without stretches nothing is known", () => {
    expect(joinHistories([], PATH)).toEqual({ settled: null, introduced: null });
  });
});

/** The slow, obvious answer: one `git log` a file and question. */
function obvious({ git }: TestRegistry, path: string): { readonly settled: string; readonly introduced: string } {
  const newest = (...filter: readonly string[]): string =>
    git(
      "log",
      "-s",
      "--first-parent",
      "--diff-merges=first-parent",
      "--no-renames",
      ...filter,
      "--format=%H",
      "HEAD",
      "--",
      `:(literal)${path}`,
    ).split("\n")[0] ?? "";
  return { settled: newest(), introduced: newest("--diff-filter=A") };
}

test("on random histories one pass agrees with one git log a file", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(HISTORIES, fc.integer({ min: 1, max: 6 }), (steps, portion) => {
      using registry = openRegistry();
      playHistory(registry, steps);
      const wanted = registry.git("ls-tree", "-r", "-z", "--name-only", "HEAD").split("\0").slice(0, -1);
      const parser = createLogParser();
      const output = Buffer.from(
        registry.git("log", "--first-parent", "--diff-merges=first-parent", ...LOG_FORMAT, `--format=${SHORT_FORMAT}`),
      );
      const all = [...parser.add(output), ...parser.end()];
      const timeline = createTimeline(new Set(wanted));
      for (let start = 0; timeline.add(all.slice(start, start + portion)) && start < all.length; start += portion);
      for (const path of wanted) {
        const history = timeline.of(path);
        expect({ path, ...history }).toEqual({ path, ...obvious(registry, path) });
        expect(registry.blob(path, history.settled ?? "")).toBe(registry.blob(path));
      }
    }),
    { numRuns: 8 },
  );
});
