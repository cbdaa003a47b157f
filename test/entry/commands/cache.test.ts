import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { toRegistryId } from "../../../src/resolve/registry-id.ts";
import { fullStore } from "../../resolve/cache/full-store.ts";
import { PATH, REGISTRY } from "../../resolve/cache/sample-entry.ts";
import { createUser, type User } from "../consumed.ts";
import { problemCodes } from "../sample.ts";

/** A user whose cache holds entries that were used 40 and 10 days ago, and today. */
function userWithCache(): { readonly user: User; readonly root: string; readonly folders: readonly [string, string, string] } {
  const user = createUser();
  const { store, folders } = fullStore({ root: join(user.dir, "cache"), now: () => Date.now() });
  return { user, root: store.root, folders };
}

test("cache list shows what is there, and makes no cache where there is none", async () => {
  const { user, root, folders } = userWithCache();
  const { code, stdout } = await user.run("cache", "list", "--cache", "cache", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    schema: 1,
    root,
    damaged: 0,
    entries: [{ folder: folders[0], registry: REGISTRY.url, path: PATH }, {}, {}],
  });
  const text = await user.runWith({ FLOW_TAGBOT_CACHE: root }, "cache", "list");
  expect(text.stdout).toMatch(/^3 entries, .*\n\nFLOW +VERSION +REGISTRY/);
  expect(await user.run("cache", "list", "--cache", "other")).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^0 entries/) as unknown,
  });
  expect(existsSync(join(user.dir, "other"))).toBe(false);
});

test("cache prune removes by age and by size, and wants to be told one of them", async () => {
  const { user, folders } = userWithCache();
  const prune = (...flags: readonly string[]): ReturnType<User["run"]> =>
    user.run("cache", "prune", "--cache", "cache", "--json", ...flags);
  expect(JSON.parse((await prune("--older-than", "30d")).stdout)).toMatchObject({ schema: 1, entries: 1, problems: [] });
  expect(folders.map((folder) => existsSync(folder))).toEqual([false, true, true]);
  expect(JSON.parse((await prune("--max-size", "0")).stdout)).toMatchObject({ entries: 2, left: 0 });
  for (const flags of [[], ["--older-than", "30"], ["--max-size", "much"]]) {
    const refused = await prune(...flags);
    expect([refused.code, problemCodes(refused)]).toEqual([1, ["input-invalid"]]);
  }
});

test("cache clear takes a registry by its address and by its folder's name, and no other", async () => {
  const { user, root, folders } = userWithCache();
  const clear = (registry: string): ReturnType<User["run"]> => user.run("cache", "clear", registry, "--cache", "cache", "--json");
  expect(JSON.parse((await clear(REGISTRY.id)).stdout)).toMatchObject({ schema: 1, entries: 2 });
  expect(folders.map((folder) => existsSync(folder))).toEqual([false, false, true]);
  const id = toRegistryId("https://github.com/acme/flows");
  mkdirSync(join(root, "v1", id, "entries"), { recursive: true });
  expect((await clear("acme/flows")).code).toBe(0);
  expect(existsSync(join(root, "v1", id))).toBe(false);
  const unknown = await clear("teem");
  expect([unknown.code, problemCodes(unknown)]).toEqual([1, ["registry-unknown"]]);
});

test("cache clear takes a configured registry by its name", async () => {
  const { user, root } = userWithCache();
  await user.run("registry", "add", "team", "https://example.com/acme/flows");
  const folder = join(root, "v1", toRegistryId("https://example.com/acme/flows"));
  mkdirSync(join(folder, "entries"), { recursive: true });
  expect((await user.run("cache", "clear", "team", "--cache", "cache")).stdout).toMatch(/^Removed 0 entries/);
  expect(existsSync(folder)).toBe(false);
});

test("cache verify ends with 2 where something is damaged, and leaves it there", async () => {
  const { user, folders } = userWithCache();
  const verify = (): ReturnType<User["run"]> => user.run("cache", "verify", "--cache", "cache", "--json");
  expect(await verify()).toMatchObject({ code: 0 });
  rmSync(join(folders[1], "files", PATH));
  const { code, stdout } = await verify();
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ whole: 2, remembered: 3, damaged: [{ path: folders[1] }] });
  expect(existsSync(folders[1])).toBe(true);
});

test("a folder that is no cache is refused by everything that would change it", async () => {
  const user = createUser();
  mkdirSync(join(user.dir, "mine/v1/x"), { recursive: true });
  writeFileSync(join(user.dir, "mine/notes.txt"), "");
  for (const args of [["prune", "--max-size", "0"], ["clear", "x"], ["verify"], ["list"]]) {
    const refused = await user.run("cache", ...args, "--cache", "mine", "--json");
    expect([refused.code, problemCodes(refused)]).toEqual([1, ["cache-unwritable"]]);
  }
  expect(readdirSync(join(user.dir, "mine/v1"))).toEqual(["x"]);
});
