import { expect, test } from "vitest";
import { CONFIG_PATH } from "../../src/config/options.ts";
import { check } from "../../src/run/check.ts";
import { toPathspecs } from "../../src/run/read-pull.ts";
import { createRegistry, flowYaml } from "../support/registry.ts";
import { codesOf, openSample } from "./open.ts";

test("what is about to be published is held to the rules", async () => {
  const registry = createRegistry();
  registry.write("flows/a/1.0.0.yml", flowYaml({ name: "a" }));
  registry.commit("Add a");
  registry.write("flows/a/1.0.1.yml", flowYaml({ name: "a", toolset: ["read_file", "list_dir", "run_command"] }));
  const opened = await openSample(registry.dir, { roots: [{ path: "flows" }] });
  const report = await check({
    ...opened,
    configPath: CONFIG_PATH,
    question: { kind: "work-tree", pathspecs: toPathspecs(opened.config, CONFIG_PATH) },
  });
  expect(report).toMatchObject({
    base: registry.head(),
    head: null,
    ok: false,
    versions: [{ version: "1.0.1", status: "added", required: "minor", given: "patch", proposed: "1.1.0" }],
  });
});

test("a repository without any commit has nothing to be compared with", async () => {
  const registry = createRegistry();
  const opened = await openSample(registry.dir);
  expect(await codesOf(check({ ...opened, configPath: CONFIG_PATH, question: { kind: "work-tree", pathspecs: [] } }))).toEqual([
    "branch-missing",
  ]);
});
