import { expect, test } from "vitest";
import { createRegistry } from "../../support/registry.ts";
import { problemCodes } from "../sample.ts";
import { runCommand } from "../run-command.ts";
import { writeSample } from "../sample.ts";

test("new writes the next version, prints its path for scripts and the rest for people", async () => {
  const registry = createRegistry();
  writeSample(registry);
  const { code, stdout, stderr } = await runCommand(registry.dir, ["new", "code_review", "--bump", "minor"]);
  expect([code, stdout]).toEqual([0, "flows/code_review/1.2.0.yml\n"]);
  expect(stderr).toContain("flow-tagbot check");
  const json = await runCommand(registry.dir, ["new", "code_review", "--from", "1.0.0", "--json"]);
  expect(JSON.parse(json.stdout)).toMatchObject({ schema: 1, from: "1.0.0", version: "1.0.1", path: "flows/code_review/1.0.1.yml" });
});

test("new refuses a flow and a step that do not exist", async () => {
  const registry = createRegistry();
  writeSample(registry);
  const unknown = await runCommand(registry.dir, ["new", "code_reviw", "--json"]);
  expect([unknown.code, problemCodes(unknown)]).toEqual([1, ["version-unknown"]]);
  expect((await runCommand(registry.dir, ["new", "code_review", "--bump", "huge"])).code).toBe(1);
  expect(registry.git("status", "--porcelain")).toBe("");
});
