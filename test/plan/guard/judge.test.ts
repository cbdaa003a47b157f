import { SemVer } from "semver";
import { expect, test } from "vitest";
import { judge, proposeNumber, type Measure } from "../../../src/plan/guard/judge.ts";
import { createReader, type ReadableDocument } from "../../../src/plan/guard/scene.ts";
import { settingsFor } from "../../../src/changes/settings.ts";
import { DEFAULT_GUARD } from "../../../src/config/guard.ts";
import { PRERELEASE_WORDS } from "../../../src/model/version.ts";
import { flow } from "./pull.ts";

const MEASURE: Measure = { format: null, settings: settingsFor(DEFAULT_GUARD, "", "chat"), prereleaseWords: PRERELEASE_WORDS };
const TEXTS = {
  old: flow(),
  tool: flow({ tools: ["grep", "run_command"] }),
  required: flow({ inputs: { goal: "required" } }),
  broken: "a: [",
  allowed: flow({
    comment:
      "flow-tagbot: allow tool-added run_command: fine\n# flow-tagbot: allow capability-gained: fine\n# flow-tagbot: allow input-removed: why",
    tools: ["grep", "run_command"],
  }),
};
type Name = keyof typeof TEXTS;

const read = createReader(new Map(Object.entries(TEXTS).map(([name, text]) => [name, Buffer.from(text)])));

function document(name: Name): ReadableDocument {
  const found = read(name);
  if (found?.kind !== "read") throw new Error(`${name} cannot be read`);
  return found;
}

test("A step is judged by its changes, its graph and what the newer file allows", () => {
  const step = judge(document("old"), document("tool"), MEASURE);
  expect(step).toMatchObject({ required: "minor", unused: [], gained: [{ name: "run_command" }] });
  expect(step.graph?.nodes.length).toBeGreaterThan(0);
  const allowed = judge(document("old"), document("allowed"), MEASURE);
  expect(allowed).toMatchObject({ required: "none", gained: [], unused: [{ rule: "input-removed" }] });
});

test("A format without a graph has none, and the wanted format is taken", () => {
  expect(judge(document("old"), document("tool"), { ...MEASURE, format: "generic" })).toMatchObject({
    graph: null,
    comparison: { profile: "generic" },
  });
  expect(judge(document("old"), document("old"), MEASURE)).toMatchObject({ required: "none", hits: [] });
});

test.each<
  [what: string, name: Name, from: string, bump: "patch" | "minor" | "major", known: Readonly<Record<string, Name>>, proposed: string]
>([
  ["the next one", "tool", "1.0.0", "minor", { "1.0.0": "old" }, "1.1.0"],
  ["one that is free", "tool", "1.0.0", "minor", { "1.0.0": "old", "1.1.0": "tool" }, "1.2.0"],
  ["one that takes what is lost since", "old", "1.0.0", "minor", { "1.0.0": "old", "1.1.0": "tool", "1.2.0": "tool" }, "2.0.0"],
  ["one that is free, then takes what is lost since", "old", "1.0.0", "patch", { "1.0.0": "old", "1.0.1": "required" }, "2.0.0"],
  ["one after what cannot be read", "tool", "1.0.0", "minor", { "1.0.0": "old", "1.1.0": "broken" }, "1.2.0"],
  ["one before what came later", "old", "1.0.0", "patch", { "1.0.0": "old", "1.1.0": "tool" }, "1.0.1"],
])("The proposed number is %s", (_, name, from, bump, known, proposed) => {
  const versions = Object.entries(known).map(([version, blob]) => ({
    version,
    semver: new SemVer(version),
    path: `chat/${version}.yml`,
    tag: null,
    blob,
    published: true,
  }));
  expect(proposeNumber(document(name), new SemVer(from), bump, versions, MEASURE, read)).toBe(proposed);
});
