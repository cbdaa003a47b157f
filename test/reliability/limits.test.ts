import { afterAll, describe, expect, test } from "vitest";
import { expectCode } from "../action/run-action.ts";
import { listOutput } from "../action/output-shapes.ts";
import { versions } from "../action/setting.ts";
import { findRepeats } from "./end-state.ts";
import { backfill, type Backfill } from "./limits.ts";
import { openTemplate } from "./world.ts";

/** As the real ones are to 500 versions, and the whole of that is in `npm run reliability`. */
const LIMITS = { perMinute: 8, perHour: 20 };
const DEFAULTS = { versions: 30, limits: LIMITS, others: 0, maxMinutes: null, maxReleases: null };

function expectOrder({ legs, repeated, perMinute, perHour }: Backfill): void {
  for (const { code, remaining, missing } of legs) {
    expect(remaining).toEqual(missing);
    expect(code).toBe(missing.length === 0 ? 0 : 3);
  }
  expect(repeated).toEqual([]);
  expect(legs.reduce((sum, { released }) => sum + released, 0)).toBe(DEFAULTS.versions);
  expect(perMinute).toBeLessThanOrEqual(LIMITS.perMinute);
  expect(perHour).toBeLessThanOrEqual(LIMITS.perHour);
}

describe("a backfill that is larger than a limit", () => {
  test("takes all that the hour allows, is never refused, and goes on in the next run", async () => {
    const result = await backfill(DEFAULTS);
    expectOrder(result);
    expect(result.legs.map(({ released }) => released)).toEqual([20, 10]);
    expect(result.refusals).toBe(0);
  });

  test("ends in order when the server refuses because others have used the limit", async () => {
    const result = await backfill({ ...DEFAULTS, others: 7 });
    expectOrder(result);
    expect(result.legs.map(({ released }) => released)).toEqual([13, 17]);
    expect(result.refusals).toBeGreaterThan(0);
  });

  test("makes as many releases as it is given", async () => {
    const result = await backfill({ ...DEFAULTS, maxReleases: 12 });
    expectOrder(result);
    expect(result.legs.map(({ released }) => released)).toEqual([12, 12, 6]);
  });

  test("ends within the minutes that it is given", async () => {
    const result = await backfill({ ...DEFAULTS, maxMinutes: 2 });
    expectOrder(result);
    for (const { seconds } of result.legs) expect(seconds).toBeLessThan(120);
    expect(result.legs.slice(0, -1).every(({ released }) => released > 10)).toBe(true);
  });
});

const VERSIONS = 5;
const template = await openTemplate(versions(VERSIONS));
afterAll(template.close);

describe.concurrent("the input", () => {
  test.for([
    ["max-releases", "2", 2],
    // A minute of the run's clock is over before it has read anything.
    ["max-minutes", "1", 0],
  ] as const)("%s: %s ends a run with exit code 3 after %i releases, and the next goes on", async ([name, value, released]) => {
    const world = await template.open();
    try {
      const run = expectCode(await world.run({ inputs: { [name]: value } }), 3);
      expect(listOutput(run, "releases")).toHaveLength(released);
      expect(listOutput(run, "remaining")).toHaveLength(VERSIONS - released);
      expect(world.github.releases).toHaveLength(released);
      const next = expectCode(await world.run(), 0);
      expect(listOutput(next, "releases")).toHaveLength(VERSIONS - released);
      expect(listOutput(next, "remaining")).toEqual([]);
      expect(findRepeats(world)).toEqual([]);
    } finally {
      await world.close();
    }
  });
});
