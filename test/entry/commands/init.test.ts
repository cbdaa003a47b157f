import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfigFile } from "../../../src/config/config-file.ts";
import { createRegistry } from "../../support/registry.ts";
import { runCommand } from "../run-command.ts";
import { writeSample } from "../sample.ts";

test("init writes files that plan understands, keeps what is there, and takes flags where nobody can be asked", async () => {
  const registry = createRegistry();
  writeSample(registry);
  const environment = { GITHUB_SERVER_URL: pathToFileURL(join(registry.dir, "nowhere")).href };
  const dry = await runCommand(registry.dir, ["init", "--dry-run"], environment);
  expect([dry.code, registry.git("status", "--porcelain")]).toEqual([0, ""]);
  expect(dry.stdout).toContain("- path: flows");
  const { code, stdout } = await runCommand(registry.dir, ["init", "--branch", "main", "--no-check"], environment);
  expect([code, stdout]).toEqual([0, expect.stringContaining("full commit SHA")]);
  const read = (path: string): string => readFileSync(join(registry.dir, path), "utf8");
  expect(parseConfigFile(read(".github/flow-tagbot.yml"), "c.yml")).toEqual({
    ok: true,
    value: { roots: [{ path: "flows" }], branch: "main" },
  });
  expect(parse(read(".github/workflows/flow-tagbot.yml"))).toMatchObject({ permissions: { contents: "write", issues: "write" } });
  registry.write(".github/flow-tagbot.yml", "branch: main\n");
  const again = await runCommand(registry.dir, ["init", "--yes", "--json"], environment);
  expect(again.code).toBe(2);
  expect(JSON.parse(again.stdout)).toMatchObject({
    schema: 1,
    check: true,
    files: [{ kind: "kept" }, { kind: "same" }, { kind: "written" }],
  });
});
