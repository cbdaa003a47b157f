import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execFileSync } from "node:child_process";
import { afterAll, expect, test } from "vitest";
import { parse } from "yaml";
import { buildDemoRegistry } from "../../examples/demo-registry.ts";

const base = mkdtempSync(join(tmpdir(), "flow-tagbot-"));
afterAll(() => {
  rmSync(base, { recursive: true, force: true });
});
const { repository, remote } = buildDemoRegistry(base);
const git = (dir: string, ...args: readonly string[]): readonly string[] =>
  execFileSync("git", ["-C", dir, ...args], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line !== "");

test("the remote has the branch, and the tag of the withdrawn version on the landing that added it", () => {
  expect(git(remote, "rev-parse", "main")).toEqual(git(repository, "rev-parse", "HEAD"));
  expect(git(remote, "for-each-ref", "--format=%(refname) %(objecttype)", "refs/tags")).toEqual(["refs/tags/release_notes-v0.1.0 tag"]);
  expect(git(remote, "ls-tree", "-r", "--name-only", "release_notes-v0.1.0")).toContain("flows/stable/release_notes/0.1.0.yml");
  expect(git(remote, "ls-tree", "-r", "--name-only", "main")).not.toContain("flows/stable/release_notes/0.1.0.yml");
});

test("one version was changed after it landed", () => {
  expect(
    git(repository, "log", "--first-parent", "--diff-merges=first-parent", "--no-renames", "--diff-filter=M", "--format=", "--name-only"),
  ).toEqual(["flows/stable/issue_triage/1.1.0.yml"]);
});

test("each landing is a merge on main, and one version is a symbolic link", () => {
  expect(git(repository, "rev-list", "--count", "--first-parent", "--no-merges", "main")).toEqual(["1"]);
  expect(git(repository, "ls-tree", "-r", "--format=%(objectmode) %(path)", "main").filter((line) => line.startsWith("120000"))).toEqual([
    "120000 flows/experimental/dependency_update/0.2.0.yml",
  ]);
});

test("every flow's routers and prompts name components and prompts that exist", () => {
  interface Flow {
    readonly components: readonly { readonly name: string; readonly prompt_id?: string }[];
    readonly routers: readonly {
      readonly from: string;
      readonly to?: string;
      readonly condition?: { readonly routes: Readonly<Record<string, string>> };
    }[];
    readonly flow: { readonly entry_point: string };
    readonly prompts: readonly { readonly prompt_id: string }[];
  }
  const files = git(repository, "ls-tree", "-r", "--name-only", "main", "flows");
  expect(files).toHaveLength(18);
  for (const file of files.filter((path) => path !== "flows/experimental/dependency_update/0.2.0.yml")) {
    // The shape is that of our own sample files.
    const { components, routers, flow, prompts } = parse(git(repository, "show", `main:${file}`).join("\n")) as Flow;
    const names = components.map(({ name }) => name);
    const goals = routers.flatMap(({ from, to, condition }) => [
      from,
      ...(to === undefined ? [] : [to]),
      ...Object.values(condition?.routes ?? {}),
    ]);
    expect([...names, "end"], file).toEqual(expect.arrayContaining([...goals, flow.entry_point]));
    expect(
      prompts.map(({ prompt_id: id }) => id),
      file,
    ).toEqual(components.flatMap(({ prompt_id: id }) => id ?? []));
  }
});
