import { expect, test } from "vitest";
import { release } from "../../src/run/release.ts";
import { verify } from "../../src/run/verify.ts";
import { createRegistry } from "../support/registry.ts";
import { APPLY_OPTIONS, openRequest } from "./open.ts";

test("tag objects and contents that a clone lacks are fetched", async () => {
  const registry = createRegistry();
  registry.write("flows/chat/1.0.0.yml", "version: v1\n");
  registry.commit("Add 1.0.0");
  registry.addBareRemote();
  const clone = registry.clone({ depth: 1, filter: "blob:none" });
  const request = await openRequest(registry.dir);
  await release(request, APPLY_OPTIONS);
  expect(clone.git("tag")).toBe("");
  const { ok, versions } = await verify({ ...(await openRequest(clone.dir)), forge: request.forge });
  expect(versions.map(({ tag, ok: proved, checks }) => [tag, proved, checks.length])).toEqual([["chat-v1.0.0", true, 8]]);
  expect(ok).toBe(true);
});

test("an empty repository has nothing to prove", async () => {
  expect(await verify(await openRequest(createRegistry().dir))).toMatchObject({ ok: true, versions: [] });
});
