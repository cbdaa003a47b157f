import { describe, expect, test } from "vitest";
import { discover } from "../../src/registry/discover.ts";
import type { Registry } from "../../src/registry/version-file.ts";
import { files, link, NO_ROOTS, submodule, withRoots } from "./entries.ts";

const told = ({ problems }: Registry): readonly (readonly [string, string, string | null])[] =>
  problems.map(({ severity, code, path }) => [severity, code, path]);

describe("discover", () => {
  test("gives everything that the tree tells about a version file", () => {
    const [entry] = files("flows/team/chat/2.0.0-rc.1+b.yaml");
    expect(discover(entry === undefined ? [] : [entry], withRoots("flows")).files).toMatchObject([
      {
        root: { path: "flows" },
        flow: "team/chat",
        version: "2.0.0-rc.1+b",
        kind: "prerelease",
        path: "flows/team/chat/2.0.0-rc.1+b.yaml",
        blob: entry?.oid,
        regular: true,
        tag: "team/chat-v2.0.0-rc.1+b",
        block: null,
        previous: null,
      },
    ]);
  });

  test("an empty tree is an empty registry", () => {
    expect(discover([], NO_ROOTS)).toEqual({ files: [], unversioned: [], problems: [] });
  });

  test("links and submodules are not regular, and are errors", () => {
    const registry = discover([link("chat/1.0.0.yml"), submodule("chat/1.1.0.yml")], NO_ROOTS);
    expect(registry.files.map(({ regular }) => regular)).toEqual([false, false]);
    expect(told(registry)).toEqual([
      ["error", "version-link", "chat/1.0.0.yml"],
      ["error", "version-not-a-file", "chat/1.1.0.yml"],
    ]);
  });

  test("predecessors are looked for in the flow's own folder, whatever other folders are called", () => {
    const { files: found } = discover(files("a/chat/1.0.0.yml", "b/chat/1.1.0.yml", "b/chat/1.2.0.yml"), NO_ROOTS);
    expect(Object.fromEntries(found.map(({ path, previous }) => [path, previous]))).toEqual({
      "a/chat/1.0.0.yml": null,
      "b/chat/1.1.0.yml": null,
      "b/chat/1.2.0.yml": "1.1.0",
    });
  });

  test("a blocked version is still its successor's predecessor", () => {
    const { files: found } = discover([link("chat/1.0.0.yml"), ...files("chat/1.1.0.yml")], NO_ROOTS);
    expect(found.map(({ previous }) => previous)).toEqual([null, "1.0.0"]);
  });

  test("configured words decide what a prerelease is", () => {
    const entries = files("chat/1.0.0-orbit.yml", "chat/1.0.0-rc.1.yml");
    const kinds = (prerelease: readonly string[]): readonly string[] =>
      discover(entries, { ...NO_ROOTS, prerelease }).files.map(({ kind }) => kind);
    expect(kinds(["rc"])).toEqual(["variant", "prerelease"]);
    expect(kinds(["orbit"])).toEqual(["prerelease", "variant"]);
  });

  test("an unversioned file is a warning with the place it could move to, and never a version", () => {
    const registry = discover(files("flows/chat/1.0.0.yml", "flows/legacy.yaml"), withRoots("flows"));
    expect(registry.unversioned).toEqual(["flows/legacy.yaml"]);
    expect(registry.files).toHaveLength(1);
    expect(told(registry)).toEqual([["warning", "unversioned", "flows/legacy.yaml"]]);
    expect(registry.problems[0]?.fix).toContain("flows/legacy/1.0.0.yaml");
  });

  test("one problem never hides another: all are collected", () => {
    const entries = [
      ...files(
        "flows/1.0.0.yml",
        "flows/Chat/1.0.0.yml",
        "flows/chat/1.0.0.yml",
        "flows/a b/1.0.0.yml",
        "flows/x/1.0.0.yml",
        "flows/x/1.0.0.yaml",
        "flows/x/v2.0.0.yml",
        "flows/x/old.yml",
        "flows/flat.yml",
      ),
      link("flows/x/3.0.0.yml"),
    ];
    expect(
      told(discover(entries, withRoots("flows", "gone")))
        .map(([severity, code, path]) => `${severity} ${code} ${path ?? ""}`)
        .sort(),
    ).toEqual([
      "error flow-name-case flows/Chat/1.0.0.yml",
      "error flow-name-case flows/chat/1.0.0.yml",
      "error flow-name-missing flows/1.0.0.yml",
      "error flow-name-unsafe flows/a b/1.0.0.yml",
      "error root-missing gone",
      "error version-link flows/x/3.0.0.yml",
      "error version-twins flows/x/1.0.0.yaml",
      "error version-twins flows/x/1.0.0.yml",
      "warning not-a-version flows/x/old.yml",
      "warning unversioned flows/flat.yml",
      "warning version-name-v flows/x/v2.0.0.yml",
    ]);
  });
});
