import { expect, test } from "vitest";
import { createRegistry } from "../../support/registry.ts";
import { problemCodes } from "../sample.ts";
import { runCommand } from "../run-command.ts";

test("migrate says what it would do, does it, and exits with 2 for what it left", async () => {
  const registry = createRegistry();
  registry.write("flows/a.yml", "a: 1\n");
  registry.write("flows/b.yml", "b: 1\n");
  registry.write("flows/b/1.0.0.yml", "b: 1\n");
  registry.commit("Add flat files");
  const args = ["migrate", "--root", "flows", "--to", "0.1.0"];
  const dry = await runCommand(registry.dir, [...args, "--dry-run", "--json"]);
  expect([dry.code, registry.git("status", "--porcelain")]).toEqual([2, ""]);
  expect(JSON.parse(dry.stdout)).toMatchObject({ schema: 1, dryRun: true, moves: [{ to: "flows/a/0.1.0.yml" }] });
  const { code, stdout } = await runCommand(registry.dir, args);
  expect([code, registry.git("status", "--porcelain")]).toEqual([2, "R  flows/a.yml -> flows/a/0.1.0.yml"]);
  expect(stdout).toContain("What consumers have to change");
});

test("migrate refuses a number that is none", async () => {
  const registry = createRegistry();
  const run = await runCommand(registry.dir, ["migrate", "--to", "1.0", "--json"]);
  expect([run.code, problemCodes(run)]).toEqual([1, ["input-invalid"]]);
});
