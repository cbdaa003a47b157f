import { describe, expect, test } from "vitest";
import { DEFAULT_GUARD } from "../../src/config/guard.ts";
import { findFiles } from "../../src/registry/find-files.ts";
import type { TreeEntry } from "../../src/model/tree-entry.ts";
import { files, link, NO_ROOTS, withRoots } from "./entries.ts";

type Config = typeof NO_ROOTS;

/** `root:flow@version` of each candidate, by path. */
function found(entries: readonly TreeEntry[], config: Config): Record<string, string> {
  return Object.fromEntries(
    findFiles(entries, config).candidates.map(({ root, flow, version, entry }) => [entry.path, `${root.path}:${flow}@${version}`]),
  );
}

function problems(entries: readonly TreeEntry[], config: Config): readonly (readonly [string, string | null])[] {
  return findFiles(entries, config).problems.map(({ code, path }) => [code, path]);
}

test("prompts and response schemas that the registry keeps are no flows, unless a root names them", () => {
  const guard = { ...DEFAULT_GUARD, prompts: "prompts/{id}/{version}.yml", responseSchemas: "lib/schemas/{id}/{version}.yaml" };
  const entries = files("flows/chat/1.0.0.yml", "prompts/read/1.0.0.yml", "prompts/read/notes.yml", "lib/schemas/a/1.0.0.yaml");
  expect(found(entries, { ...NO_ROOTS, guard })).toEqual({ "flows/chat/1.0.0.yml": ":chat@1.0.0" });
  expect(Object.keys(found(entries, { ...withRoots("prompts"), guard }))).toEqual(["prompts/read/1.0.0.yml"]);
});

describe("without roots", () => {
  test("a flow is named after the folder that holds its versions, wherever it lies", () => {
    expect(found(files("chat/1.0.0.yml", "flows/team/review/2.0.0-rc.1.yaml"), NO_ROOTS)).toEqual({
      "chat/1.0.0.yml": ":chat@1.0.0",
      "flows/team/review/2.0.0-rc.1.yaml": ":review@2.0.0-rc.1",
    });
  });

  test("an empty tree and a tree without version files hold nothing and have no problem", () => {
    for (const entries of [[], files("README.md", ".github/workflows/ci.yml", "docs/2.yml", "src/1.0.0.json")]) {
      expect(findFiles(entries, NO_ROOTS)).toEqual({ candidates: [], unversioned: [], problems: [] });
    }
  });

  test("a flat flow file is unversioned when it is named as a flow, or lies beside flows", () => {
    const entries = files(
      "flows/chat/1.0.0.yml",
      "flows/chat.yml",
      "flows/legacy.yaml",
      "triage/1.0.0.yml",
      "triage.yml",
      "settings.yml",
      "other/flat.yml",
    );
    expect(findFiles(entries, NO_ROOTS).unversioned).toEqual(["flows/chat.yml", "flows/legacy.yaml", "triage.yml"]);
  });

  test("a short number is a near miss in a flow's folder only, a full version anywhere", () => {
    expect(problems(files("chat/1.0.0.yml", "chat/1.1.yml", "data/1.1.yml", "data/v1.1.0.yml"), NO_ROOTS)).toEqual([
      ["version-name-short", "chat/1.1.yml"],
      ["version-name-v", "data/v1.1.0.yml"],
    ]);
  });
});

describe("with roots", () => {
  test("a flow's name is its path below the root, and nothing outside the roots counts", () => {
    expect(
      found(files("flows/chat/1.0.0.yml", "flows/team/review/1.0.0.yml", "flows-old/chat/1.0.0.yml", "chat/1.0.0.yml"), withRoots("flows")),
    ).toEqual({
      "flows/chat/1.0.0.yml": "flows:chat@1.0.0",
      "flows/team/review/1.0.0.yml": "flows:team/review@1.0.0",
    });
  });

  test("the whole repository can be a root, and keeps the folders in the names", () => {
    expect(found(files("chat/1.0.0.yml", "team/review/1.0.0.yml", "1.0.0.yml"), withRoots(""))).toEqual({
      "chat/1.0.0.yml": ":chat@1.0.0",
      "team/review/1.0.0.yml": ":team/review@1.0.0",
      "1.0.0.yml": ":@1.0.0",
    });
  });

  test("a version file directly in a root has no flow name", () => {
    expect(found(files("flows/1.0.0.yml"), withRoots("flows"))).toEqual({ "flows/1.0.0.yml": "flows:@1.0.0" });
  });

  test("a stray version file in a root does not make a flow of the root", () => {
    expect(findFiles(files("flows/1.0.0.yml", "flows/legacy.yml"), withRoots("flows"))).toMatchObject({
      unversioned: ["flows/legacy.yml"],
      problems: [],
    });
    expect(findFiles(files("1.0.0.yml", "compose.yml", "2.yml"), NO_ROOTS)).toMatchObject({ unversioned: [], problems: [] });
  });

  test("flows may lie inside of flows", () => {
    expect(Object.values(found(files("flows/a/1.0.0.yml", "flows/a/b/1.0.0.yml"), withRoots("flows")))).toEqual([
      "flows:a@1.0.0",
      "flows:a/b@1.0.0",
    ]);
  });

  test("every flat YAML file outside of a flow is unversioned, links too", () => {
    const entries = [
      ...files("flows/chat/1.0.0.yml", "flows/chat/notes.yml", "flows/legacy.yml", "flows/x/y.yaml", "flows/readme.md", "outside.yml"),
      link("flows/alias.yml"),
    ];
    const { unversioned, problems: told } = findFiles(entries, withRoots("flows"));
    expect(unversioned).toEqual(["flows/alias.yml", "flows/legacy.yml", "flows/x/y.yaml"]);
    expect(told.map(({ code, path }) => [code, path])).toEqual([["not-a-version", "flows/chat/notes.yml"]]);
  });

  test("near misses are reported with the path they should have, also where no flow is yet", () => {
    const entries = files(
      "flows/chat/1.0.0.yml",
      "flows/chat/v1.2.0.yml",
      "flows/chat/01.2.0.yml",
      "flows/chat/1.2.yml",
      "flows/chat/1.2.0-01.yml",
      "flows/new/2.yml",
    );
    expect(findFiles(entries, withRoots("flows")).problems.map(({ code, severity, fix }) => [code, severity, fix])).toEqual([
      ["version-name-zero", "warning", "Rename it to flows/chat/1.2.0.yml."],
      ["version-name-zero", "warning", "Rename it to flows/chat/1.2.0-1.yml."],
      ["version-name-short", "warning", "Rename it to flows/chat/1.2.0.yml."],
      ["version-name-v", "warning", "Rename it to flows/chat/1.2.0.yml."],
      ["version-name-short", "warning", "Rename it to flows/new/2.0.0.yml."],
    ]);
  });

  test("a root that is missing or a mere prefix of a folder's name is an error of its own", () => {
    const entries = files("flows/chat/1.0.0.yml", "experimental-old/chat/1.0.0.yml");
    expect(problems(entries, withRoots("flows", "experimental", "gone"))).toEqual([
      ["root-missing", "experimental"],
      ["root-missing", "gone"],
    ]);
    expect(problems([], withRoots("flows"))).toEqual([["root-missing", "flows"]]);
  });

  test("a root without any YAML file is not missing", () => {
    expect(problems(files("flows/README.md"), withRoots("flows"))).toEqual([]);
  });
});

test("the order of the tree's entries does not matter", () => {
  const entries = files("flows/b/1.0.0.yml", "flows/a/2.yml", "flows/a/1.0.0.yml", "flows/z.yml", "flows/c.yml");
  expect(findFiles(entries.toReversed(), withRoots("flows"))).toEqual(findFiles(entries, withRoots("flows")));
});
