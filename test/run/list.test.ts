import { expect, test } from "vitest";
import { EVERYTHING } from "../../src/config/config.ts";
import { list } from "../../src/run/list.ts";
import { createRegistry } from "../support/registry.ts";
import { codesOf, openSample } from "./open.ts";

async function open(): Promise<Awaited<ReturnType<typeof openSample>>> {
  const registry = createRegistry();
  for (const path of ["flows/a/1.0.0.yml", "flows/a/1.1.0.yml", "flows/b/2.0.0-rc.1.yml", "flows/a.yml"])
    registry.write(path, "version: v1\n");
  registry.commit("Add flows");
  return openSample(registry.dir, { roots: [{ path: "flows" }] }, true);
}

test("everything on the branch is listed", async () => {
  const { files, unversioned } = await list({ ...(await open()), selection: EVERYTHING });
  expect(files.map(({ flow, version, kind, previous }) => [flow, version, kind, previous])).toEqual([
    ["a", "1.0.0", "stable", null],
    ["a", "1.1.0", "stable", "1.0.0"],
    ["b", "2.0.0-rc.1", "prerelease", null],
  ]);
  expect(JSON.stringify(unversioned)).toContain("flows/a.yml");
});

test("or what was selected", async () => {
  const opened = await open();
  expect((await list({ ...opened, selection: { ...EVERYTHING, flows: ["b"] } })).files.map(({ flow }) => flow)).toEqual(["b"]);
  expect(await codesOf(list({ ...opened, selection: { ...EVERYTHING, flows: ["c"] } }))).toEqual(["version-unknown"]);
});

test("an empty repository has nothing", async () => {
  const opened = await openSample(createRegistry().dir, {}, true);
  expect((await list({ ...opened, selection: EVERYTHING })).files).toEqual([]);
});
