import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createRegistry, flowYaml, type TestRegistry } from "../../support/registry.ts";
import { runCommand } from "../run-command.ts";
import { outcomesOf, problemCodes, releaseFiles, SAMPLE_TAGS, tagsIn, writeSample } from "../sample.ts";

function sample(): TestRegistry {
  const registry = createRegistry();
  writeSample(registry);
  return registry;
}

/** The path of a file that holds the registry's plan, changed on the way. */
async function savePlan(registry: TestRegistry, change: (text: string) => string = (text) => text): Promise<string> {
  const { stdout } = await runCommand(registry.dir, ["plan", "--json", "--forge", "local"]);
  const file = join(registry.dir, "..", "plan.json");
  writeFileSync(file, change(stdout));
  return file;
}

describe("apply", () => {
  test("makes tags and releases in a repository without remote, and then has nothing to do", async () => {
    const registry = sample();
    const first = await runCommand(registry.dir, ["apply", "--json"]);
    expect(first.code, first.stderr).toBe(0);
    expect(outcomesOf(first).toSorted()).toEqual([
      ...SAMPLE_TAGS.map((tag) => `create-release ${tag}: done`),
      ...SAMPLE_TAGS.map((tag) => `create-tag ${tag}: done`),
    ]);
    expect(tagsIn(registry)).toEqual(SAMPLE_TAGS);
    expect(registry.git("cat-file", "-t", "refs/tags/chat-v1.0.0-rc.1")).toBe("tag");
    expect(registry.git("for-each-ref", "--format=%(contents:trailers:key=Flow-Path,valueonly)", "refs/tags/chat-v1.0.0-rc.1").trim()).toBe(
      "flows/chat/1.0.0-rc.1.yml",
    );
    expect(releaseFiles(join(registry.dir, ".git"))).toEqual(SAMPLE_TAGS.map((tag) => `${tag}.md`));
    const files = (): string =>
      SAMPLE_TAGS.map((tag) => readFileSync(join(registry.dir, ".git/flow-tagbot/releases", `${tag}.md`), "utf8")).join();
    const before = [registry.git("show-ref"), files()];
    const second = await runCommand(registry.dir, ["apply", "--json"]);
    expect(second.code).toBe(0);
    expect(outcomesOf(second)).toEqual([]);
    expect([registry.git("show-ref"), files()]).toEqual(before);
  });

  test("pushes to a bare remote, whatever the clone", async () => {
    const registry = sample();
    const remote = registry.addBareRemote();
    const shallow = registry.clone({ depth: 1 });
    expect((await runCommand(shallow.dir, ["apply", "--forge", "local"])).code).toBe(0);
    expect(tagsIn(registry, remote)).toEqual(SAMPLE_TAGS);
    expect(registry.git("--git-dir", remote, "rev-parse", "code_review-v1.0.0^{commit}")).toBe(registry.git("rev-parse", "HEAD~2"));
  });

  test("works in the bare repository itself", async () => {
    const registry = sample();
    const remote = registry.addBareRemote();
    expect((await runCommand(remote, ["apply"])).code).toBe(0);
    expect(tagsIn(registry, remote)).toEqual(SAMPLE_TAGS);
  });

  test("with --dry-run says what plan says, and does nothing", async () => {
    const registry = sample();
    const dry = await runCommand(registry.dir, ["apply", "--dry-run"]);
    expect(dry.stdout).toBe((await runCommand(registry.dir, ["plan"])).stdout);
    expect(tagsIn(registry)).toEqual([]);
  });

  test("with --limit takes the oldest first and goes on the next time", async () => {
    const registry = sample();
    expect([0, 3]).toContain((await runCommand(registry.dir, ["apply", "--limit", "1"])).code);
    expect(tagsIn(registry)).toEqual(["code_review-v1.0.0"]);
    await runCommand(registry.dir, ["apply", "--limit", "1"]);
    expect(tagsIn(registry)).toEqual(["code_review-v1.0.0", "code_review-v1.1.0"]);
  });

  test("exits with 2 while a person is needed, and does the rest", async () => {
    const registry = sample();
    registry.link("flows/chat/2.0.0.yml", "1.0.0-rc.1.yml");
    registry.commit("Link a version");
    const { code, stdout } = await runCommand(registry.dir, ["apply"]);
    expect(code).toBe(2);
    expect(stdout).toContain("cp -L -- flows/chat/2.0.0.yml");
    expect(tagsIn(registry)).toEqual(SAMPLE_TAGS);
  });

  test("does not tag a branch that is not on the remote", async () => {
    const registry = sample();
    registry.addBareRemote();
    registry.branch("topic");
    registry.write("flows/new/1.0.0.yml", flowYaml({ name: "new" }));
    registry.commit("Add new");
    const run = await runCommand(registry.dir, ["apply", "--json", "--forge", "local", "--branch", "topic"]);
    expect(run.code).toBe(1);
    expect(problemCodes(run)).toEqual(["branch-not-pushed"]);
    expect(tagsIn(registry)).toEqual([]);
  });

  test("writes progress to standard error only", async () => {
    const registry = sample();
    const { stdout, stderr } = await runCommand(registry.dir, ["apply", "--json"]);
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).not.toContain("{");
  });
});

describe("apply --plan", () => {
  test("carries out what was reviewed", async () => {
    const registry = sample();
    const { code, stderr } = await runCommand(registry.dir, ["apply", "--plan", await savePlan(registry)]);
    expect(code, stderr).toBe(0);
    expect(tagsIn(registry)).toEqual(SAMPLE_TAGS);
  });

  test("carries out a part that was picked, and no more", async () => {
    const registry = sample();
    const { stdout } = await runCommand(registry.dir, ["plan", "--json", "--flow", "chat"]);
    const file = join(registry.dir, "..", "plan.json");
    writeFileSync(file, stdout);
    expect((await runCommand(registry.dir, ["apply", "--plan", file])).code).toBe(0);
    expect(tagsIn(registry)).toEqual(["chat-v1.0.0-rc.1"]);
  });

  interface Row {
    readonly name: string;
    readonly code: string;
    readonly edit?: (text: string) => string;
    readonly after?: (registry: TestRegistry) => void;
  }
  const ROWS: readonly Row[] = [
    { name: "the branch moved", code: "plan-outdated", after: (registry) => void registry.commit("Something else") },
    {
      name: "a tag came",
      code: "plan-outdated",
      after: (registry) => {
        registry.tag("code_review-v1.0.0", "HEAD~2", { annotated: true });
      },
    },
    {
      name: "an action's target was edited",
      code: "plan-outdated",
      edit: (text) => text.replace(/("type":"create-tag".*?"target":")[0-9a-f]{40}/, `$1${"a".repeat(40)}`),
    },
    { name: "a message was edited", code: "plan-outdated", edit: (text) => text.replace("Flow-Path: ", "Flow-Path: x") },
    {
      name: "a prerelease was made a release",
      code: "plan-outdated",
      edit: (text) => text.replace('"prerelease":true', '"prerelease":false'),
    },
    { name: "it has another schema", code: "plan-invalid", edit: (text) => text.replace('"schema":1', '"schema":2') },
    { name: "it is no JSON", code: "plan-invalid", edit: () => "no plan" },
  ];

  test.each(ROWS)("refuses a plan when $name, and writes nothing", async ({ code, edit, after }) => {
    const registry = sample();
    const file = await savePlan(registry, edit);
    after?.(registry);
    const before = registry.git("show-ref");
    const run = await runCommand(registry.dir, ["apply", "--json", "--plan", file]);
    expect(run.code).toBe(1);
    expect(new Set(problemCodes(run))).toEqual(new Set([code]));
    expect(registry.git("show-ref")).toBe(before);
  });

  test("refuses a file that is not there", async () => {
    const run = await runCommand(sample().dir, ["apply", "--json", "--plan", "missing.json"]);
    expect(run.code).toBe(1);
    expect(problemCodes(run)).toEqual(["plan-invalid"]);
  });
});
