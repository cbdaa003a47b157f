import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CONFIG_PATH } from "../../src/config/options.ts";
import type { ConfigFile } from "../../src/config/schema.ts";
import type { PullSnapshot } from "../../src/plan/guard/snapshot.ts";
import type { PullQuestion } from "../../src/run/locate-pull.ts";
import { readPull, toPathspecs } from "../../src/run/read-pull.ts";
import { openRegistry } from "../../src/run/open-registry.ts";
import { openGit } from "../git/open-git.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { openSample, SAMPLE_REQUEST } from "./open.ts";

const FLOWS: ConfigFile = { roots: [{ path: "flows" }] };

async function read(
  directory: string,
  question: PullQuestion | null = null,
  overrides = FLOWS,
  configPath = CONFIG_PATH,
): Promise<PullSnapshot> {
  const { repository, branch, config } = await openSample(directory, overrides, false, false);
  if (branch === null) throw new Error("the sample has a branch");
  return readPull({
    repository,
    branch,
    config,
    configPath,
    question: question ?? { kind: "work-tree", pathspecs: toPathspecs(config, configPath) },
  });
}

function published(): TestRegistry {
  const registry = createRegistry();
  for (const path of ["flows/a/1.0.0.yml", "flows/a/1.1.0.yml", "flows/b/1.0.0.yml"]) {
    registry.write(path, `${path}\n`);
    registry.commit(path);
    registry.tag(path.replace(/flows\/(.)\/(.*)\.yml/, "$1-v$2"));
  }
  registry.addBareRemote();
  registry.push();
  return registry;
}

function changesOf({ changed }: PullSnapshot): readonly string[] {
  return changed.map(({ path, before, after }) => `${before === null ? "+" : after === null ? "-" : "~"} ${path}`);
}

function textOf({ contents }: PullSnapshot, blob: string | null | undefined): string | undefined {
  return contents.get(blob ?? "")?.toString();
}

test("what changed below the roots is read, with what is published of the flows that it is about", async () => {
  const registry = published();
  registry.write("flows/a/1.1.0.yml", "edited\n");
  registry.write("flows/a/1.2.0.yml", "new\n");
  registry.write("flows/a/notes.md", "text\n");
  registry.write("other/c/1.0.0.yml", "elsewhere\n");
  registry.write(".github/flow-tagbot.yml", "rules: {}\n");
  registry.chmod("flows/a/1.0.0.yml", 0o755);
  const snapshot = await read(registry.dir);
  expect(changesOf(snapshot)).toEqual(["+ .github/flow-tagbot.yml", "~ flows/a/1.1.0.yml", "+ flows/a/1.2.0.yml", "+ flows/a/notes.md"]);
  expect([...snapshot.tagged.keys()].sort()).toEqual(["a-v1.0.0", "a-v1.1.0"]);
  expect(textOf(snapshot, snapshot.tagged.get("a-v1.1.0")?.blob)).toBe("flows/a/1.1.0.yml\n");
  expect(snapshot.changed.map(({ after }) => textOf(snapshot, after))).toEqual(["rules: {}\n", "edited\n", "new\n", undefined]);
  expect(snapshot.head.registry.files.map(({ path }) => path)).toContain("flows/a/1.2.0.yml");
  expect(snapshot.base).toMatchObject({ commit: registry.head() });
  expect(snapshot.base.registry.files).toHaveLength(3);
});

test("a tag without a file any more is read with what it holds; one of another tool is not", async () => {
  const registry = published();
  registry.tag("a-v3.0.0");
  registry.remove("flows/a/1.1.0.yml");
  registry.commit("Withdraw");
  registry.push();
  registry.write("flows/a/1.2.0.yml", "new\n");
  const snapshot = await read(registry.dir);
  expect([...snapshot.tagged.keys()].sort()).toEqual(["a-v1.0.0", "a-v1.1.0"]);
  expect(textOf(snapshot, snapshot.tagged.get("a-v1.1.0")?.blob)).toBe("flows/a/1.1.0.yml\n");
});

test("in a clone of one commit, tags and contents come from the server, and what landed meanwhile is published too", async () => {
  const registry = published();
  const base = registry.head();
  registry.branch("topic");
  registry.write("flows/a/1.0.0.yml", "edited\n");
  const head = registry.commit("Edit");
  registry.checkout("main");
  registry.write("flows/a/1.2.0.yml", "landed\n");
  registry.commit("Land");
  registry.push();
  for (const clone of [registry.clone({ depth: 1 }), registry.clone({ depth: 1, filter: "blob:none", bare: true })]) {
    const snapshot = await read(clone.dir, { kind: "range", base, head });
    expect(changesOf(snapshot)).toEqual(["~ flows/a/1.0.0.yml"]);
    expect(snapshot.base.registry.files.map(({ path }) => path)).toContain("flows/a/1.2.0.yml");
    expect([...snapshot.tagged].map(([tag, { blob }]) => [tag, textOf(snapshot, blob)])).toEqual([
      ["a-v1.0.0", "flows/a/1.0.0.yml\n"],
      ["a-v1.1.0", "flows/a/1.1.0.yml\n"],
    ]);
    expect(textOf(snapshot, snapshot.changed[0]?.after)).toBe("edited\n");
    expect(clone.git("rev-parse", "--is-shallow-repository")).toBe("true");
  }
});

test("an edit that is on no server is read in a clone without contents", async () => {
  const registry = published();
  const clone = registry.clone({ filter: "blob:none" });
  clone.write("flows/a/1.0.0.yml", "edited\n");
  const snapshot = await read(clone.dir);
  expect(snapshot.changed.map(({ before, after }) => [textOf(snapshot, before), textOf(snapshot, after)])).toEqual([
    ["flows/a/1.0.0.yml\n", "edited\n"],
  ]);
});

test("schemas are those of the base, and new ones do not count yet; prompts are found where the template says", async () => {
  const registry = published();
  registry.write("schemas/old.json", "old\n");
  const schema = "schema: { v1: schemas/old.json, v2: schemas/new.json, v3: schemas/none.json }";
  registry.write(".github/flow-tagbot.yml", `roots: [{ path: flows }]\n${schema}\nprompts: "prompts/{id}/{version}.yml"\n`);
  registry.write("prompts/chat/agent/1.0.0.yml", "x\n");
  registry.commit("Add a schema and a prompt");
  registry.push();
  registry.write("schemas/old.json", "weakened\n");
  registry.write("schemas/new.json", "new\n");
  registry.write("prompts/chat/agent/1.1.0.yml", "x\n");
  const snapshot = await read(registry.dir, null, {});
  expect(snapshot.schemas).toEqual(
    new Map([
      ["schemas/old.json", "old\n"],
      ["schemas/none.json", null],
    ]),
  );
  expect(snapshot.dependencies).toEqual({ prompts: new Map([["prompt:chat/agent", ["1.0.0", "1.1.0"]]]), schemas: null });
});

test("without roots every YAML file counts, and odd names and links do no harm", async () => {
  const registry = published();
  registry.write("x\ny/a/1.1.0.yml", "line feed\n");
  registry.link("flows/a/2.0.0.yml", "1.0.0.yml");
  registry.write("README.md", "text\n");
  const snapshot = await read(registry.dir, null, {});
  expect(changesOf(snapshot)).toEqual(["+ flows/a/2.0.0.yml", "+ x\ny/a/1.1.0.yml"]);
  expect(textOf(snapshot, snapshot.tagged.get("a-v1.1.0")?.blob)).toBe("flows/a/1.1.0.yml\n");
});

test("the number of git processes does not grow with the registry", async () => {
  const counts: number[] = [];
  for (const size of [2, 40]) {
    const registry = createRegistry();
    for (let minor = 0; minor < size; minor += 1) registry.write(`flows/f${minor}/1.0.0.yml`, `${minor}\n`);
    registry.commit("All");
    for (let minor = 0; minor < size; minor += 1) registry.tag(`f${minor}-v1.0.0`);
    for (let minor = 0; minor < size; minor += 1) registry.write(`flows/f${minor}/1.0.0.yml`, `${minor} edited\n`);
    let processes = 0;
    const git = openGit(registry.dir, {}, () => (processes += 1));
    const { repository, branch, config } = await openRegistry({ ...SAMPLE_REQUEST, git, history: false });
    if (branch === null) throw new Error("the sample has a branch");
    await readPull({
      repository,
      branch,
      config,
      configPath: CONFIG_PATH,
      question: { kind: "work-tree", pathspecs: toPathspecs(config, CONFIG_PATH) },
    });
    counts.push(processes);
  }
  expect(counts).toEqual([15, 15]);
});

test("a change of the configuration file is seen where the configuration is, and of no other file", async () => {
  const registry = createRegistry();
  registry.write("flows/a/1.0.0.yml", "a\n");
  registry.commit("Add a");
  registry.write("settings/tags.yml", "roots: 1\n");
  registry.write(CONFIG_PATH, "roots: 1\n");
  const changed = async (path: string): Promise<readonly string[]> =>
    (await read(registry.dir, null, FLOWS, path)).changed.map((change) => change.path);
  expect(await changed("settings/tags.yml")).toEqual(["settings/tags.yml"]);
  expect(await changed(CONFIG_PATH)).toEqual([CONFIG_PATH]);
});

test("a link with the text of a published file as its target is a change of it", async () => {
  const registry = createRegistry();
  registry.write("flows/a/1.0.0.yml", "a");
  registry.commit("Add a");
  rmSync(join(registry.dir, "flows/a/1.0.0.yml"));
  symlinkSync("a", join(registry.dir, "flows/a/1.0.0.yml"));
  expect((await read(registry.dir)).changed.map(({ path }) => path)).toEqual(["flows/a/1.0.0.yml"]);
});

test("versions that reference a changed file are read as they are on the base, also where the file is far below", async () => {
  const registry = published();
  registry.write("flows/a/1.2.0.yml", "prompt: !file prompts/x.md\n");
  registry.write("flows/a/prompts/x.md", "one\n");
  registry.commit("Add a version with a prompt");
  registry.push();
  registry.write("flows/a/prompts/x.md", "two\n");
  registry.write("flows/a/1.1.0.yml", "prompt: !file prompts/x.md\n");
  const snapshot = await read(registry.dir);
  expect(changesOf(snapshot)).toEqual(["~ flows/a/1.1.0.yml", "~ flows/a/prompts/x.md"]);
  expect(snapshot.references.map(({ file, files }) => [file.path, files])).toEqual([["flows/a/1.2.0.yml", ["flows/a/prompts/x.md"]]]);
});

test("whoever looks at a pull request elsewhere may lack its base; the clone that is checked has it", async () => {
  const registry = published();
  const [base, head] = [registry.head(), registry.commit("Go on")];
  expect((await read(registry.dir)).remote).toBeNull();
  expect((await read(registry.dir, { kind: "range", base, head })).remote).toBe("origin");
});
