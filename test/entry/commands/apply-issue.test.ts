import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { wrapGit } from "../../git/open-git.ts";
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

test("carrying out a plan for one flow leaves the steps of the others on the page", async () => {
  const registry = linked();
  registry.link("flows/other/1.0.0.yml", "../chat/1.0.0-rc.1.yml");
  registry.commit("Link another version");
  const page = join(registry.dir, ".git/flow-tagbot/manual-steps.md");
  expect((await runCommand(registry.dir, ["apply"])).code).toBe(2);
  registry.remove("flows/chat/2.0.0.yml");
  registry.write("flows/chat/2.0.0.yml", flowYaml({ name: "chat" }));
  registry.commit("Replace the link");
  const plan = join(registry.dir, ".git/plan.json");
  writeFileSync(plan, (await runCommand(registry.dir, ["plan", "--flow", "chat", "--json"])).stdout);
  const run = await runCommand(registry.dir, ["apply", "--plan", plan]);
  expect(run.code, run.stderr).toBe(0);
  expect(readFileSync(page, "utf8")).toContain("flows/other/1.0.0.yml");
  expect(readFileSync(page, "utf8")).not.toContain("cp -L -- flows/chat/2.0.0.yml");
});

describe("with a registry elsewhere", () => {
  test("the password in the address of origin is shown to nobody, and the token of another server is not sent", async () => {
    const registry = linked();
    const bare = registry.addBareRemote();
    const github = await startForTest({ bareRepository: bare, others: [{ repo: "source", bareRepository: bare }] });
    registry.git("config", "remote.origin.url", github.gitUrl.replace("://", "://someone:pa55-word@"));
    const wrapped = wrapGit();
    const environment = { GITHUB_TOKEN: "ghp_of_another_server", GITHUB_SERVER_URL: "https://github.com", PATH: wrapped.path };
    const run = await runCommand(registry.dir, ["apply", "--registry", `${github.owner}/source`], environment);
    expect(run.code).toBe(1);
    const sent = github.requests.map(({ headers }) => headers["authorization"] ?? "");
    expect(sent.filter((header) => Buffer.from(header.split(" ")[1] ?? "", "base64").includes("ghp_of_another_server"))).toEqual([]);
    expect([run.stdout + run.stderr, ...wrapped.args()].filter((text) => text.includes("pa55-word"))).toEqual([]);
  });

  test("releases are not kept in a clone that is thrown away", async () => {
    const registry = linked();
    const bare = registry.addBareRemote();
    const github = await startForTest({ bareRepository: bare, others: [{ repo: "source", bareRepository: bare }] });
    registry.git("config", "remote.origin.url", github.gitUrl);
    const run = await runCommand(registry.dir, ["apply", "--forge", "local", "--registry", `${github.owner}/source`, "--json"]);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('"code":"input-invalid"');
    expect(github.requests.filter(({ path }) => path.endsWith("git-receive-pack"))).toEqual([]);
  });
});
