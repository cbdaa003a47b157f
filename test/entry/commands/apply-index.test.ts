import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseIndex } from "../../../src/plan/parse-index.ts";
import { createRegistry, type TestRegistry } from "../../support/registry.ts";
import { runCommand } from "../run-command.ts";
import { problemCodes, SAMPLE_TAGS, tagsIn, writeSample } from "../sample.ts";

function sample(): TestRegistry {
  const registry = createRegistry();
  writeSample(registry);
  return registry;
}

describe("the index of apply", () => {
  test("has all that is published, whatever the run was about, and is the same in the next run", async () => {
    const registry = sample();
    const file = join(registry.dir, "..", "index.json");
    await runCommand(registry.dir, ["apply", "--flow", "chat"]);
    const first = await runCommand(registry.dir, ["apply", "--flow", "code_review", "--index", file]);
    expect(first.code, first.stderr).toBe(0);
    const text = readFileSync(file, "utf8");
    expect(
      parseIndex(text)
        .flows.flatMap(({ versions }) => versions.map(({ tag }) => tag))
        .toSorted(),
    ).toEqual(SAMPLE_TAGS);
    await runCommand(registry.dir, ["apply", "--index", file]);
    expect(readFileSync(file, "utf8")).toBe(text);
  });

  test("is published on its branch, and a refusal leaves all that was released", async () => {
    const registry = sample();
    registry.branch("flow-index");
    const refused = await runCommand(registry.dir, ["apply", "--branch", "main", "--index-branch", "flow-index"]);
    expect([refused.code, tagsIn(registry)]).toEqual([1, SAMPLE_TAGS]);
    registry.checkout("main");
    expect((await runCommand(registry.dir, ["apply", "--index-branch", "flow-index"])).code).toBe(0);
    expect(parseIndex(registry.git("show", "flow-index:index.json")).head).toBe(registry.head());
  });

  test("does not go onto the release branch, nor into a folder that is not there", async () => {
    const registry = sample();
    const onReleases = await runCommand(registry.dir, ["apply", "--json", "--index-branch", "main"]);
    expect([onReleases.code, problemCodes(onReleases), tagsIn(registry)]).toEqual([1, ["config-invalid"], []]);
    const nowhere = await runCommand(registry.dir, ["apply", "--index", join(registry.dir, "none/index.json")]);
    expect([nowhere.code, tagsIn(registry)]).toEqual([1, SAMPLE_TAGS]);
    expect(nowhere.stderr).toContain("The index could not be written");
  });

  test("is not made in a dry run", async () => {
    const registry = sample();
    const file = join(registry.dir, "..", "index.json");
    expect((await runCommand(registry.dir, ["apply", "--dry-run", "--index", file])).code).toBe(0);
    expect(() => readFileSync(file)).toThrow("ENOENT");
  });
});
