import { inParallel } from "./in-parallel.ts";
import { allFaults, allKills, lastingFaults, toPlaces, type Point } from "./points.ts";
import { race } from "./races.ts";
import { readReference, survive, type Reference, type Survival } from "./survive.ts";
import { openTemplate, twelveVersions, twoWithFiles, type Template } from "./world.ts";

/** A registry, what a run does there that nothing disturbs, and what is done to runs there. */
export interface Scene {
  readonly name: string;
  readonly template: Template;
  readonly reference: Reference;
  readonly stages: readonly Stage[];
}

export interface Stage {
  readonly what: string;
  readonly points: readonly Point[];
}

/** How many points were tried, and how many of them ended as a run without faults does. */
export interface Tally {
  readonly tried: number;
  readonly survived: number;
  /** Points after which one run without faults was not enough. */
  readonly slow: number;
}

/** The caller closes the templates. */
export async function openScenes(): Promise<readonly Scene[]> {
  const [twelve, files] = [await openTemplate(twelveVersions), await openTemplate(twoWithFiles)];
  return [await openTwelve(twelve), await openFiles(files)];
}

async function openTwelve(template: Template): Promise<Scene> {
  const reference = await readReference(template);
  const places = toPlaces(reference.requests);
  const stages = [
    { what: `SIGKILL before and after each of ${reference.writes} writes, alone and with all children`, points: allKills(places) },
    { what: `every fault once, at each of ${places.length} requests`, points: allFaults(places) },
    {
      what: "every fault but silence from the first and from the second request of a sort on, until the run ended",
      points: lastingFaults(places),
    },
  ];
  return { name: "twelve versions, and an issue", template, reference, stages };
}

async function openFiles(template: Template): Promise<Scene> {
  const reference = await readReference(template);
  const places = toPlaces(reference.requests);
  // A draft, a look at the list, two uploads and the change that publishes; the second version is made in the same way.
  const first = places.findIndex(({ request: { method, path } }) => method === "POST" && path.endsWith("/releases"));
  const stages = [
    { what: `SIGKILL before and after each of ${reference.writes} writes, alone and with all children`, points: allKills(places) },
    { what: "every fault once, at each request of the first release", points: allFaults(places.slice(first, first + 5)) },
  ];
  return { name: "two versions with files", template, reference, stages };
}

/** Tries all points, so many at once. */
export async function tryPoints(
  { template, reference }: Scene,
  points: readonly Point[],
  workers: number,
  onTried: (survival: Survival) => void,
): Promise<Tally> {
  const results = await inParallel(points, workers, async (point) => {
    const result = await survive(template, reference, point);
    onTried(result);
    return result;
  });
  const survived = results.filter(({ troubles }) => troubles.length === 0);
  return { tried: results.length, survived: survived.length, slow: survived.filter(({ runs }) => runs > 1).length };
}

/** Lets two runs begin at once, so many times. */
export async function tryRaces({ template, reference }: Scene, rounds: number, onTrouble: (trouble: string) => void): Promise<Tally> {
  let survived = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const troubles = await race(template, reference);
    if (troubles.length === 0) survived += 1;
    for (const trouble of troubles) onTrouble(`race ${round}: ${trouble}`);
  }
  return { tried: rounds, survived, slow: 0 };
}
