import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createUser, publishedRegistry, type User } from "../consumed.ts";
import { problemCodes } from "../sample.ts";

const LIST = ".config/flow-tagbot/registries.yml";

function listOf({ dir }: User): string {
  return readFileSync(join(dir, LIST), "utf8");
}

describe("registry add", () => {
  test("makes the file, and the first registry the default", async () => {
    const user = createUser();
    const { code, stdout, stderr } = await user.run("registry", "add", "team", "acme/flows");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe("Added team: https://github.com/acme/flows (github)\nteam is the default registry now\n");
    expect((await user.run("registry", "add", "other", "acme/other")).stdout).not.toContain("default");
    expect(listOf(user)).toBe(
      "default: team\nregistries:\n  team:\n    source: acme/flows\n    type: github\n  other:\n    source: acme/other\n    type: github\n",
    );
  });

  test("keeps a relative path as a path, absolute", async () => {
    const user = createUser();
    const { stdout, stderr } = await user.run("registry", "add", "mine", "./my-flows", "--json");
    expect(JSON.parse(stdout)).toEqual({
      schema: 1,
      added: { name: "mine", type: "path", source: join(user.dir, "my-flows"), root: null },
      default: "mine",
    });
    expect(stderr).toMatch(/^warning: .*my-flows/);
  });

  test("says of a repository that is added as a path what that means", async () => {
    const user = createUser();
    const { dir } = publishedRegistry();
    const asPath = await user.run("registry", "add", "one", dir);
    expect(asPath).toMatchObject({ code: 0, stderr: expect.stringMatching(/git repository.*--type git/) as unknown });
    for (const type of ["git", "path"]) expect((await user.run("registry", "add", `as-${type}`, dir, "--type", type)).stderr).toBe("");
  });

  test("refuses names and sources that would do harm, and writes nothing", async () => {
    const user = createUser();
    const refused = [
      { args: ["..", "acme/flows"], code: "registry-name-invalid" },
      { args: ["a/b", "acme/flows"], code: "registry-name-invalid" },
      { args: ["nul", "acme/flows"], code: "registry-name-invalid" },
      { args: ["team", "https://me:hunter22@host/a/b"], code: "registry-source-invalid" },
      { args: ["team", "./x", "--type", "github"], code: "registry-source-invalid" },
      { args: ["team", "acme/flows", "--root", "../x"], code: "input-invalid" },
    ];
    const runs = await Promise.all(refused.map(async ({ args }) => user.run("registry", "add", ...args, "--json")));
    expect(runs.map((run, at) => ({ args: refused[at]?.args, code: problemCodes(run)[0] }))).toEqual(refused);
    expect(JSON.stringify(runs)).not.toContain("hunter22");
    expect(existsSync(join(user.dir, LIST))).toBe(false);
  });

  test("by several processes at once loses none", async () => {
    const user = createUser();
    const names = ["a1", "a2", "a3", "a4"];
    const runs = await Promise.all(names.map((name) => user.run("registry", "add", name, `acme/${name}`)));
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    const { stdout } = await user.run("registry", "list", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ registries: { length: 4 } });
  });

  test("writes the file that is named", async () => {
    const user = createUser();
    await user.run("registry", "add", "a", "acme/a", "--registries", "here.yml");
    await user.runWith({ FLOW_TAGBOT_REGISTRIES: "there.yml" }, "registry", "add", "b", "acme/b");
    expect(readFileSync(join(user.dir, "here.yml"), "utf8")).toContain("default: a");
    expect(readFileSync(join(user.dir, "there.yml"), "utf8")).toContain("default: b");
  });
});

test("registry remove says when the default is gone, and set-default makes another", async () => {
  const user = createUser();
  await user.run("registry", "add", "team", "acme/flows");
  await user.run("registry", "add", "other", "acme/other");
  expect((await user.run("registry", "remove", "team")).stdout).toContain("There is no default registry now");
  expect(JSON.parse((await user.run("registry", "set-default", "other", "--json")).stdout)).toEqual({ schema: 1, default: "other" });
  expect(listOf(user)).toBe("default: other\nregistries:\n  other:\n    source: acme/other\n    type: github\n");
  const unknown = await user.run("registry", "remove", "othr", "--json");
  expect(unknown.code).toBe(1);
  expect(problemCodes(unknown)).toEqual(["registry-unknown"]);
  expect(unknown.stderr).toContain("other");
});

test("a broken list stops every command, with its line, and stays as it is", async () => {
  const user = createUser();
  await user.run("registry", "add", "team", "acme/flows");
  writeFileSync(join(user.dir, LIST), "registries:\n  team:\n    sorce: acme/flows\n");
  for (const args of [
    ["registry", "add", "x", "acme/x"],
    ["registry", "list"],
    ["resolve", "code_review"],
  ]) {
    const run = await user.run(...args, "--json");
    expect(run.code).toBe(1);
    expect(problemCodes(run)).toEqual(["registries-invalid", "registries-invalid"]);
    expect(run.stderr).toContain(`${LIST}:3`);
  }
  expect(listOf(user)).toContain("sorce");
});

describe("registry update", () => {
  test("reads what there is now, and a failed one leaves what was known", async () => {
    const registry = publishedRegistry();
    const user = createUser(registry);
    const { code, stdout } = await user.run("registry", "update", "--json");
    expect({ code, said: JSON.parse(stdout) as unknown }).toEqual({
      code: 0,
      said: { schema: 1, registries: [{ name: "team", ok: true, branches: 1, tags: 2, flows: 1 }] },
    });
    const { stdout: before } = await user.run("registry", "list", "--json");
    expect(before).toMatch(/"updatedAt":"\d{4}-/);
    registry.cleanup();
    const failed = await user.run("registry", "update", "--json");
    expect(failed.code).toBe(1);
    expect(JSON.parse(failed.stdout)).toMatchObject({ registries: [{ name: "team", ok: false }] });
    expect((await user.run("registry", "list", "--json")).stdout).toBe(before);
    const known = await user.run("resolve", "code_review#^1", "--offline", "--json");
    expect(known.stdout).not.toContain("registry-unknown");
  });

  test("of all goes on after one that fails", async () => {
    const registry = publishedRegistry();
    const user = createUser();
    await user.run("registry", "add", "gone", join(user.dir, "gone"), "--type", "git");
    await user.run("registry", "add", "team", registry.dir, "--type", "git");
    await user.run("registry", "add", "folder", registry.dir);
    const { code, stdout, stderr } = await user.run("registry", "update");
    expect(code).toBe(1);
    expect(stdout).toContain("team: 1 flow, 1 branch, 2 tags");
    expect(stdout).toContain("folder: 1 flow");
    expect(stderr).toContain("gone could not be updated");
  });

  test("of a registry that is not there names the near one", async () => {
    const user = createUser();
    await user.run("registry", "add", "team", "acme/flows");
    const run = await user.run("registry", "update", "taem", "--json");
    expect(problemCodes(run)).toEqual(["registry-unknown"]);
    expect((await user.run("registry", "update", "--registries", "none.yml")).stdout).toContain("no registry");
  });
});
