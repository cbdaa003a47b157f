import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newVersion, type NewVersion } from "../../src/run/new-version.ts";
import { createRegistry, flowYaml, type TestRegistry } from "../support/registry.ts";
import { codesOf, openSample } from "./open.ts";

const PUBLISHED = flowYaml({ name: "chat" });
const ROOTS = { roots: [{ path: "flows" }] };

function sample(): TestRegistry {
  const registry = createRegistry();
  registry.write("flows/chat/1.0.0.yml", PUBLISHED);
  registry.write("flows/chat/2.0.0-orbit.yml", PUBLISHED);
  registry.commit("Add chat");
  return registry;
}

async function make(
  registry: TestRegistry,
  {
    from = null,
    bump = null,
    flow = "chat",
  }: { readonly from?: string | null; readonly bump?: "major" | "patch" | null; readonly flow?: string } = {},
): Promise<NewVersion> {
  return newVersion({ ...(await openSample(registry.dir, ROOTS, true)), flow, from, bump });
}

test("without an edit the newest version is copied to the next patch", async () => {
  const registry = sample();
  expect(await make(registry)).toEqual({
    flow: "chat",
    from: "1.0.0",
    version: "1.0.1",
    path: "flows/chat/1.0.1.yml",
    bump: "patch",
    needed: "none",
    enough: true,
    changes: [],
    restored: null,
  });
  expect(readFileSync(join(registry.dir, "flows/chat/1.0.1.yml"), "utf8")).toBe(PUBLISHED);
  expect(registry.git("status", "--porcelain")).toBe("?? flows/chat/1.0.1.yml");
});

test("an edit of a published file becomes the version that the rules ask for, and the published file is as it was", async () => {
  const registry = sample();
  const edited = flowYaml({ name: "chat", toolset: ["read_file", "list_dir", "delete_branch"] });
  registry.write("flows/chat/1.0.0.yml", edited);
  expect(await make(registry)).toMatchObject({ version: "1.1.0", bump: "minor", restored: "flows/chat/1.0.0.yml" });
  expect(readFileSync(join(registry.dir, "flows/chat/1.1.0.yml"), "utf8")).toBe(edited);
  expect(registry.git("status", "--porcelain")).toBe("?? flows/chat/1.1.0.yml");
});

test("an edit that can no longer be read asks for a major version", async () => {
  const registry = sample();
  registry.write("flows/chat/1.0.0.yml", "components: [");
  expect(await make(registry)).toMatchObject({ version: "2.0.0", bump: "major" });
});

test("a version and a step can be chosen", async () => {
  const registry = sample();
  expect(await make(registry, { from: "2.0.0-orbit", bump: "major" })).toMatchObject({ version: "3.0.0-orbit" });
  expect(await make(registry, { bump: "major" })).toMatchObject({ version: "2.0.0" });
});

test("a step that is too small for the edit is taken, and told", async () => {
  const registry = sample();
  registry.write("flows/chat/1.0.0.yml", flowYaml({ name: "chat", toolset: ["read_file", "list_dir", "delete_branch"] }));
  expect(await make(registry, { bump: "patch" })).toMatchObject({ version: "1.0.1", bump: "patch", needed: "minor", enough: false });
});

test("a version that is not published yet is copied with its edits", async () => {
  const registry = sample();
  registry.write("flows/chat/1.1.0.yml", "version: v1\n");
  expect(await make(registry)).toMatchObject({ from: "1.1.0", version: "1.1.1", restored: null });
  expect(readFileSync(join(registry.dir, "flows/chat/1.1.1.yml"), "utf8")).toBe("version: v1\n");
});

test("a file that git ignores is not written over", async () => {
  const registry = sample();
  registry.write(".gitignore", "1.0.1.yml\n");
  registry.write("flows/chat/1.0.1.yml", "mine\n");
  expect(await codesOf(make(registry))).toEqual(["file-exists"]);
  expect(readFileSync(join(registry.dir, "flows/chat/1.0.1.yml"), "utf8")).toBe("mine\n");
});

test("an unknown flow, a link, and a bare repository are refused with nothing written", async () => {
  const registry = sample();
  expect(await codesOf(make(registry, { flow: "chta" }))).toEqual(["version-unknown"]);
  registry.link("flows/chat/1.2.0.yml", "1.0.0.yml");
  expect(await codesOf(make(registry))).toEqual(["version-link"]);
  expect(await codesOf(make(registry.clone({ bare: true })))).toEqual(["no-work-tree"]);
  expect(existsSync(join(registry.dir, "flows/chat/1.2.1.yml"))).toBe(false);
});

test("an edit that is committed on another branch is one as well: what counts is the tag, or the remote's branch", async () => {
  const registry = sample();
  registry.addBareRemote();
  registry.git("push", "--quiet", "origin", "main");
  registry.branch("topic");
  const edited = flowYaml({ name: "chat", toolset: ["read_file", "list_dir", "delete_branch"] });
  registry.write("flows/chat/1.0.0.yml", edited);
  registry.commit("Edit chat");
  expect(await make(registry)).toMatchObject({ version: "1.1.0", restored: "flows/chat/1.0.0.yml" });
  expect(readFileSync(join(registry.dir, "flows/chat/1.0.0.yml"), "utf8")).toBe(PUBLISHED);
  registry.commit("Make it a version");
  // An edit that reached the release branch is drift: the tag has what was published.
  registry.git("tag", "chat-v1.1.0");
  registry.write("flows/chat/1.1.0.yml", PUBLISHED);
  registry.commit("Edit chat once more");
  registry.git("push", "--quiet", "origin", "topic:main");
  expect(await make(registry)).toMatchObject({ version: "2.0.0", restored: "flows/chat/1.1.0.yml" });
  expect(readFileSync(join(registry.dir, "flows/chat/1.1.0.yml"), "utf8")).toBe(edited);
});
