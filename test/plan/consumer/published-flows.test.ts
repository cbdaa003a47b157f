import { describe, expect, test } from "vitest";
import type { RegistryIndex } from "../../../src/plan/index-schema.ts";
import { toPublishedFlows } from "../../../src/plan/consumer/published-flows.ts";
import { publishedOf, tagsOf, told, viewOf } from "./published-of.ts";

const ROOTS = [
  { path: "dev", tag: "dev-{flow}-v{version}" },
  { path: "prod", tag: "{flow}-v{version}" },
];

describe("toPublishedFlows", () => {
  test("versions are what tags name, lowest first, whether the branch has their files or not", () => {
    const flows = publishedOf({
      paths: ["flows/a/1.0.0.yml", "flows/a/1.10.0.yml"],
      tags: ["a-v1.10.0", "a-v1.9.0", "a-v1.0.0", "b-v1.0.0", "v1.0.0", "main"],
    });
    expect(told(flows)).toEqual([
      "-:a versions flows/a: 1.0.0<a-v1.0.0 1.9.0<a-v1.9.0 1.10.0<a-v1.10.0",
      "-:b versions gone: 1.0.0<b-v1.0.0",
    ]);
    expect(flows.map(({ tagged }) => tagged)).toEqual([true, true]);
  });

  test("without a tag of its own, a flow's versions are its files", () => {
    const flows = publishedOf({ paths: ["a/1.0.0.yml", "a/1.0.0.yaml", "b/2.0.0.yml"], tags: ["b-v2.0.0"] });
    expect(told(flows)).toEqual(["-:a versions a: 1.0.0", "-:b versions b: 2.0.0<b-v2.0.0"]);
    expect(flows[0]?.tagged).toBe(false);
  });

  test("a tag that several templates can have made is of the root that has the version, or the flow", () => {
    const paths = ["dev/a/1.0.0.yml", "prod/a/1.0.0.yml", "prod/dev-b/1.0.0.yml", "dev/c/1.0.0.yml"];
    const tags = ["dev-a-v1.0.0", "a-v1.0.0", "dev-b-v1.0.0", "dev-c-v2.0.0"];
    expect(told(publishedOf({ paths, tags, config: { roots: ROOTS } }))).toEqual([
      "dev:a versions dev/a: 1.0.0<dev-a-v1.0.0",
      "prod:a versions prod/a: 1.0.0<a-v1.0.0",
      "dev:c versions dev/c: 2.0.0<dev-c-v2.0.0",
      "prod:dev-b versions prod/dev-b: 1.0.0<dev-b-v1.0.0",
    ]);
    expect(told(publishedOf({ paths, tags, config: { roots: ROOTS }, root: "dev" }))).toEqual([
      "dev:a versions dev/a: 1.0.0<dev-a-v1.0.0",
      "dev:c versions dev/c: 2.0.0<dev-c-v2.0.0",
    ]);
  });

  test("roots that share a template share no version that only one of them has", () => {
    const config = { roots: ["dev", "prod"].map((path) => ({ path, tag: "{flow}-v{version}" })) };
    expect(told(publishedOf({ paths: ["dev/a/1.0.0.yml", "prod/a/2.0.0.yml"], tags: ["a-v1.0.0", "a-v2.0.0"], config }))).toEqual([
      "dev:a versions dev/a: 1.0.0<a-v1.0.0",
      "prod:a versions prod/a: 2.0.0<a-v2.0.0",
    ]);
  });

  test("without roots, two folders of one name share no version that only one of them has", () => {
    const paths = ["old/a/1.0.0.yml", "old/a/1.1.0.yml", "new/a/1.1.0.yml", "new/a/2.0.0.yml", "other/a/3.0.0.yml"];
    expect(told(publishedOf({ paths, tags: ["a-v0.9.0", "a-v1.0.0", "a-v1.1.0", "a-v2.0.0"] }))).toEqual([
      "-:a versions new/a: 0.9.0<a-v0.9.0 1.1.0<a-v1.1.0 2.0.0<a-v2.0.0",
      "-:a versions old/a: 0.9.0<a-v0.9.0 1.0.0<a-v1.0.0 1.1.0<a-v1.1.0",
      "-:a versions other/a: 0.9.0<a-v0.9.0",
    ]);
  });

  test("a root that is not configured is looked in alone", () => {
    expect(told(publishedOf({ paths: ["x/a/1.0.0.yml", "y/chat/b/1.0.0.yml"], root: "y" }))).toEqual(["y:chat/b versions y/chat/b: 1.0.0"]);
  });

  test("a root that is not configured has no versions whose files lie elsewhere, and no flows of elsewhere", () => {
    const paths = ["v1/a/1.0.0.yml", "v1/a/3.0.0.yml", "lab/a/1.0.0.yml", "lab/a/2.0.0.yml", "v1/b/1.0.0.yml"];
    const tags = ["a-v0.9.0", "a-v1.0.0", "a-v2.0.0", "a-v3.0.0", "b-v1.0.0"];
    expect(told(publishedOf({ paths, tags, root: "lab" }))).toEqual(["lab:a versions lab/a: 0.9.0<a-v0.9.0 1.0.0<a-v1.0.0 2.0.0<a-v2.0.0"]);
  });

  test("a flow of index.yaml has the repository's version tags, and its own before these", () => {
    const indexed = [
      { flow: "qa", description: "Answers", path: "w/qa.yaml" },
      { flow: "a", description: "Told here", path: "flows/a/1.0.0.yml" },
    ];
    const flows = publishedOf({
      paths: ["w/qa.yaml", "flows/a/1.0.0.yml"],
      tags: ["v1.0.0", "1.0.0", "v1.1", "2.0.0", "qa-v2.0.0", "v3.0.0-rc.1"],
      indexed,
    });
    expect(told(flows)).toEqual([
      "-:a versions flows/a: 1.0.0",
      "-:qa index w/qa.yaml: 1.0.0<v1.0.0 2.0.0<qa-v2.0.0 3.0.0-rc.1<v3.0.0-rc.1",
    ]);
    expect(flows.map(({ description, tagged }) => [description, tagged])).toEqual([
      ["Told here", false],
      ["Answers", true],
    ]);
  });

  test("marks come from the configuration and from the index, and kinds from the configured words", () => {
    const config = { yanked: [{ flow: "a", version: "1.0.0", root: null, reason: "Leaks" }], deprecated: [] };
    const head = viewOf({ paths: ["a/1.0.0.yml"], config });
    const version = {
      version: "1.1.0",
      kind: "stable",
      path: "a/1.1.0.yml",
      tag: "a-v1.1.0",
      commit: "",
      date: "",
      digest: "",
      content_digest: "",
    } as const;
    const rest = { files: [], previous: null, yanked: { reason: "Told" }, deprecated: null, withdrawn: true, backport: false };
    const index: RegistryIndex = {
      schema: 1,
      branch: "main",
      head: "",
      flows: [{ flow: "a", folder: "a", latest: null, versions: [{ ...version, ...rest }] }],
    };
    const flows = toPublishedFlows({
      refs: { tags: tagsOf("a-v1.0.0", "a-v1.1.0", "a-v2.0.0-orbit", "a-v2.0.0-rc.1") },
      head,
      index,
      root: null,
    });
    expect(flows[0]?.versions.map(({ kind, yanked }) => [kind, yanked?.reason])).toEqual([
      ["stable", "Leaks"],
      ["stable", "Told"],
      ["variant", undefined],
      ["prerelease", undefined],
    ]);
  });
});
