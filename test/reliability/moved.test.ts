import { execFileSync } from "node:child_process";
import { afterAll, describe, expect, test } from "vitest";
import { expectCode } from "../action/run-action.ts";
import { listOutput } from "../action/output-shapes.ts";
import { addVersion, versions } from "../action/setting.ts";
import { isolatedEnvironment } from "../support/isolated-git.ts";
import type { LoggedRequest } from "../support/github/request-log.ts";
import { findRepeats, readEndState, readRefs } from "./end-state.ts";
import { openTemplate, type World } from "./world.ts";

const TAG = "code_review-v1.1.0";
const REF = `refs/tags/${TAG}`;

/** The branch `ahead` has a version more; `main` gets there only when another writer moves it. */
const template = await openTemplate((registry) => {
  versions(3)(registry);
  registry.branch("ahead");
  addVersion(registry, "flows/code_review/1.3.0.yml");
  registry.checkout("main");
});
afterAll(template.close);

function gitOn({ github, base }: World, ...args: readonly string[]): string {
  const options = { env: isolatedEnvironment(base), encoding: "utf8" } as const;
  return execFileSync("git", ["--git-dir", github.bareRepository, ...args], options).trim();
}

/** When another writer is faster: while the run looks for what may keep it from pushing, or when its push is on its way. */
const MOMENTS = [
  ["before the push", ({ query }: LoggedRequest) => query.includes("git-receive-pack")],
  ["during the push", ({ path }: LoggedRequest) => path.endsWith("/git-receive-pack")],
] as const;

async function runBeside(world: World, moment: (request: LoggedRequest) => boolean, work: () => void): ReturnType<World["run"]> {
  world.github.fail(moment, { run: work });
  return world.run();
}

/** Object ids and releases of a run that nobody disturbed. */
const undisturbed = await (async () => {
  const world = await template.open();
  await world.run();
  const state = readEndState(world);
  const landing = gitOn(world, "rev-parse", `${REF}^{commit}`);
  await world.close();
  return { state, landing };
})();

describe.concurrent.for(MOMENTS)("another writer, %s,", ([, moment]) => {
  async function inWorld(work: (world: World) => Promise<void>): Promise<void> {
    const world = await template.open();
    try {
      await work(world);
      expect(findRepeats(world)).toEqual([]);
      expect(world.github.violations).toEqual([]);
    } finally {
      await world.close();
    }
  }

  test("makes our tag on the right commit: it stays, and gets its release", () =>
    inWorld(async (world) => {
      const run = await runBeside(world, moment, () => gitOn(world, "update-ref", REF, undisturbed.landing, ""));
      expectCode(run, 0);
      expect(readRefs(world)).toEqual({ ...undisturbed.state.refs, [REF]: undisturbed.landing });
      expect(world.github.releases.map(({ tagName }) => tagName)).toContain(TAG);
      expect(JSON.parse(run.outputs["tags"] ?? "")).not.toContain(TAG);
    }));

  test("makes our tag elsewhere: it is not moved, gets no release, and all others are made", () =>
    inWorld(async (world) => {
      const elsewhere = gitOn(world, "rev-parse", "main");
      const run = await runBeside(world, moment, () => gitOn(world, "update-ref", REF, elsewhere, ""));
      expectCode(run, 2);
      expect(listOutput(run, "blocked")).toMatchObject([{ tag: TAG }]);
      expectCode(await world.run(), 2);
      expect(readRefs(world)).toEqual({ ...undisturbed.state.refs, [REF]: elsewhere });
      expect(world.github.releases.map(({ tagName }) => tagName).toSorted()).toEqual(["code_review-v1.0.0", "code_review-v1.2.0"]);
    }));

  test("moves the branch on: this run does what it saw, and the next does the rest", () =>
    inWorld(async (world) => {
      const run = await runBeside(world, moment, () => gitOn(world, "update-ref", "refs/heads/main", "refs/heads/ahead"));
      expectCode(run, 0);
      expect(JSON.parse(run.outputs["tags"] ?? "")).toHaveLength(3);
      const next = expectCode(await world.run(), 0);
      expect(JSON.parse(next.outputs["tags"] ?? "")).toEqual(["code_review-v1.3.0"]);
    }));
});
