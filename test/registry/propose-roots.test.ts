import { expect, test } from "vitest";
import { proposeRoots, separateRoots } from "../../src/registry/propose-roots.ts";

const CASES: readonly {
  readonly name: string;
  readonly paths: readonly string[];
  readonly roots: readonly (readonly [string, string, number])[];
}[] = [
  { name: "a registry without versions has none", paths: ["README.md", "flows/chat.yml", ".github/workflows/ci.yml"], roots: [] },
  {
    name: "the folder that flows lie in is the root",
    paths: ["flows/a/1.0.0.yml", "flows/b/1.0.0.yml", "x.yml"],
    roots: [["flows", "{flow}-v{version}", 2]],
  },
  { name: "flows at the top make the repository the root", paths: ["a/1.0.0.yml", "b/2.0.0.yaml"], roots: [["", "{flow}-v{version}", 2]] },
  {
    name: "a nested flow belongs to the outer root",
    paths: ["flows/a/1.0.0.yml", "flows/chat/agent/1.0.0.yml"],
    roots: [["flows", "{flow}-v{version}", 2]],
  },
  {
    name: "two roots without a common version share the template",
    paths: ["old/a/1.0.0.yml", "new/b/1.0.0.yml"],
    roots: [
      ["new", "{flow}-v{version}", 1],
      ["old", "{flow}-v{version}", 1],
    ],
  },
  {
    name: "of roots with a common version, all but the largest get a template of their own",
    paths: ["lab/configs/a/1.0.0.yml", "v1/configs/a/1.0.0.yml", "v1/configs/b/1.0.0.yml", "v2/configs/a/1.0.0.yml"],
    roots: [
      ["lab/configs", "lab-{flow}-v{version}", 1],
      ["v1/configs", "{flow}-v{version}", 2],
      ["v2/configs", "v2-{flow}-v{version}", 1],
    ],
  },
  {
    name: "what the configuration would refuse is no root",
    paths: ["c: d/a/1.0.0.yml", "flows/a/1.0.0.yml", "line\nfeed/a/1.0.0.yml"],
    roots: [["flows", "{flow}-v{version}", 1]],
  },
  { name: "a version at the very top is no flow", paths: ["1.0.0.yml"], roots: [] },
];

test.each(CASES)("$name", ({ paths, roots }) => {
  const entries = paths.map((path, index) => ({ mode: "100644", oid: String(index).padStart(40, "0"), path }));
  expect(proposeRoots(entries).map(({ path, tag, versions }) => [path, tag, versions])).toEqual(roots);
});

test("Chosen roots with a common version are kept apart as proposed ones are, with the template that was chosen", () => {
  const entries = ["a/chat/1.0.0.yml", "b/chat/1.0.0.yml", "b/talk/1.0.0.yml"].map((path) => ({
    mode: "100644",
    oid: "0".repeat(40),
    path,
  }));
  const tag = "flows/{flow}-v{version}";
  expect(
    separateRoots(entries, [
      { path: "a", tag },
      { path: "b", tag },
    ]),
  ).toEqual([
    { path: "a", tag: `a-${tag}`, versions: 1 },
    { path: "b", tag, versions: 2 },
  ]);
});
