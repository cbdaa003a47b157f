import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseIndexYaml } from "../../../src/plan/consumer/parse-index-yaml.ts";

describe("parseIndexYaml", () => {
  test("reads Conductor's index, as YAML and as JSON", () => {
    const flows = [
      { flow: "qa-bot", description: "Simple Q&A", path: "workflows/qa-bot.yaml" },
      { flow: "review", description: null, path: "review.yaml" },
    ];
    const yaml =
      "workflows:\n  qa-bot:\n    description: Simple Q&A\n    path: ./workflows/qa-bot.yaml\nflows:\n  review: { path: review.yaml }\n";
    const json = JSON.stringify({
      workflows: { "qa-bot": { description: "Simple Q&A", path: "workflows/qa-bot.yaml" } },
      flows: { review: { path: "review.yaml" } },
    });
    for (const text of [yaml, json]) expect(parseIndexYaml(text, "index.yaml")).toEqual({ flows, problem: null });
  });

  test.each(["", "# nothing\n", "entries: {}\n", "workflows:\n", '{"schema":1,"flows":[]}'])(
    "%j has no flows, and that is fine",
    (text) => {
      expect(parseIndexYaml(text, "index.yaml")).toEqual({ flows: [], problem: null });
    },
  );

  test.each([
    ["workflows: [\n", "registry-config-invalid"],
    ["- a\n", "registry-config-invalid"],
    ["workflows: []\n", "registry-config-invalid"],
    ["workflows: { a: x.yaml }\n", "registry-config-invalid"],
    ["workflows: { a: {} }\n", "registry-config-invalid"],
    ["workflows: { a: { path: 1 } }\n", "registry-config-invalid"],
    ["workflows: { 'a b': { path: x.yaml } }\n", "registry-config-invalid"],
    ["workflows: { '..': { path: x.yaml } }\n", "registry-config-invalid"],
    ["workflows: { a: { path: x.yaml } }\nflows: { a: { path: y.yaml } }\n", "registry-config-invalid"],
    ["workflows: { a: { path: ../x.yaml } }\n", "registry-unsafe"],
    ["workflows: { a: { path: /etc/passwd } }\n", "registry-unsafe"],
    ["workflows: { a: { path: 'C:\\x.yaml' } }\n", "registry-unsafe"],
    ["workflows: { a: { path: '.git/config' } }\n", "registry-unsafe"],
    ["workflows: { a: { path: . } }\n", "registry-unsafe"],
    ['workflows: { a: { path: "x\\u0000.yaml" } }\n', "registry-unsafe"],
  ])("%j is refused as a whole: %s", (text, code) => {
    expect(parseIndexYaml(`workflows_: 1\n${text}`.replace(/^workflows_: 1\n(?=[-[])/, ""), "index.yaml")).toMatchObject({
      flows: [],
      problem: { code, path: "index.yaml" },
    });
  });

  test("no text makes it throw, and no path that it gives leads out of the registry", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.record({ path: fc.string() }).map((value) => JSON.stringify({ workflows: { a: value } })),
        ),
        (text) => {
          const { flows } = parseIndexYaml(text, "index.yaml");
          for (const { path } of flows) expect(path.split("/").some((part) => part === ".." || part === "")).toBe(false);
        },
      ),
    );
  });
});
