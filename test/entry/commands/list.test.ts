import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createConsumer, createTeam, listed } from "../../run/consume/offered.ts";
import { createRegistry, type TestRegistry } from "../../support/registry.ts";
import { runCommand } from "../run-command.ts";
import { writeSample } from "../sample.ts";

function sample(): TestRegistry {
  const registry = createRegistry();
  writeSample(registry);
  return registry;
}

test("list shows flows, versions and files without a version", async () => {
  const registry = sample();
  registry.write("flows/code_review.yml", "version: v1\n");
  registry.commit("Keep the old file");
  const { code, stdout } = await runCommand(registry.dir, ["list", "--json", "--root", "flows"]);
  expect(code).toBe(0);
  expect(JSON.stringify(JSON.parse(stdout))).toContain("flows/code_review.yml");
  const human = await runCommand(registry.dir, ["list", "--root", "flows"]);
  for (const text of ["code_review", "1.0.0-rc.1", "prerelease", "flows/code_review.yml"]) expect(human.stdout).toContain(text);
});

test("list exits with 2 when two files claim one version", async () => {
  const registry = sample();
  registry.write("flows/code_review/1.0.0.yaml", "version: v1\n");
  registry.commit("Add a twin");
  const { code, stdout } = await runCommand(registry.dir, ["list"]);
  expect(code).toBe(2);
  expect(stdout).toContain("flows/code_review/1.0.0.yaml");
});

describe("list", () => {
  const places = ["--registries", "registries.yml", "--cache", "cache"];

  test("lists a registry that is named, wherever it is run", async () => {
    const { folder } = createConsumer(listed("git", { team: createTeam() }));
    const { code, stdout, stderr } = await runCommand(folder, ["list", "team", ...places]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Registry team: /);
    expect(stdout).toMatch(/^code_review +1\.1\.0 +2\.0\.0-rc\.1 \(prerelease\), /m);
  });

  test("without a name lists the repository at hand, or the default registry where that holds no flows", async () => {
    const { folder } = createConsumer(listed("git", { team: createTeam() }, "team"));
    const elsewhere = [...places.map((place) => (place.startsWith("--") ? place : join(folder, place)))];
    const here = await runCommand(sample().dir, ["list", ...elsewhere]);
    expect(here.stdout).toMatch(/^\d flows?, \d versions/);
    const empty = createRegistry();
    empty.write("README.md", "No flows\n");
    empty.commit("Start");
    for (const cwd of [folder, empty.dir, createRegistry().dir]) {
      const { code, stdout } = await runCommand(cwd, ["list", "--json", ...elsewhere]);
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        schema: 1,
        registry: { name: "team", default: true },
        flows: [{ flow: "chat/agent" }, {}],
      });
    }
  });

  test("says both ways out where there is neither", async () => {
    const { folder } = createConsumer("registries: {}\n");
    const { code, stdout, stderr } = await runCommand(folder, ["list", "--json", ...places]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 1, problems: [{ code: "registry-unknown" }] });
    for (const way of ["--repo", "registry add"]) expect(stderr).toContain(way);
  });

  test("with a flag that only says how to read a repository, takes no registry instead of it", async () => {
    const { folder } = createConsumer(listed("git", { team: createTeam() }, "team"));
    const { code, stderr } = await runCommand(folder, ["list", "--flow", "code_review", ...places]);
    expect(code).toBe(1);
    expect(stderr).toContain("not-a-repository");
    const both = await runCommand(folder, ["list", "team", "--flow", "code_review", "--json", ...places]);
    expect(JSON.parse(both.stdout)).toMatchObject({ problems: [{ code: "input-invalid" }] });
  });
});
