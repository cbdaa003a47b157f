import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createUser, publishedRegistry, type User } from "../consumed.ts";
import { problemCodes } from "../sample.ts";
import type { TestRegistry } from "../../support/registry.ts";

function ready(): { readonly user: User; readonly registry: TestRegistry } {
  const registry = publishedRegistry();
  const user = createUser(registry);
  return { user, registry };
}

describe("resolve", () => {
  test("says which version it is, where it lies and why", async () => {
    const { user, registry } = ready();
    const { code, stdout, stderr } = await user.run("resolve", "code_review@team#^1.0", "--json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 1,
      reference: "code_review@team#^1.0",
      flow: "code_review",
      version: "1.1.0",
      kind: "stable",
      tag: "code_review-v1.1.0",
      commit: registry.head(),
      path: "flows/code_review/1.1.0.yml",
      registry: { name: "team", type: "git", url: registry.dir },
      framework: "v1",
      cached: false,
      notices: [],
    });
    const human = await user.run("resolve", "code_review");
    expect(human.code).toBe(0);
    for (const text of ["1.1.0 (stable)", "code_review-v1.1.0", registry.head(), "sha256:", "why"]) expect(human.stdout).toContain(text);
  });

  test("of what is pinned and cached needs no registry, and what is not says so", async () => {
    const { user, registry } = ready();
    const first = await user.run("resolve", "code_review#1.0.0", "--json");
    expect(JSON.parse(first.stdout)).toMatchObject({ version: "1.0.0", cached: false });
    registry.cleanup();
    const second = await user.run("resolve", "code_review#1.0.0", "--json");
    expect(second.code).toBe(0);
    const { cached, ...rest }: Record<string, unknown> = JSON.parse(second.stdout) as Record<string, unknown>;
    expect(cached).toBe(true);
    expect({ ...rest, cached: false }).toEqual(JSON.parse(first.stdout));
    const missing = await user.run("resolve", "code_review#1.1.0", "--offline", "--json");
    expect(missing.code).toBe(1);
  });

  test("with --allow-stale warns on standard error and in its JSON", async () => {
    const { user } = ready();
    await user.run("resolve", "code_review#^1");
    const run = await user.run("resolve", "code_review#^1", "--offline", "--json");
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(/^warning: /);
    expect(JSON.parse(run.stdout)).toMatchObject({ version: "1.1.0", notices: [{ code: "answer-stale" }] });
  });

  test("fails with a code that tells what is wrong", async () => {
    const { user } = ready();
    const failing = [
      { args: ["code_review#9.9.9"], code: "version-unknown" },
      { args: ["code_reviw"], code: "flow-unknown" },
      { args: ["code_review@nobody"], code: "registry-unknown" },
      { args: ["code_review##1"], code: "reference-invalid" },
      { args: [], code: "input-invalid" },
      { args: ["code_review", "--flow", "code_review"], code: "input-invalid" },
      { args: ["--framework", "v1"], code: "input-invalid" },
      { args: ["code_review", "--root", "/x"], code: "input-invalid" },
      { args: ["--flow", "code_review", "--framework", "v2"], code: "version-unknown" },
    ];
    const runs = await Promise.all(failing.map(async ({ args }) => user.run("resolve", ...args, "--json")));
    expect(runs.map((run, at) => ({ args: failing[at]?.args, code: problemCodes(run)[0] }))).toEqual(failing);
    expect(new Set(runs.map(({ code }) => code))).toEqual(new Set([1]));
  });
});

describe("requests to a flow service", () => {
  test("and references convert into each other", async () => {
    const { user } = ready();
    const forms = [
      {
        args: ["code_review@^1.0"],
        as: "fields",
        said: { flow_config_id: "code_review", flow_config_schema_version: "v1", flow_version: "1.1.0" },
      },
      {
        args: ["--flow", "code_review", "--framework", "v1", "--flow-version", "1.0.0"],
        as: "request",
        said: { request: "code_review@1.0.0" },
      },
      { args: ["code_review@1.0.0"], as: "reference", said: { reference: "code_review@team#1.0.0" } },
      { args: ["--flow", "code_review"], as: "request", said: { request: "code_review@1.1.0" } },
    ];
    const runs = await Promise.all(forms.map(async ({ args, as }) => user.run("resolve", ...args, "--as", as, "--json")));
    expect(runs.map(({ stdout }): unknown => JSON.parse(stdout))).toEqual(forms.map(({ said }) => ({ schema: 1, ...said })));
  });

  test("name a branch's bytes by their commit, and are none for a branch", async () => {
    const { user, registry } = ready();
    const [first, second] = await Promise.all([
      user.run("resolve", "code_review#main", "--as", "reference"),
      user.run("resolve", "code_review#main", "--as", "request", "--json"),
    ]);
    expect(first.stdout).toBe(`code_review@team#${registry.head()}\n`);
    expect(problemCodes(second)).toEqual(["reference-invalid"]);
    const own = await user.run("resolve", "code_review#code_review-v1.0.0", "--as", "request");
    expect(own.stdout).toBe("code_review@1.0.0\n");
  });

  test("without a version mean what is configured", async () => {
    const { user, registry } = ready();
    writeFileSync(
      `${user.dir}/list.yml`,
      `default: team\nrequest-version: 1.0.0\nregistries: { team: { source: ${JSON.stringify(registry.dir)}, type: git } }\n`,
    );
    const run = await user.run("resolve", "--flow", "code_review", "--as", "request", "--registries", "list.yml");
    expect(run.stdout).toBe("code_review@1.0.0\n");
  });
});
