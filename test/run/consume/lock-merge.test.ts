import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { renderLock } from "../../../src/resolve/lock-file.ts";
import type { Lock } from "../../../src/resolve/locked.ts";
import { parseLock } from "../../../src/resolve/parse-lock.ts";
import { updateLock } from "../../../src/run/consume/lock.ts";
import { DEFAULT_RESOLVE } from "../../../src/run/consume/context.ts";
import { ISOLATED_SETTINGS, isolatedEnvironment } from "../../support/isolated-git.ts";
import { createRegistry, type TestRegistry } from "../../support/registry.ts";
import { locked } from "../../resolve/locked.ts";
import { createConsumer, createTeam, listed } from "./offered.ts";

/** Typed, unlike the matcher. */
const containing = (text: string): unknown => expect.stringContaining(text);

const LOCKFILE = "flows.lock";

function lockOf(versions: Readonly<Record<string, string>>): Lock {
  const flows = Object.entries(versions).map(
    ([name, version]) => [name, { reference: `${name}@team#^1`, locked: locked(name, version) }] as const,
  );
  return { flows: new Map(flows), dependencies: new Map() };
}

/** What git makes of two branches; null where it needs a person. */
function merge(base: Lock, ours: Lock, theirs: Lock): string | null {
  const app = createRegistry();
  onTestFinished(app.cleanup);
  const put = (lock: Lock, message: string): void => {
    app.write(LOCKFILE, renderLock(lock));
    app.commit(message);
  };
  put(base, "base");
  app.branch("theirs");
  put(theirs, "theirs");
  app.checkout("main");
  put(ours, "ours");
  return tryMerge(app) ? readFileSync(join(app.dir, LOCKFILE), "utf8") : null;
}

function tryMerge({ dir }: TestRegistry): boolean {
  return (
    spawnSync("git", [...ISOLATED_SETTINGS, "merge", "--quiet", "-m", "merge", "theirs"], { cwd: dir, env: isolatedEnvironment(dir) })
      .status === 0
  );
}

const BASE = { b: "1.0.0", d: "1.0.0", f: "1.0.0" };

test.each([
  ["both add, with an entry between", { ...BASE, a: "1.0.0" }, { ...BASE, c: "1.0.0" }, { ...BASE, a: "1.0.0", c: "1.0.0" }],
  ["both add at the ends", { ...BASE, a: "1.0.0" }, { ...BASE, z: "1.0.0" }, { ...BASE, a: "1.0.0", z: "1.0.0" }],
  ["one updates what the other leaves alone", { ...BASE, b: "1.1.0" }, { ...BASE, f: "1.2.0" }, { b: "1.1.0", d: "1.0.0", f: "1.2.0" }],
  ["one adds, the other removes elsewhere", { ...BASE, a: "1.0.0" }, { b: "1.0.0", d: "1.0.0" }, { a: "1.0.0", b: "1.0.0", d: "1.0.0" }],
  ["both make the same update", { ...BASE, d: "1.1.0" }, { ...BASE, d: "1.1.0" }, { ...BASE, d: "1.1.0" }],
])("git merges when %s, into what a lock of both would be", (_, ours, theirs, both) => {
  expect(merge(lockOf(BASE), lockOf(ours), lockOf(theirs))).toBe(renderLock(lockOf(both)));
});

test.each([
  ["both add at one place", { ...BASE, c: "1.0.0" }, { ...BASE, "c-2": "1.0.0" }],
  ["both update one entry", { ...BASE, d: "1.1.0" }, { ...BASE, d: "1.2.0" }],
  ["one removes what the other updates", { b: "1.0.0", f: "1.0.0" }, { ...BASE, d: "1.2.0" }],
])("git asks a person when %s", (_, ours, theirs) => {
  expect(merge(lockOf(BASE), lockOf(ours), lockOf(theirs))).toBeNull();
});

test("a conflict is named with its way out, and one side plus `lock` has everything", async () => {
  const team = createTeam();
  onTestFinished(team.cleanup);
  const consumer = createConsumer(listed("git", { team }, "team"));
  const app = createRegistry();
  onTestFinished(app.cleanup);
  const lock = async (list: string): Promise<void> => {
    app.write("flows.yml", list);
    await updateLock(
      { ...(await consumer.open()), directory: app.dir },
      { file: join(app.dir, "flows.yml"), update: { kind: "changed" }, write: true, options: DEFAULT_RESOLVE },
    );
  };
  await lock("a: code_review#1.0.0\n");
  app.commit("base");
  app.branch("theirs");
  await lock("a: code_review#1.0.0\nc: chat/agent\n");
  app.commit("theirs");
  app.checkout("main");
  await lock("a: code_review#1.0.0\nb: code_review#^1\n");
  app.commit("ours");
  const ours = readFileSync(join(app.dir, LOCKFILE), "utf8");
  expect(tryMerge(app)).toBe(false);
  const merged = "a: code_review#1.0.0\nb: code_review#^1\nc: chat/agent\n";
  await expect(lock(merged)).rejects.toMatchObject({
    code: "lock-invalid",
    problems: [{ fix: containing("git checkout --ours") }],
  });
  app.git("checkout", "--ours", LOCKFILE);
  await lock(merged);
  const repaired = readFileSync(join(app.dir, LOCKFILE), "utf8");
  expect([...parseLock(repaired, LOCKFILE).flows.keys()]).toEqual(["a", "b", "c"]);
  // What our side had did not change, so the repair is the addition alone.
  expect(repaired.startsWith(ours.trimEnd())).toBe(true);
});
