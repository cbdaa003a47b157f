import { describe, expect, test } from "vitest";
import { Failure } from "../../../src/model/failure.ts";
import { findRanges, findUses, hasDependencies, toDependencyFiles } from "../../../src/plan/consumer/flow-dependencies.ts";
import { parseYaml } from "../../../src/registry/parse-yaml.ts";
import type { YamlNode } from "../../../src/registry/yaml-node.ts";
import type { RegistryName } from "../../../src/resolve/reference.ts";
import { caught } from "../../caught.ts";

/** Typed, unlike the matcher. */
const containing = (text: string): unknown => expect.stringContaining(text);

const TEMPLATES = { prompts: "prompts/{id}/{version}.yml", responseSchemas: "schemas/{id}/{version}.json" };
const PATHS = new Set([
  "prompts/plan/1.0.0.yml",
  "prompts/plan/1.10.0.yml",
  "prompts/plan/1.9.0.yml",
  "prompts/plan/2.0.0-rc.1.yml",
  "prompts/chat/base/1.0.0.yml",
  "schemas/verdict/1.0.0.json",
  "flows/a/1.0.0.yml",
  "flows/a/sub.yaml",
  "flows/common/letter.yaml",
]);
const FILE = "flows/a/1.0.0.yml";

function rootOf(text: string): YamlNode {
  const parsed = parseYaml(text);
  if (!parsed.ok) throw new Error(parsed.fault.message);
  return parsed.root;
}

describe("the ranges of a flow file", () => {
  const FILES = toDependencyFiles(PATHS, TEMPLATES);
  const COMPONENTS = `
components:
  - { name: a, prompt_id: plan, prompt_version: "^1.0.0", response_schema_id: verdict, response_schema_version: "1.0.0" }
  - { name: b, prompt_id: plan, prompt_version: "^1.0.0" }
  - { name: c, prompt_id: chat/base, prompt_version: "*" }
  - { name: d, prompt_id: plan, prompt_version: "2.0.0-rc.1" }
  - { name: e, prompt_id: plan }
`;

  test("are resolved among the files of the commit, each once", () => {
    expect(findRanges(rootOf(COMPONENTS), FILE, FILES)).toEqual([
      { kind: "prompt", id: "chat/base", range: "*", found: { version: "1.0.0", path: "prompts/chat/base/1.0.0.yml" } },
      { kind: "prompt", id: "plan", range: "2.0.0-rc.1", found: { version: "2.0.0-rc.1", path: "prompts/plan/2.0.0-rc.1.yml" } },
      { kind: "prompt", id: "plan", range: "^1.0.0", found: { version: "1.10.0", path: "prompts/plan/1.10.0.yml" } },
      { kind: "schema", id: "verdict", range: "1.0.0", found: { version: "1.0.0", path: "schemas/verdict/1.0.0.json" } },
    ]);
  });

  test("are told without a version where the registry does not keep such files", () => {
    const nowhere = toDependencyFiles(PATHS, { prompts: null, responseSchemas: null });
    expect(findRanges(rootOf(COMPONENTS), FILE, nowhere).map(({ found }) => found)).toEqual([null, null, null, null]);
  });

  test("are not those of what the file brings itself", () => {
    const own = `
components: [{ name: a, prompt_id: mine, prompt_version: "^1.0.0" }]
prompts: [{ prompt_id: mine, prompt_template: { system: x } }]
`;
    expect(findRanges(rootOf(own), FILE, FILES)).toEqual([]);
    expect(findRanges(rootOf(own), FILE, toDependencyFiles(PATHS, { prompts: null, responseSchemas: null }))).toEqual([]);
  });

  test.each([
    ["nothing is in the range", "plan", "^3.0.0", "1.0.0, 1.9.0, 1.10.0, 2.0.0-rc.1 only"],
    ["there is no such prompt", "planning", "^1.0.0", "no version of it"],
    ["it is no range", "plan", "newest", "only"],
  ])("stop everything where %s", (_, id, range, words) => {
    const root = rootOf(`components:\n  - name: a\n    prompt_id: ${id}\n    prompt_version: "${range}"\n`);
    const error = caught(() => findRanges(root, FILE, FILES));
    expect(error).toMatchObject({
      code: "range-unsatisfied",
      problems: [{ path: FILE, line: 4, message: containing(words) }],
    });
  });

  test("take ids as they are, signs of replacement among them", () => {
    const files = toDependencyFiles(new Set(["prompts/$&/1.0.0.yml"]), TEMPLATES);
    const root = rootOf('components: [{ name: a, prompt_id: "$&", prompt_version: "^1.0.0" }]');
    expect(findRanges(root, FILE, files)).toMatchObject([{ found: { path: "prompts/$&/1.0.0.yml" } }]);
  });
});

describe("the flows that a flow file runs", () => {
  const TEAM: RegistryName = { kind: "name", name: "team" };
  const uses = (text: string, registry: RegistryName = TEAM): ReturnType<typeof findUses> => findUses(rootOf(text), FILE, PATHS, registry);
  const agents = (...workflows: readonly string[]): string =>
    `agents:\n${workflows.map((text) => `  - workflow: ${JSON.stringify(text)}\n`).join("")}`;

  test("are files of the same commit, or references", () => {
    expect(uses(agents("./sub.yaml", "sub.yaml", "../common/letter.yaml", "writer", "writer#^2", "qa@other#main"))).toMatchObject([
      { kind: "file", written: "./sub.yaml", path: "flows/a/sub.yaml", line: 2 },
      { kind: "file", path: "flows/a/sub.yaml" },
      { kind: "file", path: "flows/common/letter.yaml" },
      { kind: "flow", written: "writer", reference: "writer@team" },
      { kind: "flow", written: "writer#^2", reference: "writer@team#^2" },
      { kind: "flow", written: "qa@other#main", reference: "qa@other#main", line: 7 },
    ]);
  });

  test("stay with the default registry, or with an address, when the file is from there", () => {
    expect(uses(agents("writer#^2"), { kind: "default" })).toMatchObject([{ reference: "writer#^2" }]);
    expect(uses(agents("writer#^2"), { kind: "address", host: "git.example.org", path: "acme/flows" })).toMatchObject([
      { reference: "writer@git.example.org/acme/flows#^2" },
    ]);
  });

  test("are found in loops and in components of the flow registry, each once", () => {
    expect(
      uses(`${agents("writer")}for_each:\n  - name: each\n    agent: { workflow: reader }\n  - agent: { workflow: writer }\n`),
    ).toMatchObject([{ written: "writer" }, { written: "reader" }]);
    const components = `components:
  - { type: FlowComponent, flow_id: writer, flow_version: "^2.0.0" }
  - { subflow: ./sub.yaml }
  - { flow_id: reader }
`;
    expect(uses(components)).toMatchObject([
      { kind: "flow", written: "writer#^2.0.0", reference: "writer@team#^2.0.0" },
      { kind: "file", path: "flows/a/sub.yaml" },
      { kind: "flow", reference: "reader@team" },
    ]);
  });

  test("are open where only the run tells which they are", () => {
    expect(uses(agents("{{ workflow.input.flow }}", "./{{ name }}.yaml"))).toMatchObject([{ kind: "open" }, { kind: "open" }]);
  });

  test.each([
    ["./gone.yaml", "version-file-missing"],
    ["../../../etc/passwd", "version-file-missing"],
    ["/etc/passwd", "version-file-missing"],
    ["..", "version-file-missing"],
    ["a@b@c", "reference-invalid"],
    ["writer#", "reference-invalid"],
  ])("stop everything where %s is none", (text, code) => {
    const error = caught(() => uses(agents(text)));
    expect(error).toBeInstanceOf(Failure);
    expect(error).toMatchObject({ code, problems: [{ path: FILE, line: 2 }] });
  });

  test("are not looked for beside a local file", () => {
    const found = findUses(rootOf(agents("./gone.yaml", "gone.yaml", "writer", "writer@team")), "own.yml", null, { kind: "default" });
    expect(found).toMatchObject([{ kind: "file" }, { kind: "file" }, { reference: "writer" }, { reference: "writer@team" }]);
  });
});

test("most flow files depend on nothing", () => {
  const texts = ["components: [{ name: a, prompt_id: own }]", "agents: [{ name: a, prompt: hello }]", "just a text"];
  expect(texts.map((text) => hasDependencies(rootOf(text)))).toEqual([false, false, false]);
  const others = ["components: [{ prompt_id: a, prompt_version: ^1.0.0 }]", "agents: [{ workflow: ./a.yaml }]"];
  expect(others.map((text) => hasDependencies(rootOf(text)))).toEqual([true, true]);
});
