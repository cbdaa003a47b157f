import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Compared } from "../../src/changes/compared.ts";
import { diff } from "../../src/run/diff.ts";
import { createRegistry, flowYaml, type TestRegistry } from "../support/registry.ts";
import { temporaryFolder } from "../git/open-git.ts";
import { codesOf, openSample } from "./open.ts";

function sample(): TestRegistry {
  const registry = createRegistry();
  const tools: Readonly<Record<string, readonly string[]>> = {
    "1.0.0": ["a"],
    "1.1.0": ["a", "b"],
    "1.2.0-rc.1": ["c"],
    "1.2.0": ["a", "b", "c"],
  };
  for (const [version, toolset] of Object.entries(tools)) {
    registry.write(`flows/x/${version}.yml`, flowYaml({ name: "x", toolset }));
    registry.commit(version);
    registry.tag(`x-v${version}`);
  }
  return registry;
}

async function ask(registry: TestRegistry, from: string | null, to: string | null, flow = "x"): Promise<Compared> {
  return diff({ ...(await openSample(registry.dir, { roots: [{ path: "flows" }] })), flow, from, to });
}

function gained({ from, to, comparison }: Compared): string {
  return `${from} ${to} ${comparison.capabilities.gained.map(({ name }) => name).join(",")}`;
}

test.each([
  [null, null, "1.1.0 1.2.0 c"],
  ["1.0.0", null, "1.0.0 1.2.0 b,c"],
  ["1.0.0", "1.1.0", "1.0.0 1.1.0 b"],
  ["1.2.0", "1.0.0", "1.2.0 1.0.0 "],
] as const)("from %s to %s compares and gains: %s", async (from, to, expected) => {
  const found = await ask(sample(), from, to);
  expect(gained(found)).toBe(expected);
  expect([found.flow, found.comparison.profile, found.required === "none"]).toEqual(["x", "flow-registry", false]);
});

test("a version is what its tag holds, also when its file was edited or is gone", async () => {
  const registry = sample();
  registry.write("flows/x/1.1.0.yml", flowYaml({ name: "x", toolset: ["edited"] }));
  registry.remove("flows/x/1.0.0.yml");
  registry.commit("Edit and withdraw");
  expect(gained(await ask(registry, "1.0.0", "1.1.0"))).toBe("1.0.0 1.1.0 b");
  registry.git("tag", "--delete", "x-v1.1.0");
  expect(gained(await ask(registry, "1.0.0", "1.1.0"))).toBe("1.0.0 1.1.0 edited");
});

test("a file of one's own is compared with a version, or with the newest", async () => {
  const file = join(temporaryFolder(), "draft.yml");
  writeFileSync(file, flowYaml({ name: "x", toolset: ["a", "b", "c", "d"] }));
  const registry = sample();
  expect(gained(await ask(registry, file, null))).toBe(`1.2.0 ${file} d`);
  expect(gained(await ask(registry, "1.1.0", file))).toBe(`1.1.0 ${file} c,d`);
  writeFileSync(file, "a: [\n");
  expect(await codesOf(ask(registry, file, null))).toEqual(["version-yaml-invalid"]);
});

test.each([
  ["y", null, null, "version-unknown", null],
  ["xx", null, null, "version-unknown", "Did you mean x?"],
  ["x", "1.1.1", null, "version-unknown", "Did you mean 1.1.0?"],
  ["x", "v1.0.0", null, "version-unknown", "Did you mean 1.0.0?"],
  ["x", "1.0.0", "none.yml", "version-unknown", null],
] as const)("of %s, from %s to %s: %s", async (flow, from, to, code, fix) => {
  const asked = ask(sample(), from, to, flow);
  await expect(asked).rejects.toMatchObject({ code });
  if (fix !== null) await expect(asked).rejects.toMatchObject({ problems: [{ fix }] });
});

test("a first version has nothing to be compared with, and a flow in two roots has to be chosen", async () => {
  const registry = createRegistry();
  registry.write("flows/x/1.0.0.yml", flowYaml({ name: "x" }));
  registry.write("beta/x/1.1.0.yml", flowYaml({ name: "x" }));
  registry.commit("Add");
  expect(await codesOf(ask(registry, null, null))).toEqual(["version-unknown"]);
  const opened = await openSample(registry.dir, { roots: [{ path: "flows" }, { path: "beta" }] });
  expect(await codesOf(diff({ ...opened, flow: "x", from: null, to: null }))).toEqual(["input-invalid"]);
  const empty = createRegistry();
  expect(await codesOf(ask(empty, null, null))).toEqual(["version-unknown"]);
});
