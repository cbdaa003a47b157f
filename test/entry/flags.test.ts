import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfigSource, readFlagFile, readOverrides, textOf, toForge } from "../../src/entry/flags.ts";
import { EVERYTHING } from "../../src/config/config.ts";
import { CONFIG_PATH } from "../../src/config/options.ts";
import { temporaryFolder } from "../git/open-git.ts";
import { codesOf } from "../run/open.ts";

test("a flag without a value is no text", () => {
  expect(["x", "", true, undefined].map(textOf)).toEqual(["x", "", null, null]);
});

test("forges are the known ones", () => {
  expect(["local", "github", "gitlab", "gitea", undefined].map(toForge)).toEqual(["local", "github", "gitlab", null, null]);
});

test("flags become overrides by their own names", async () => {
  expect(await readOverrides({ repo: ".", json: true, config: "/tmp/x.yml" })).toMatchObject({ config: {}, selection: EVERYTHING });
  const { config, selection, run } = await readOverrides({ tagsPerPush: "5", dryRun: true, flow: "a,b", root: "flows", draft: true });
  expect(config).toEqual(expect.objectContaining({ "tags-per-push": 5, draft: true }));
  expect(selection.flows).toEqual(["a", "b"]);
  expect(run.dryRun).toBe(true);
  expect(await codesOf(readOverrides({ limit: "0", version: "v1" }))).toEqual(["input-invalid", "input-invalid"]);
});

test("the configuration is the named file, or the work tree's own, or the branch's", async () => {
  const folder = temporaryFolder();
  expect(await readConfigSource(null, folder)).toEqual({ kind: "branch", path: CONFIG_PATH, required: false });
  mkdirSync(join(folder, ".github"));
  writeFileSync(join(folder, CONFIG_PATH), "branch: main\n");
  expect(await readConfigSource(null, folder)).toEqual({ kind: "text", path: CONFIG_PATH, text: "branch: main\n" });
  const other = join(folder, "other.yml");
  writeFileSync(other, "branch: other\n");
  expect(await readConfigSource(other, folder)).toEqual({ kind: "text", path: other, text: "branch: other\n" });
  expect(await codesOf(readConfigSource(join(folder, "missing.yml"), folder))).toEqual(["config-unreadable"]);
  expect(await codesOf(readConfigSource(folder, folder))).toEqual(["config-unreadable"]);
});

test("a file that a flag names is read, or fails with the flag's own code", async () => {
  const file = join(temporaryFolder(), "plan.json");
  writeFileSync(file, "{}");
  expect(await readFlagFile(file, "plan", "plan-invalid")).toBe("{}");
  expect(await codesOf(readFlagFile(`${file}.missing`, "plan", "plan-invalid"))).toEqual(["plan-invalid"]);
});
