import { join } from "node:path";
import { expect, test } from "vitest";
import * as z from "zod";
import { temporaryFolder } from "../../git/open-git.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import { createRegistry, type TestRegistry } from "../../support/registry.ts";
import { makeSshKey } from "../../support/ssh-server.ts";
import { runCommand, type CommandRun } from "../run-command.ts";
import { tagsIn, writeSample } from "../sample.ts";

const DIAGNOSIS = z.object({ schema: z.literal(1), ok: z.boolean(), checks: z.array(z.looseObject({ state: z.string() })) });

function diagnosisOf({ stdout }: CommandRun): z.infer<typeof DIAGNOSIS> {
  return DIAGNOSIS.parse(JSON.parse(stdout));
}

function sample(): TestRegistry {
  const registry = createRegistry();
  writeSample(registry);
  return registry;
}

const signing = (): string => makeSshKey(join(temporaryFolder(), "key"), { passphrase: "open sesame" });

test("a local registry is well, in words and as JSON, and nothing is made", async () => {
  const registry = sample();
  const json = await runCommand(registry.dir, ["doctor", "--json"]);
  expect([json.code, diagnosisOf(json).ok], json.stderr).toEqual([0, true]);
  const text = await runCommand(registry.dir, ["doctor"]);
  expect(text.code).toBe(0);
  expect(text.stdout.split("\n").length).toBeGreaterThan(3);
  expect(tagsIn(registry)).toEqual([]);
});

test.each([
  { name: "opens", passphrase: "open sesame", code: 0 },
  { name: "has another passphrase", passphrase: "wrong one", code: 2 },
])("a signing key from the environment that $name is told with $code", async ({ passphrase, code }) => {
  const registry = sample();
  const environment = { FLOW_TAGBOT_SIGNING_KEY: signing(), FLOW_TAGBOT_SIGNING_PASSPHRASE: passphrase };
  const run = await runCommand(registry.dir, ["doctor", "--json"], environment);
  expect([run.code, diagnosisOf(run).ok], run.stderr).toEqual([code, code === 0]);
  expect(run.stdout + run.stderr).not.toContain(passphrase);
});

test("signing that is wanted without a key is an error", async () => {
  const run = await runCommand(sample().dir, ["doctor", "--json", "--signing-format", "gpg"]);
  expect([run.code, diagnosisOf(run).ok]).toEqual([2, false]);
  expect(run.stdout).toContain("signing-key");
});

test.each([
  ["write", 0],
  ["readOnly", 2],
] as const)("the token %s for GitHub is told with %i", async (token, code) => {
  const registry = sample();
  const github = await startForTest({ bareRepository: registry.addBareRemote() });
  registry.git("config", "remote.origin.url", github.gitUrl);
  const environment = { GITHUB_TOKEN: github.tokens[token], GITHUB_SERVER_URL: github.serverUrl, GITHUB_API_URL: github.apiUrl };
  const run = await runCommand(registry.dir, ["doctor", "--json"], environment);
  expect([run.code, diagnosisOf(run).ok], run.stdout + run.stderr).toEqual([code, code === 0]);
  expect(run.stdout + run.stderr).not.toContain(github.tokens[token]);
  expect(github.requests.filter(({ write, path }) => write && !path.endsWith("git-upload-pack") && !path.endsWith("graphql"))).toEqual([]);
});
