import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { tryOffline } from "./consumer-offline.ts";
import { changeKills, networkFaults, nameOfPoint, requestKills, type ConsumerPoint } from "./consumer-points.ts";
import { raceConsumers } from "./consumer-races.ts";
import { readUndisturbed, tryPoint, type Trial, type Undisturbed } from "./consumer-trial.ts";
import { buildTeamIn, type ConsumerTemplate } from "./consumer-world.ts";
import { HOSTILE } from "./hostile-registries.ts";
import { tryHostile } from "./hostile-trial.ts";
import { inParallel } from "./in-parallel.ts";

// All of it is in `npm run reliability`; these are a few of each kind, the same ones every time.

const WORKERS = 2;

const folder = mkdtempSync(join(tmpdir(), "flow-tagbot-consumers-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
let template: ConsumerTemplate;
let byApi: Undisturbed;
beforeAll(async () => {
  template = { program: join(inject("bundle"), "command.js"), bareRepository: buildTeamIn(folder), compiled: join(folder, "compiled") };
  byApi = await readUndisturbed(template, "api");
});

async function troublesOf(undisturbed: Undisturbed, points: readonly (ConsumerPoint | undefined)[]): Promise<readonly string[]> {
  const given = points.filter((point) => point !== undefined);
  expect(given).toHaveLength(points.length);
  const trials: readonly Trial[] = await inParallel(given, WORKERS, (point) => tryPoint(undisturbed, point));
  return trials.flatMap(({ name, troubles }) => troubles.map((trouble) => `${name}: ${trouble}`));
}

test("a fetch that is killed leaves nothing that is taken for whole, and the next one is right and sweeps", async () => {
  const kills = changeKills(byApi.changes);
  const last = byApi.changes.lastIndexOf("fsyncSync");
  const around = kills.filter((point) => point.kind === "change" && point.at === last + 2);
  expect(around.map(nameOfPoint)).toEqual([expect.stringContaining("renameSync")]);
  const half = kills.find((point) => point.kind === "change" && point.half && point.at > last - 4);
  expect(await troublesOf(byApi, [...around, half, requestKills(byApi.requests).at(-1)])).toEqual([]);
});

test("a fetch from a server that fails is right, or fails in order, and the next one is right", async () => {
  const faults = networkFaults(byApi.requests).filter((point) => nameOfPoint(point).includes("/git/blobs/"));
  const chosen = ["reset before", "truncated"].map((name) => faults.find((point) => nameOfPoint(point).startsWith(`${name} at`)));
  expect(await troublesOf(byApi, chosen)).toEqual([]);
});

test("four processes that fetch the same at once end with one good entry", async () => {
  expect(await raceConsumers(byApi, 4, "clear")).toEqual([]);
});

test("what is pinned needs no server, and an update that fails leaves the cache as it was", async () => {
  const trials = await tryOffline(byApi);
  expect(trials.length).toBeGreaterThan(8);
  expect(trials.flatMap(({ name, troubles }) => troubles.map((trouble) => `${name}: ${trouble}`))).toEqual([]);
});

const ROWS = ["a folder named ..", "an alias bomb for a configuration", "a tag that moved"];

test.for(HOSTILE.filter(({ name }) => ROWS.includes(name)))("a registry with $name does no harm", async (row) => {
  expect((await tryHostile(template, "git", row)).troubles).toEqual([]);
});

test("every hostile registry has a name of its own", () => {
  expect(new Set(HOSTILE.map(({ name }) => name)).size).toBe(HOSTILE.length);
  expect(HOSTILE.filter(({ name }) => ROWS.includes(name))).toHaveLength(ROWS.length);
});
