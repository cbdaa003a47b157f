import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Store } from "../../../src/resolve/cache/store.ts";
import { LIMITS } from "../../../src/resolve/limits.ts";

export const NOW = Date.parse("2026-03-01T12:00:00Z");
export const DAY = 24 * 60 * 60 * 1000;
/** A process that runs, and no other one does. */
export const PID = 4242;

/** A folder that is removed when the test ends; its real path. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "flow-tagbot-")));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A cache's folder that does not exist yet, beside nothing. */
export function newStore(settings: Partial<Store> = {}): Store {
  const root = settings.root ?? join(temporaryFolder(), "cache");
  return { now: () => NOW, owner: { pid: PID, isAlive: () => false }, limits: LIMITS, ...settings, root };
}
