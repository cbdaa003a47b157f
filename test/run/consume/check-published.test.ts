import { expect, test } from "vitest";
import type { LockFault } from "../../../src/resolve/lock-faults.ts";
import type { LockedFlow } from "../../../src/resolve/locked.ts";
import { parseReference } from "../../../src/resolve/parse-reference.ts";
import { checkPublished } from "../../../src/run/consume/check-published.ts";
import { DEFAULT_RESOLVE } from "../../../src/run/consume/context.ts";
import { findSource } from "../../../src/run/consume/find-source.ts";
import { openRegistry } from "../../../src/run/consume/open-registry.ts";
import { lockHere, openApp } from "./lock-team.ts";
import { createTeam } from "./offered.ts";

test("the registry is asked for the locked version: its tag, its file and its bytes", async () => {
  const registry = createTeam();
  const app = openApp(registry, "a: code_review#^1\n");
  const { lock } = await lockHere(await app.open());
  const flow = lock.flows.get("a")?.locked;
  const reference = parseReference("code_review#^1", () => false);
  if (flow === undefined || reference.kind !== "flow") throw new Error("nothing was locked");
  const context = await app.open();
  const reader = openRegistry(context, findSource(context, reference.registry, null), DEFAULT_RESOLVE);
  const check = (more: Partial<LockedFlow> = {}): Promise<LockFault | null> =>
    checkPublished(context, reader, { name: "a", reference, locked: { ...flow, ...more } }, DEFAULT_RESOLVE);
  expect(await check()).toBeNull();
  expect(await check({ tag: null })).toBeNull();
  expect(await check({ commit: "f".repeat(40) })).toMatchObject({ fault: "tag-moved", wanted: flow.commit });
  expect(await check({ tag: "code_review-v9.9.9" })).toMatchObject({ fault: "tag-moved", wanted: null });
  expect(await check({ path: "flows/code_review/1.0.0.yml" })).toEqual({
    name: "a",
    fault: "other-file",
    wanted: "path flows/code_review/1.1.0.yml",
    locked: "path flows/code_review/1.0.0.yml",
  });
  expect(await check({ version: "1.0.0" })).toMatchObject({ fault: "other-file", wanted: "tag code_review-v1.0.0" });
  expect(await check({ digest: `sha256:${"0".repeat(64)}` })).toMatchObject({ fault: "other-bytes", wanted: flow.digest });
  await expect(check({ version: "7.0.0" })).rejects.toMatchObject({ code: "version-unknown" });
});
