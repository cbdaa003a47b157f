import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as z from "zod";
import { createRegistry, flowYaml, type TestRegistry } from "../../support/registry.ts";
import { runCommand, type CommandRun } from "../run-command.ts";
import { problemCodes, writeSample } from "../sample.ts";

const FIRST = "flows/code_review/1.0.0.yml";

function sample(): TestRegistry {
  const registry = createRegistry();
  registry.write(".github/flow-tagbot.yml", "roots: [{ path: flows }]\n");
  writeSample(registry);
  registry.addBareRemote();
  return registry;
}

const REPORT = z.object({ ok: z.boolean(), findings: z.array(z.object({ id: z.string(), path: z.string().nullable() })) });

function found({ stdout }: CommandRun): readonly string[] {
  return REPORT.parse(JSON.parse(stdout)).findings.map(({ id, path }) => `${id} ${path ?? ""}`);
}

test("check finds an edit that is not committed, says how to put it right, and touches nothing", async () => {
  const registry = sample();
  registry.write(FIRST, flowYaml({ name: FIRST, components: ["reader", "writer"] }));
  registry.write("flows/chat/1.0.0.yml", flowYaml({ name: "flows/chat/1.0.0-rc.1.yml" }));
  const state = (): unknown => [
    registry.git("status", "--porcelain"),
    readFileSync(join(registry.dir, ".git/index")).toString("base64"),
    registry.git("for-each-ref"),
  ];
  const before = state();
  const human = await runCommand(registry.dir, ["check"]);
  expect(human.code).toBe(2);
  for (const text of ["published-edited", FIRST, "git checkout"]) expect(human.stdout).toContain(text);
  expect(human.stdout).not.toContain("\u001b");
  const json = await runCommand(join(registry.dir, "flows"), ["check", "--json"]);
  expect(json.code).toBe(2);
  expect(found(json)).toContain(`published-edited ${FIRST}`);
  expect(state()).toEqual(before);
});

test("check has nothing against what is as it should be; a warning does not fail it", async () => {
  const registry = sample();
  expect((await runCommand(registry.dir, ["check"])).code).toBe(0);
  registry.write("flows/code_review/3.0.0.yml", flowYaml({ name: "flows/code_review/1.1.0.yml", description: "Other" }));
  const run = await runCommand(registry.dir, ["check", "--json"]);
  expect([run.code, found(run)]).toEqual([0, ["version-skipped flows/code_review/3.0.0.yml"]]);
});

test("check compares with what the remote has, or without network with --base", async () => {
  const registry = sample();
  const published = registry.head();
  registry.write(FIRST, flowYaml({ name: FIRST, components: ["reader", "writer"] }));
  registry.commit("Edit");
  expect(found(await runCommand(registry.dir, ["check", "--json"]))).toContain(`published-edited ${FIRST}`);
  registry.git("config", "remote.origin.url", join(registry.dir, "../gone.git"));
  const offline = await runCommand(registry.dir, ["check", "--json"]);
  expect([offline.code, problemCodes(offline)]).toEqual([1, ["git-auth"]]);
  expect((await runCommand(registry.dir, ["check", "--base", published])).code).toBe(2);
  expect((await runCommand(registry.dir, ["check", "--base", "HEAD"])).code).toBe(0);
  const unknown = await runCommand(registry.dir, ["check", "--json", "--base", "--help"]);
  expect([unknown.code, problemCodes(unknown)]).toEqual([1, ["branch-missing"]]);
});

test("check looks at the branch of a bare repository, and judges by the published settings", async () => {
  const registry = sample();
  registry.write(".github/flow-tagbot.yml", "roots: [{ path: flows }]\nrules: { published-edited: off }\n");
  registry.write(FIRST, flowYaml({ name: FIRST, components: ["reader", "writer"] }));
  expect(found(await runCommand(registry.dir, ["check", "--json"]))).toContain(`published-edited ${FIRST}`);
  const published = registry.head();
  registry.commit("Edit, and allow it");
  const bare = registry.clone({ bare: true });
  bare.git("fetch", "--quiet", registry.dir, "+main:main");
  expect((await runCommand(bare.dir, ["check", "--base", published])).code).toBe(2);
  expect((await runCommand(bare.dir, ["check", "--base", "main"])).code).toBe(0);
});
