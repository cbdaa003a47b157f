import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { readChanges, readHistories, readLandings, readLine, startWalk } from "../../src/git/read-landings.ts";
import type { FileHistory } from "../../src/history/timeline.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { openRegistry } from "../support/git-registry.ts";
import { historiesOf } from "./histories.ts";
import { importCommits } from "./import-commits.ts";
import { isRunning, openGit, wrapGit } from "./open-git.ts";

/** The slow, obvious answer: every landing's whole tree, compared with the one before. */
function slowly(registry: TestRegistry, head: string): ReadonlyMap<string, FileHistory> {
  const line = registry.git("rev-list", "--first-parent", head).split("\n");
  const trees = line.map(
    (sha) =>
      new Map(
        registry
          .git("ls-tree", "-r", "-z", sha)
          .split("\0")
          .filter((entry) => entry !== "")
          .map((entry): [string, string] => [entry.slice(entry.indexOf("\t") + 1), entry.slice(0, entry.indexOf("\t"))]),
      ),
  );
  const newest = (differs: (path: string, at: number) => boolean, path: string): string | null =>
    line[line.findIndex((_, at) => differs(path, at))] ?? null;
  const changed = (path: string, at: number): boolean => trees[at]?.get(path) !== trees[at + 1]?.get(path);
  const added = (path: string, at: number): boolean => trees[at]?.has(path) === true && trees[at + 1]?.has(path) !== true;
  return new Map([...(trees[0]?.keys() ?? [])].map((path) => [path, { settled: newest(changed, path), introduced: newest(added, path) }]));
}

async function expectSame(registry: TestRegistry, folders: readonly string[] = []): Promise<void> {
  const expected = slowly(registry, registry.head());
  const paths = [...expected.keys()].filter((path) => folders.length === 0 || folders.some((folder) => path.startsWith(`${folder}/`)));
  expect(await historiesOf(openGit(registry.dir), registry.head(), paths, folders)).toEqual(paths.map((path) => expected.get(path)));
}

describe("histories of files", () => {
  test("a root commit that adds versions, a change, a mode, a rename and a copy", async () => {
    const registry = createRegistry();
    registry.write("flows/a/1.0.0.yml", "a\n");
    registry.write("flows/a/1.1.0.yml", "b\n");
    const root = registry.commit("root");
    registry.write("flows/a/1.1.0.yml", "changed\n");
    const changed = registry.commit("change");
    registry.rename("flows/a/1.0.0.yml", "flows/b/1.0.0.yml");
    registry.write("flows/b/1.1.0.yml", "a\n");
    const renamed = registry.commit("rename and copy");
    registry.commit("empty");
    expect(
      await historiesOf(openGit(registry.dir), registry.head(), ["flows/a/1.1.0.yml", "flows/b/1.0.0.yml", "flows/b/1.1.0.yml", "none"]),
    ).toEqual([
      { settled: changed, introduced: root },
      { settled: renamed, introduced: renamed },
      { settled: renamed, introduced: renamed },
      { settled: null, introduced: null },
    ]);
    registry.chmod("flows/b/1.0.0.yml", 0o755);
    registry.commit("mode");
    await expectSame(registry);
    await expectSame(registry, ["flows"]);
  });

  test("a merge lands what its branch brought, an octopus what all brought, and commits beside the line do not count", async () => {
    const registry = createRegistry();
    registry.write("flows/a/1.0.0.yml", "a\n");
    registry.commit("root");
    for (const name of ["one", "two", "three"]) {
      registry.checkout("main");
      registry.branch(name);
      registry.write(`flows/${name}/1.0.0.yml`, "first try\n");
      registry.commit("aside");
      registry.write(`flows/${name}/1.0.0.yml`, `${name}\n`);
      registry.commit("aside again");
    }
    registry.checkout("main");
    registry.write("outside", "x");
    registry.commit("outside");
    const merge = registry.merge("one", "merge");
    const octopus = registry.merge(["two", "three"], "octopus");
    registry.commit("empty");
    const paths = ["flows/one/1.0.0.yml", "flows/two/1.0.0.yml", "flows/three/1.0.0.yml"];
    expect(await historiesOf(openGit(registry.dir), registry.head(), paths)).toEqual(
      [merge, octopus, octopus].map((sha) => ({ settled: sha, introduced: sha })),
    );
    await expectSame(registry);
  });

  test("deleted and added again, reverted and reverted back, a link and back", async () => {
    const registry = createRegistry();
    registry.write("flows/a/1.0.0.yml", "a\n");
    registry.write("flows/a/1.1.0.yml", "b\n");
    registry.write("flows/a/1.2.0.yml", "c\n");
    registry.commit("root");
    registry.remove("flows/a/1.0.0.yml");
    registry.write("flows/a/1.1.0.yml", "changed\n");
    registry.link("flows/a/1.2.0.yml", "1.1.0.yml");
    const mixed = registry.commit("delete, change, link");
    const reverted = registry.revert(mixed);
    registry.revert(reverted);
    registry.write("flows/a/1.0.0.yml", "a\n");
    registry.remove("flows/a/1.2.0.yml");
    registry.commit("again");
    registry.write("flows/a/1.2.0.yml", "c\n");
    registry.commit("and back");
    await expectSame(registry);
  });

  test("a folder's name may look like a pattern, and only its files are asked for", async () => {
    const registry = createRegistry();
    for (const folder of ["*", "a[b]", ":(glob)", "größe", "-x"]) registry.write(`${folder}/1.0.0.yml`, folder);
    const root = registry.commit("root");
    registry.write("axb/1.0.0.yml", "x");
    registry.commit("matches the patterns");
    for (const folder of ["*", "a[b]", ":(glob)", "größe", "-x"]) {
      expect(await historiesOf(openGit(registry.dir), registry.head(), [`${folder}/1.0.0.yml`, "axb/1.0.0.yml"], [folder])).toEqual([
        { settled: root, introduced: root },
        { settled: null, introduced: null },
      ]);
    }
  });

  test("any history agrees with the slow, obvious answer", async () => {
    const step = fc.record({
      kind: fc.constantFrom("write", "write", "write", "remove", "link", "branch", "merge", "revert"),
      path: fc.constantFrom("f/a/1.0.0.yml", "f/a/1.1.0.yml", "f/b/1.0.0.yml", "g/c/1.0.0.yml"),
      content: fc.constantFrom("1", "2", "3"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 14 }), async (steps) => {
        using registry = openRegistry();
        registry.write("f/a/1.0.0.yml", "0");
        registry.commit("root");
        for (const [index, { kind, path, content }] of steps.entries()) {
          const exists = registry.git("ls-files", path) !== "";
          if (kind === "write") registry.write(path, content);
          if (kind === "remove" && exists) registry.remove(path);
          if (kind === "link") registry.link(path, content);
          if (kind === "revert") {
            registry.git("read-tree", "-u", "--reset", "HEAD");
            if (index > 1) registry.git("read-tree", "-u", "--reset", "HEAD~1");
          }
          if (kind === "branch" || kind === "merge") {
            registry.branch(`topic-${index}`);
            registry.write(path, `${content} aside`);
            registry.commit("aside");
            registry.checkout("main");
            registry.write(`outside-${index}`, "x");
            registry.commit("outside");
            registry.merge(`topic-${index}`, "merge");
          } else registry.commit(kind);
        }
        await expectSame(registry);
        await expectSame(registry, ["f", "g"]);
      }),
      { numRuns: 5 },
    );
  }, 60_000);
});

describe("a long line", () => {
  const LANDINGS = 2101;

  /** Landing n adds `n.yml`; every hundredth changes `first.yml` as well, which the first landing adds. */
  function longLine(): { readonly registry: TestRegistry; readonly head: string } {
    const registry = createRegistry();
    const commits = Array.from({ length: LANDINGS }, (_, number) =>
      [`flows/${number}.yml`, ...(number % 100 === 0 ? ["flows/first.yml"] : [])].map((path) => [path, String(number)] as const),
    );
    return { registry, head: importCommits(registry, commits) };
  }

  test("is read newest first with every landing's date, and two stretches, which only a walk of whole trees is cut into, tell the same as one", async () => {
    const { registry, head } = longLine();
    const started = vi.fn();
    const git = openGit(registry.dir, {}, started);
    const { shas, position, time } = await readLine(git, head);
    expect(shas).toEqual(registry.git("rev-list", "--first-parent", "main").split("\n"));
    expect([position(head), time(head), position("none")]).toEqual([0, 1_767_225_600 + (LANDINGS - 1) * 60, undefined]);
    const paths = Array.from({ length: LANDINGS }, (_, number) => `flows/${number}.yml`);
    const expected = [
      ...paths.map((_, number) => shas[LANDINGS - 1 - number]).map((sha) => ({ settled: sha, introduced: sha })),
      { settled: shas[0], introduced: shas[LANDINGS - 1] },
    ];
    for (const many of [false, true]) {
      for (const folders of [[], ["flows"]])
        expect(await historiesOf(git, head, [...paths, "flows/first.yml"], folders, many)).toEqual(expected);
    }
    expect(started).toHaveBeenCalledTimes(1 + 2 * 2 + 3 + 2);
  });

  test("is walked only as far as anything is to be found, and progress tells how far", async () => {
    const { registry, head } = longLine();
    const { path, pids } = wrapGit();
    const git = openGit(registry.dir, { PATH: path });
    const line = await readLine(git, head);
    let furthest = 0;
    const historyOf = await readHistories(startWalk(git, line, [], true), new Set([`flows/${LANDINGS - 1}.yml`]), ({ done, total }) => {
      expect(total).toBe(LANDINGS);
      furthest = Math.max(furthest, done);
    });
    expect(historyOf(`flows/${LANDINGS - 1}.yml`)).toEqual({ settled: head, introduced: head });
    expect(furthest).toBeLessThanOrEqual(LANDINGS);
    // The one of the older half may be ended before it could say so.
    expect([2, 3]).toContain(pids().length);
    await vi.waitFor(() => {
      expect(pids().filter(isRunning)).toEqual([]);
    });
  });
});

test("a commit that is not there is a failure, not an empty history", async () => {
  const registry = createRegistry();
  registry.commit("root");
  const git = openGit(registry.dir);
  await expect(readLine(git, "1".repeat(40))).rejects.toMatchObject({ code: "git-failed" });
  await expect(Array.fromAsync(readLandings(git, "1".repeat(40), null, []))).rejects.toMatchObject({ code: "git-failed" });
});

test("landings carry author, subject and body, newest first, from a commit up to a landing", async () => {
  const registry = createRegistry();
  registry.write("flows/a/1.0.0.yml", "a");
  const first = registry.commit("first");
  registry.write("outside", "x");
  registry.commit("outside");
  registry.write("flows/a/1.1.0.yml", "b");
  const second = registry.commit("feat: Größe\n\nBody line\n\n:100644 looks like a change", { author: "Zoë <zoe@example.com>" });
  registry.branch("topic");
  registry.write("flows/a/1.2.0.yml", "c");
  registry.commit("aside");
  registry.checkout("main");
  const third = registry.merge("topic", "merge");
  const git = openGit(registry.dir);
  const landings = await Array.fromAsync(readLandings(git, third, null, ["flows/a"]));
  expect(landings.map(({ sha }) => sha)).toEqual([third, second, first]);
  expect(landings[1]).toEqual({
    sha: second,
    time: 1_767_225_720,
    text: "Zoë\nfeat: Größe\nBody line\n\n:100644 looks like a change\n",
    changes: [{ path: "flows/a/1.1.0.yml", before: null, after: registry.blob("flows/a/1.1.0.yml", second) }],
  });
  expect((await Array.fromAsync(readLandings(git, second, first, ["flows/a"]))).map(({ sha }) => sha)).toEqual([second]);
});

describe("readChanges", () => {
  test("tells of the asked landings what they changed, merges compared with their first parent, and nothing else", async () => {
    const registry = createRegistry();
    registry.write("flows/a/1.0.0.yml", "a");
    registry.write("README.md", "x");
    const root = registry.commit("root");
    registry.branch("topic");
    registry.write("flows/a/1.0.0.yml", "b");
    registry.commit("aside");
    registry.checkout("main");
    const merge = registry.merge("topic", "merge");
    registry.remove("flows/a/1.0.0.yml");
    const removal = registry.commit("remove");
    const [a, b] = [registry.blob("flows/a/1.0.0.yml", root), registry.blob("flows/a/1.0.0.yml", merge)];
    const changes = await readChanges(openGit(registry.dir), [removal, root, merge], [], (path) => path.endsWith(".yml"));
    const told = [...changes].map(([commit, paths]) => [commit, ...paths.values()]);
    expect(told).toEqual([
      [removal, { path: "flows/a/1.0.0.yml", before: b, after: null }],
      [root, { path: "flows/a/1.0.0.yml", before: null, after: a }],
      [merge, { path: "flows/a/1.0.0.yml", before: a, after: b }],
    ]);
  });

  test("for no landing starts no process, and for many starts two that tell the same", async () => {
    const registry = createRegistry();
    const head = importCommits(
      registry,
      Array.from({ length: 2101 }, (_, number) => [[`flows/${number}.yml`, String(number)] as const]),
    );
    const started = vi.fn();
    const git = openGit(registry.dir, {}, started);
    expect(await readChanges(git, [], [], () => true)).toEqual(new Map());
    expect(started).not.toHaveBeenCalled();
    const { shas } = await readLine(git, head);
    const all = await readChanges(git, shas, ["flows"], () => true);
    expect(started).toHaveBeenCalledTimes(3);
    expect(shas.map((sha) => [...(all.get(sha)?.keys() ?? [])])).toEqual(shas.map((_, index) => [`flows/${2100 - index}.yml`]));
  });
});
