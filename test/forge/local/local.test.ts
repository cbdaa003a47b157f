import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createLocalForge } from "../../../src/forge/local/local.ts";
import { temporaryFolder } from "../../git/open-git.ts";
import { asking, forgeContract, newRelease } from "../contract.ts";
import { textWith } from "../../git/text-with.ts";

const COMMITS = ["1".repeat(40), "2".repeat(40)] as const;

forgeContract(() => Promise.resolve({ forge: createLocalForge(temporaryFolder()), commits: COMMITS }));

test("a release is a readable file below the git directory, and nothing else is left there", async () => {
  const folder = temporaryFolder();
  const forge = createLocalForge(folder);
  await forge.createRelease(newRelease("chat/agent-v1.0.0", COMMITS[0]));
  await forge.createRelease(newRelease("chat/agent-v1.0.0", COMMITS[0]));
  const file = join("chat", "agent-v1.0.0.md");
  expect(
    readdirSync(join(folder, "flow-tagbot", "releases"), { recursive: true })
      .map(String)
      .toSorted(),
  ).toEqual(["chat", file]);
  expect(readFileSync(join(folder, "flow-tagbot", "releases", file), "utf8")).toContain("Notes of chat/agent-v1.0.0");
});

test("a file that is not ours is a failure that names it, not a missing release", async () => {
  const folder = temporaryFolder();
  const releases = join(folder, "flow-tagbot", "releases");
  mkdirSync(releases, { recursive: true });
  writeFileSync(join(releases, "a-v1.0.0.md"), "# Something else\n");
  const forge = createLocalForge(folder);
  const index = await forge.readReleases(asking(["a-v1.0.0"]));
  expect(index.state("a-v1.0.0")).toBe("published");
  await expect(index.find("a-v1.0.0")).rejects.toMatchObject({ code: "forge-unreadable", message: textWith("a-v1.0.0.md") });
  await expect(forge.createRelease(newRelease("a-v1.0.0", COMMITS[0]))).rejects.toMatchObject({ code: "forge-unreadable" });
});

test("a file that holds another tag's release is not taken for this one's", async () => {
  const folder = temporaryFolder();
  const forge = createLocalForge(folder);
  await forge.createRelease(newRelease("a-v1.0.0", COMMITS[0]));
  const releases = join(folder, "flow-tagbot", "releases");
  writeFileSync(join(releases, "b-v1.0.0.md"), readFileSync(join(releases, "a-v1.0.0.md")));
  await expect((await forge.readReleases(asking(["b-v1.0.0"]))).find("b-v1.0.0")).rejects.toMatchObject({ code: "forge-unreadable" });
});

test("a folder that cannot be read is a failure", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "flow-tagbot"), "a file in the way");
  await expect(createLocalForge(folder).readReleases(asking(["a-v1.0.0"]))).rejects.toThrow();
});

test("a draft is published by moving its file, and a draft beside a published release is not made", async () => {
  const folder = temporaryFolder();
  const forge = createLocalForge(folder);
  const draft = newRelease("a-v1.0.0", COMMITS[0], { draft: true });
  await forge.createRelease(draft);
  expect(await forge.createRelease(draft)).toMatchObject({ kind: "exists", release: { draft: true } });
  mkdirSync(join(folder, "flow-tagbot", "releases"), { recursive: true });
  renameSync(join(folder, "flow-tagbot", "drafts", "a-v1.0.0.md"), join(folder, "flow-tagbot", "releases", "a-v1.0.0.md"));
  const index = await forge.readReleases(asking(["a-v1.0.0"]));
  expect([index.state("a-v1.0.0"), (await index.find("a-v1.0.0"))?.draft]).toEqual(["published", false]);
  expect(await forge.createRelease(draft)).toMatchObject({ kind: "exists", release: { draft: false } });
});

test("there are no files of releases, no login and no scopes to ask for", async () => {
  const forge = createLocalForge(temporaryFolder());
  expect(forge.capabilities.assets).toBe(false);
  expect(await forge.readAccess()).toEqual({
    login: null,
    hasIssues: true,
    scopes: null,
    immutableReleases: null,
    rateLimit: null,
  });
});
