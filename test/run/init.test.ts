import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { CHECK_WORKFLOW, findRoots, readAction, RELEASE_WORKFLOW, toInitFiles, writeInitFiles } from "../../src/run/init.ts";
import { openGit, temporaryFolder } from "../git/open-git.ts";
import { createRegistry } from "../support/registry.ts";

const ACTION = { action: "flow-tagbot/flow-tagbot@v1", tag: null };
const CHOICE = { roots: [{ path: "flows", tag: "{flow}-v{version}" }], branch: "main", nameBranch: false, check: true };

test("roots are found in what is checked out, committed or not", async () => {
  const registry = createRegistry();
  registry.write("flows/a/1.0.0.yml", "a: 1\n");
  registry.commit("Add a");
  registry.write("lab/a/1.0.0.yml", "a: 1\n");
  const { roots } = await findRoots(openGit(registry.dir), null);
  expect(roots.map(({ path, tag }) => [path, tag])).toEqual([
    ["flows", "{flow}-v{version}"],
    ["lab", "lab-{flow}-v{version}"],
  ]);
  const tag = "{flow}-v{version}";
  const chosen = ["lab", "flows"].map((path) => ({ path, tag }));
  expect((await findRoots(openGit(registry.dir), chosen)).roots).toMatchObject([
    { path: "lab", tag },
    { path: "flows", tag: "flows-{flow}-v{version}" },
  ]);
  await expect(findRoots(openGit(registry.dir), [{ path: "flow", tag }])).rejects.toMatchObject({
    code: "root-missing",
    problems: [{ fix: "Did you mean flows?" }],
  });
});

test("the action is pinned to the commit of its release, or else named by its major tag", async () => {
  const server = temporaryFolder();
  const action = createRegistry();
  action.write("action.yml", "name: x\n");
  const commit = action.commit("Release");
  action.tag("v1.2.3", commit, { annotated: true });
  action.git("clone", "--quiet", "--bare", action.dir, join(server, "flow-tagbot/flow-tagbot"));
  const git = openGit(createRegistry().dir);
  const url = pathToFileURL(server).href;
  expect(await readAction(git, url, "1.2.3")).toEqual({ action: `flow-tagbot/flow-tagbot@${commit}`, tag: "v1.2.3" });
  expect(await readAction(git, url, "1.9.0")).toEqual({ action: "flow-tagbot/flow-tagbot@v1", tag: null });
  expect(await readAction(git, pathToFileURL(join(server, "none")).href, "2.0.0")).toEqual({
    action: "flow-tagbot/flow-tagbot@v2",
    tag: null,
  });
});

test("files that are there are kept unless they are to be replaced", async () => {
  const registry = createRegistry();
  registry.write(RELEASE_WORKFLOW, "mine: true\n");
  const git = openGit(registry.dir);
  registry.commit("Have a workflow");
  const files = toInitFiles(CHOICE, ACTION);
  const kinds = async (force: boolean): Promise<readonly string[]> => (await writeInitFiles(git, files, force)).map(({ kind }) => kind);
  expect(await kinds(false)).toEqual(["written", "kept", "written"]);
  expect(readFileSync(join(registry.dir, RELEASE_WORKFLOW), "utf8")).toBe("mine: true\n");
  expect(await kinds(false)).toEqual(["same", "kept", "same"]);
  expect(await kinds(true)).toEqual(["same", "written", "same"]);
  expect(await kinds(false)).toEqual(["same", "same", "same"]);
});

test("the check of pull requests can be left out", () => {
  expect(toInitFiles({ ...CHOICE, check: false }, ACTION).map(({ path }) => path)).not.toContain(CHECK_WORKFLOW);
});
