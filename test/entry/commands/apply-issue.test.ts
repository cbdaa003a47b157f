import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startForTest } from "../../support/github/start-for-test.ts";
import { createRegistry, flowYaml, type TestRegistry } from "../../support/registry.ts";
import { runCommand, type CommandRun } from "../run-command.ts";
import { SAMPLE_TAGS, tagsIn, writeSample } from "../sample.ts";

/** A registry with a version that needs a person. */
function linked(): TestRegistry {
  const registry = createRegistry();
  writeSample(registry);
  registry.link("flows/chat/2.0.0.yml", "1.0.0-rc.1.yml");
  registry.commit("Link a version");
  return registry;
}

test("a local registry keeps the steps on a page, and closes it when they are done", async () => {
  const registry = linked();
  const page = (name: string): string => join(registry.dir, ".git/flow-tagbot", name);
  const first = await runCommand(registry.dir, ["apply"]);
  expect(first.code, first.stderr).toBe(2);
  expect(first.stdout).toContain("manual-steps.md");
  expect(readFileSync(page("manual-steps.md"), "utf8")).toContain("cp -L -- flows/chat/2.0.0.yml");
  registry.remove("flows/chat/2.0.0.yml");
  registry.write("flows/chat/2.0.0.yml", flowYaml({ name: "chat" }));
  registry.commit("Replace the link");
  const second = await runCommand(registry.dir, ["apply"]);
  expect(second.code, second.stderr).toBe(0);
  expect([existsSync(page("manual-steps.md")), existsSync(page("manual-steps.closed.md"))]).toEqual([false, true]);
});

test("a dry run writes no page", async () => {
  const registry = linked();
  expect((await runCommand(registry.dir, ["apply", "--dry-run"])).code).toBe(2);
  expect(existsSync(join(registry.dir, ".git/flow-tagbot"))).toBe(false);
});

test.each([
  { name: "at a terminal", flags: [], environment: {}, issues: 0 },
  { name: "with --issue", flags: ["--issue"], environment: {}, issues: 1 },
  { name: "in a workflow", flags: [], environment: { GITHUB_ACTIONS: "true", GITHUB_REPOSITORY: "octo-org/flows" }, issues: 1 },
])("on GitHub $name there are $issues issues", async ({ flags, environment, issues }) => {
  const registry = linked();
  const github = await startForTest({ bareRepository: registry.addBareRemote() });
  registry.git("config", "remote.origin.url", github.gitUrl);
  const around = { GITHUB_TOKEN: github.tokens.write, GITHUB_SERVER_URL: github.serverUrl, GITHUB_API_URL: github.apiUrl };
  const run: CommandRun = await runCommand(registry.dir, ["apply", "--flow", "chat", ...flags], { ...around, ...environment });
  expect(run.code, run.stdout + run.stderr).toBe(2);
  expect(github.issues).toHaveLength(issues);
  expect(run.stdout.includes("/issues/")).toBe(issues > 0);
  expect(run.stdout).toContain("cp -L -- flows/chat/2.0.0.yml");
});

test("--max-releases leaves the rest to the next run, and says so", async () => {
  const registry = createRegistry();
  writeSample(registry);
  expect((await runCommand(registry.dir, ["apply", "--max-releases", "1"])).code).toBe(3);
  expect((await runCommand(registry.dir, ["apply", "--max-releases", "9"])).code).toBe(0);
  expect(tagsIn(registry)).toEqual(SAMPLE_TAGS);
});
