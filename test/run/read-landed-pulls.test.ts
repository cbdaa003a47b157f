import { expect, test } from "vitest";
import { createLine } from "../../src/history/line.ts";
import { failure } from "../../src/model/failure.ts";
import type { LandedCommit } from "../../src/model/pull-request.ts";
import { readLandedPulls, type PullsForge } from "../../src/run/read-landed-pulls.ts";
import { landing, pull } from "../notes/example-facts.ts";

const ABLE = { latest: true, pages: true, assets: true, pullRequests: true, ownNotes: true };
const LANDINGS = [landing("a", "Merge pull request #7 from x/y", "Add"), landing("b", "Fix (#8)"), landing("c", "Push")];
const LINE = createLine(
  LANDINGS.map(({ sha }) => sha),
  [30, 20, 10],
);

const DENIED = failure("forge-denied", "No", "Give the permission.");

function forge(changes: Partial<PullsForge>): PullsForge {
  return {
    capabilities: ABLE,
    repositoryUrl: "https://forge.test/o/r",
    readPullRequests: () => Promise.resolve({ pulls: new Map(), failure: null }),
    ...changes,
  };
}

test("the server is asked once about each landing, and told which of them name a pull request", async () => {
  const asked: (readonly LandedCommit[])[] = [];
  const server = forge({
    readPullRequests: (commits) => {
      asked.push(commits);
      return Promise.resolve({ pulls: new Map([["a".repeat(40), [pull(70)]]]), failure: null });
    },
  });
  const { pullsOf, certain, problems } = await readLandedPulls(server, LINE, [...LANDINGS, ...LANDINGS]);
  expect(asked.map((commits) => commits.map(({ time, expected }) => [time, expected]))).toEqual([
    [
      [30, true],
      [20, true],
      [10, false],
    ],
  ]);
  expect(LANDINGS.map((one) => pullsOf(one).map(({ number, url }) => [number, url]))).toEqual([
    [[70, "https://forge.test/flows/registry/pull/70"]],
    [[8, "https://forge.test/o/r/pull/8"]],
    [],
  ]);
  expect([[...certain], problems]).toEqual([[70], []]);
});

test("what cannot be read is a warning, and subjects tell", async () => {
  const refusing = forge({ readPullRequests: () => Promise.resolve({ pulls: new Map(), failure: DENIED }) });
  const { pullsOf, certain, problems } = await readLandedPulls(refusing, LINE, LANDINGS);
  expect(problems).toMatchObject([{ code: "forge-denied", severity: "warning", fix: "Give the permission." }]);
  expect(LANDINGS.flatMap((one) => pullsOf(one).map(({ number, title }) => [number, title]))).toEqual([
    [7, "Add"],
    [8, "Fix"],
  ]);
  expect(certain.size).toBe(0);
});

test("what was read before something failed is kept", async () => {
  const pulls = new Map([["b".repeat(40), [pull(80)]]]);
  const failing = forge({ readPullRequests: () => Promise.resolve({ pulls, failure: DENIED }) });
  const { pullsOf, certain, problems } = await readLandedPulls(failing, LINE, LANDINGS);
  expect(LANDINGS.map((one) => pullsOf(one).map(({ number }) => number))).toEqual([[7], [80], []]);
  expect([...certain]).toEqual([80]);
  expect(problems.map(({ message }) => message)).toEqual([
    "No. Of 2 commits, the notes name only the pull requests that the subjects tell of.",
  ]);
});

test("a bug is not taken for an answer", async () => {
  const broken = forge({ readPullRequests: () => Promise.reject(new TypeError("bug")) });
  await expect(readLandedPulls(broken, LINE, LANDINGS)).rejects.toThrow("bug");
});

test("without pull requests on the forge, or without landings, nobody is asked", async () => {
  const never = (): Promise<never> => Promise.reject(new Error("asked"));
  await readLandedPulls(forge({ readPullRequests: never }), LINE, []);
  const unable = forge({ capabilities: { ...ABLE, pullRequests: false }, repositoryUrl: null, readPullRequests: never });
  const { pullsOf } = await readLandedPulls(unable, LINE, LANDINGS);
  expect(LANDINGS.flatMap((one) => pullsOf(one).map(({ number, url }) => [number, url]))).toEqual([
    [7, null],
    [8, null],
  ]);
});
