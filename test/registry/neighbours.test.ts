import fc from "fast-check";
import { expect, test } from "vitest";
import type { Config } from "../../src/config/config.ts";
import { folderOf } from "../../src/model/path.ts";
import { tagReadings } from "../../src/model/tag-template.ts";
import { discover } from "../../src/registry/discover.ts";
import { findNeighbours } from "../../src/registry/neighbours.ts";
import type { TreeEntry } from "../../src/model/tree-entry.ts";
import type { Registry } from "../../src/registry/version-file.ts";
import { files, NO_ROOTS, withRoots } from "./entries.ts";

const CONFIGS: readonly Config[] = [
  NO_ROOTS,
  { ...NO_ROOTS, tag: "{version}/{flow}" },
  withRoots("flows"),
  withRoots("flows", "lab"),
  withRoots({ path: "", tag: "{flow}/{version}" }),
  withRoots(
    { path: "flows/a", tag: "F-{flow}-v{version}" },
    { path: "flows", tag: "{flow}/v{version}" },
    { path: "lab", tag: "{flow}-v{version}" },
  ),
];

const NAMES = ["a", "A", "b", "a-v1.0.0-x", "a-v1.0.0", "1.0.0", "v1.0.0"];
const FILES = [
  "1.0.0.yml",
  "1.0.0.yaml",
  "1.0.1.yml",
  "1.0.0-x-v2.0.0.yml",
  "2.0.0.yml",
  "v1.0.0.yml",
  "1.0.0.YML",
  "a.yml",
  "b.yml",
  "README.md",
];

const aPath = fc
  .tuple(
    fc.constantFrom("flows/", "lab/", "", "flows/a/"),
    fc.array(fc.constantFrom(...NAMES), { maxLength: 2 }),
    fc.constantFrom(...FILES),
  )
  .map(([root, folders, name]) => `${root}${folders.map((folder) => `${folder}/`).join("")}${name}`);

/** Versions of different flows that render to one tag, or to tags that cannot be beside each other. */
const MEETING = [
  "flows/a/1.0.0-x-v2.0.0.yml",
  "flows/a-v1.0.0-x/2.0.0.yml",
  "a/1.0.0.yml",
  "a/1.0.0/1.0.0.yml",
  "flows/b/1.0.0.yml",
  "flows/b/v1.0.0/2.0.0.yml",
];

const aMode = fc.constantFrom("100644", "100644", "120000", "160000");

const aTree = fc
  .uniqueArray(
    fc.record({
      mode: aMode,
      oid: fc.constantFrom("1".repeat(40), "2".repeat(40)),
      path: fc.oneof({ weight: 4, arbitrary: aPath }, { weight: 1, arbitrary: fc.constantFrom(...MEETING) }),
    }),
    {
      maxLength: 25,
      selector: ({ path }) => path,
    },
  )
  // What is a file is no folder.
  .map((entries) => entries.filter(({ path }) => !entries.some((other) => other.path.startsWith(`${path}/`))));

const TAGS = ["a-v1.0.0", "A-v9.0.0", "b-v1.0.0", "a-v1.0.0-x-v2.0.0", "other-v1.0.0", "a/v3.0.0"];

/** All that a check asks a registry about changed files. */
function seenFrom({ files: found, unversioned, problems }: Registry, paths: readonly string[]): object {
  const folders = new Set(paths.map(folderOf));
  return {
    files: found.filter(({ path }) => folders.has(folderOf(path))),
    unversioned: unversioned.filter((path) => paths.includes(path)),
    problems: problems.filter(({ code, path }) => code === "root-missing" || (path !== null && paths.includes(path))),
  };
}

test("the neighbours of what changes say of it just what the whole tree says, before and after", () => {
  fc.assert(
    fc.property(fc.constantFrom(...CONFIGS), aTree, aTree, fc.nat(), fc.subarray(TAGS), (config, before, other, seed, tags) => {
      // Most of both trees is the same, as in a pull request.
      const after: readonly TreeEntry[] = [
        ...before.filter((_, index) => (index + seed) % 4 !== 0),
        ...other.filter(({ path }, index) => (index + seed) % 5 === 0 && !before.some((entry) => entry.path === path)),
      ];
      const at = (entries: readonly TreeEntry[], path: string): string => JSON.stringify(entries.find((entry) => entry.path === path));
      const paths = [...new Set([...before, ...after].map(({ path }) => path))].filter((path) => at(before, path) !== at(after, path));
      const changed = after.filter(({ path }) => paths.includes(path));
      const neighbours = findNeighbours(before, { paths, after: changed, tags }, config);
      // After the change they can be found by themselves, or made of those before it.
      const made = [...neighbours.select(before).filter(({ path }) => !paths.includes(path)), ...changed];
      for (const [entries, selected] of [
        [before, neighbours.select(before)],
        [after, neighbours.select(after)],
        [after, made],
      ] as const) {
        const [whole, near] = [discover(entries, config), discover(selected, config)];
        expect(seenFrom(near, paths)).toEqual(seenFrom(whole, paths));
        const taken = (registry: Registry): readonly string[] =>
          neighbours.tags.filter((tag) => registry.files.some((file) => file.tag === tag));
        expect(taken(near)).toEqual(taken(whole));
      }
      const folders = new Set(paths.map(folderOf));
      const own = discover([...before, ...after], config).files.filter(({ path }) => folders.has(folderOf(path)));
      const read = tags.filter((tag) => own.some(({ root, flow }) => tagReadings(root.tag, tag).some((reading) => reading.flow === flow)));
      expect(neighbours.tags).toEqual(expect.arrayContaining(read));
    }),
    { numRuns: 2000 },
  );
});

test("flows that cannot meet what changes are left out", () => {
  const entries = files("flows/a/1.0.0.yml", "flows/b/1.0.0.yml", "flows/c/1.0.0.yml", "lab/d/1.0.0.yml", "lab/e/1.0.0.yml");
  const { select, tags } = findNeighbours(
    entries,
    { paths: ["flows/b/1.1.0.yml"], after: files("flows/b/1.1.0.yml"), tags: ["b-v1.0.0", "c-v1.0.0"] },
    withRoots("flows", "lab"),
  );
  // The first of each root tells that the root is there.
  expect(select(entries).map(({ path }) => path)).toEqual(["flows/a/1.0.0.yml", "flows/b/1.0.0.yml", "lab/d/1.0.0.yml"]);
  expect(tags).toEqual(["b-v1.0.0"]);
});
