import { afterAll, expect, test } from "vitest";
import { FAULTS } from "../support/github/fault-catalogue.ts";
import { inParallel } from "./in-parallel.ts";
import { allFaults, allKills, coveringFaults, nameOf, toPlaces, type Point } from "./points.ts";
import { race } from "./races.ts";
import { readReference, survive, type Reference, type Survival } from "./survive.ts";
import { openTemplate, twelveVersions, twoWithFiles, type Template } from "./world.ts";

const TIMEOUT = 300_000;
const WORKERS = 2;

const template = await openTemplate(twelveVersions);
afterAll(template.close);
const reference = await readReference(template);
const places = toPlaces(reference.requests);

/** All are tried before anything is said, so that one that fails hides no other. */
async function tryAll(
  what: string,
  points: readonly Point[],
  [on, expected]: readonly [Template, Reference] = [template, reference],
): Promise<readonly Survival[]> {
  const results = await inParallel(points, WORKERS, (point) => survive(on, expected, point));
  const survived = results.filter(({ troubles }) => troubles.length === 0).length;
  process.stdout.write(`reliability: ${what}: ${points.length} points tried, ${survived} survived\n`);
  return results;
}

function failed(results: readonly Survival[]): readonly string[] {
  return results.filter(({ troubles }) => troubles.length > 0).map(({ name, troubles }) => `${name}: ${troubles.join("\n")}`);
}

test("a run without faults makes twelve versions, and tells of those that need a person", () => {
  expect(reference.code).toBe(2);
  expect(reference.tags).toHaveLength(12);
  expect(reference.state.issues).toHaveLength(1);
});

test(
  "a run that is killed after every fourth of its writes is finished by the next",
  async () => {
    const kills = allKills(places).filter((point) => point.kind === "kill" && point.when === "after" && point.children);
    expect(kills).toHaveLength(reference.requests.filter(({ write }) => write).length);
    expect(
      failed(
        await tryAll(
          "kills",
          kills.filter((_, index) => index % 4 === 0),
        ),
      ),
    ).toEqual([]);
  },
  TIMEOUT,
);

test(
  "whatever goes wrong once, with every other fault, the next run finishes",
  async () => {
    const points = coveringFaults(places);
    expect(new Set(points.map(({ place }) => place)).size).toBe(places.length);
    // Nothing is uploaded here; see below.
    const idle = Object.keys(FAULTS).filter((name) => !points.some((point) => point.kind === "fault" && point.entry.name === name));
    expect(idle).toEqual(["502 unfinished upload"]);
    expect(
      failed(
        await tryAll(
          "faults",
          points.filter((_, index) => index % 2 === 0),
        ),
      ),
    ).toEqual([]);
  },
  TIMEOUT,
);

test(
  "a release with files is completed after a kill between its requests, and after an upload that came to nothing",
  async () => {
    const files = await openTemplate(twoWithFiles);
    try {
      const undisturbed = await readReference(files);
      expect(undisturbed.code).toBe(0);
      const ofFirst = toPlaces(undisturbed.requests).filter(
        ({ request: { path }, count }) => /\/releases(?:\/1001\b.*)?$/.test(path) && count === 0,
      );
      const kills = allKills(ofFirst).filter((point) => point.kind === "kill" && point.when === "after" && point.children);
      const uploads = allFaults(ofFirst).filter((point) => nameOf(point).startsWith("502 unfinished upload"));
      expect([kills.length, uploads.length]).toEqual([3, 1]);
      expect(failed(await tryAll("releases with files", [...kills, ...uploads], [files, undisturbed]))).toEqual([]);
    } finally {
      await files.close();
    }
  },
  TIMEOUT,
);

test(
  "two runs at once leave what one leaves",
  async () => {
    expect(await race(template, reference)).toEqual([]);
  },
  TIMEOUT,
);
