import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { generateRegistry } from "../../../bench/generate-registry.ts";
import { ROOTS } from "../../../bench/landings.ts";
import type { Plan } from "../../../src/model/plan.ts";
import { parsePlan } from "../../../src/plan/parse-plan.ts";
import { temporaryFolder, wrapGit } from "../../git/open-git.ts";
import { createRegistry, type TestRegistry } from "../../support/registry.ts";
import { runCommand } from "../run-command.ts";
import { problemCodes, SAMPLE_TAGS, writeSample } from "../sample.ts";

function sample(): TestRegistry {
  const registry = createRegistry();
  writeSample(registry);
  return registry;
}

async function planIn(folder: string, ...args: readonly string[]): Promise<Plan> {
  const run = await runCommand(folder, ["plan", "--json", ...args]);
  expect(run.code, run.stderr).toBe(0);
  return parsePlan(run.stdout);
}

describe("plan works", () => {
  interface Row {
    readonly name: string;
    /** The folder to run in. */
    readonly open: (registry: TestRegistry) => string;
  }
  const ROWS: readonly Row[] = [
    { name: "in a repository without remote", open: ({ dir }) => dir },
    { name: "with a bare remote", open: (registry) => (registry.addBareRemote(), registry.dir) },
    { name: "in the bare repository itself", open: (registry) => registry.addBareRemote() },
    { name: "in a shallow clone", open: (registry) => (registry.addBareRemote(), registry.clone({ depth: 1 }).dir) },
    {
      name: "in a clone without file contents",
      open: (registry) => (registry.addBareRemote(), registry.clone({ filter: "blob:none" }).dir),
    },
    { name: "in a bare clone", open: (registry) => (registry.addBareRemote(), registry.clone({ bare: true }).dir) },
    { name: "in a folder of the work tree", open: ({ dir }) => join(dir, "flows/chat") },
    {
      name: "on a branch that is behind the remote",
      open: (registry) => (registry.addBareRemote(), registry.git("reset", "--quiet", "--hard", "HEAD~2"), registry.dir),
    },
  ];

  test.each(ROWS)("$name, with one and the same result", async ({ open }) => {
    const registry = sample();
    const head = registry.head();
    const landings = Object.fromEntries(
      ["flows/chat/1.0.0-rc.1.yml", "flows/code_review/1.0.0.yml", "flows/code_review/1.1.0.yml"].map((path) => [
        path,
        registry.git("log", "-1", "--format=%H", "--", path),
      ]),
    );
    const plan = await planIn(open(registry), "--forge", "local");
    expect(plan).toMatchObject({ branch: "main", head });
    expect(Object.fromEntries(plan.versions.map(({ path, target }) => [path, target]))).toEqual(landings);
    expect(plan.actions.map(({ type, tag }) => `${type} ${tag}`).toSorted()).toEqual([
      ...SAMPLE_TAGS.map((tag) => `create-release ${tag}`),
      ...SAMPLE_TAGS.map((tag) => `create-tag ${tag}`),
    ]);
  });

  test("in an empty repository, where nothing is to be done", async () => {
    const registry = createRegistry();
    expect(await planIn(registry.dir)).toMatchObject({ versions: [], actions: [] });
    const { code, stdout } = await runCommand(registry.dir, ["plan"]);
    expect(code).toBe(0);
    expect(stdout).not.toBe("");
  });

  test("with --repo from elsewhere", async () => {
    const registry = sample();
    expect((await planIn("/", "--repo", registry.dir)).head).toBe(registry.head());
  });
});

test("the human text goes to standard output and names every version, its tag and the next step", async () => {
  const registry = sample();
  const { code, stdout } = await runCommand(registry.dir, ["plan"]);
  expect(code).toBe(0);
  for (const text of [...SAMPLE_TAGS, "flow-tagbot apply", "pending"]) expect(stdout).toContain(text);
  expect(stdout.split("\n").filter((line) => line.length > 120)).toEqual([]);
});

test("with --json standard output is one line of JSON, also when a person is needed", async () => {
  const registry = sample();
  registry.link("flows/chat/2.0.0.yml", "1.0.0-rc.1.yml");
  registry.commit("Link a version");
  const { code, stdout } = await runCommand(registry.dir, ["plan", "--json"]);
  expect(code).toBe(2);
  expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  expect(
    parsePlan(stdout)
      .versions.filter(({ state }) => state === "blocked")
      .map(({ path }) => path),
  ).toEqual(["flows/chat/2.0.0.yml"]);
});

describe("plan fails with exit code 1 and the code", () => {
  test("not-a-repository in any other folder", async () => {
    const run = await runCommand(temporaryFolder(), ["plan", "--json"]);
    expect(run.code).toBe(1);
    expect(problemCodes(run)).toEqual(["not-a-repository"]);
  });

  test("not-a-repository for a folder that does not exist", async () => {
    const run = await runCommand("/", ["plan", "--json", "--repo", "/does/not/exist"]);
    expect(run.code).toBe(1);
    expect(problemCodes(run)).toEqual(["not-a-repository"]);
  });

  test("branch-missing for a branch that nobody has", async () => {
    const run = await runCommand(sample().dir, ["plan", "--json", "--branch", "release"]);
    expect(run.code).toBe(1);
    expect(problemCodes(run)).toEqual(["branch-missing"]);
  });

  test("version-unknown for a selection that selects nothing", async () => {
    const run = await runCommand(sample().dir, ["plan", "--json", "--flow", "code_reveiw"]);
    expect(run.code).toBe(1);
    expect(problemCodes(run)).toEqual(["version-unknown"]);
  });

  test("config-unreadable for a file that --config names and nobody has", async () => {
    const run = await runCommand(sample().dir, ["plan", "--json", "--config", "missing.yml"]);
    expect(run.code).toBe(1);
    expect(problemCodes(run)).toEqual(["config-unreadable"]);
  });

  test("history-shallow in a shallow clone whose remote is gone", async () => {
    const registry = sample();
    const remote = registry.addBareRemote();
    const shallow = registry.clone({ depth: 1 });
    shallow.git("remote", "remove", "origin");
    rmSync(remote, { recursive: true });
    const run = await runCommand(shallow.dir, ["plan", "--json"]);
    expect(run.code).toBe(1);
    expect(problemCodes(run)).toEqual(["history-shallow"]);
  });

  test("config-invalid for each mistake in the configuration, with its line", async () => {
    const registry = sample();
    registry.write(".github/flow-tagbot.yml", "brunch: main\ntag: '{flow}'\nroots:\n  - path: /absolute\ntarget: newest\n");
    const run = await runCommand(registry.dir, ["plan", "--json"]);
    expect(run.code).toBe(1);
    const problems: unknown = JSON.parse(run.stdout);
    expect(problems).toMatchObject({
      problems: [1, 2, 4, 5].map((line) => ({ code: "config-invalid", path: ".github/flow-tagbot.yml", line })),
    });
    for (const line of [1, 2, 4, 5]) expect(run.stderr).toContain(`.github/flow-tagbot.yml:${line}`);
  });
});

describe("the configuration", () => {
  test("is read from disk where --config names it", async () => {
    const registry = sample();
    const file = join(temporaryFolder(), "other.yml");
    writeFileSync(file, "tag: 'x-{flow}-{version}'\n");
    const plan = await planIn(registry.dir, "--config", file);
    expect(plan.versions.map(({ tag }) => tag)).toContain("x-code_review-1.0.0");
  });

  test("is read from the branch in a bare repository", async () => {
    const registry = createRegistry();
    registry.write(".github/flow-tagbot.yml", "tag: 'x-{flow}-{version}'\n");
    writeSample(registry);
    expect((await planIn(registry.addBareRemote())).versions.map(({ tag }) => tag)).toContain("x-code_review-1.0.0");
  });

  test("yields to flags", async () => {
    const registry = createRegistry();
    registry.write(".github/flow-tagbot.yml", "tag: 'x-{flow}-{version}'\n");
    writeSample(registry);
    expect((await planIn(registry.dir, "--tag", "y-{flow}-{version}")).versions.map(({ tag }) => tag)).toContain("y-code_review-1.0.0");
  });

  test("may name another release branch, and --branch another again", async () => {
    const registry = sample();
    const main = registry.head();
    registry.branch("stable");
    registry.remove("flows/chat");
    const stable = registry.commit("Without chat");
    registry.write(".github/flow-tagbot.yml", "branch: stable\n");
    expect(await planIn(registry.dir)).toMatchObject({ branch: "stable", head: stable });
    expect(await planIn(registry.dir, "--branch", "main")).toMatchObject({ branch: "main", head: main });
  });
});

test("the number of git processes does not grow with the registry", async () => {
  const counts: number[] = [];
  for (const [flows, versions] of [
    [20, 5],
    [50, 10],
    [100, 10],
  ] as const) {
    const registry = join(temporaryFolder(), "registry.git");
    await generateRegistry(registry, { flows, versions, seed: 1 });
    const git = wrapGit();
    const run = await runCommand(registry, ["plan", "--json", ...ROOTS.flatMap((root) => ["--root", root])], { PATH: git.path });
    expect(parsePlan(run.stdout).versions).toHaveLength(flows * versions);
    counts.push(git.pids().length);
  }
  const [few = 0, many = 0, more = 0] = counts;
  expect(more).toBe(many);
  expect(many).toBeLessThanOrEqual(12);
  // A long history is walked by two processes at once, a short one by one; only of few files is the YAML checked in a plan.
  expect([-1, 0, 1]).toContain(many - few);
});
