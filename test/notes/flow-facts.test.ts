import { expect, test } from "vitest";
import { settingsFor } from "../../src/changes/settings.ts";
import { DEFAULT_GUARD } from "../../src/config/guard.ts";
import { PRERELEASE_WORDS } from "../../src/model/version.ts";
import type { FlowFacts } from "../../src/model/notes-facts.ts";
import { toFlowFacts } from "../../src/notes/flow-facts.ts";
import { parseYaml } from "../../src/registry/parse-yaml.ts";

const JUDGEMENT = { settings: settingsFor(DEFAULT_GUARD, "", "chat"), format: null, prerelease: PRERELEASE_WORDS };

const FLOW = `version: v1
environment: ambient
components:
  - name: planner
    type: AgentComponent
    prompt_id: plan
    toolset: [read_file]
routers:
  - from: planner
    to: end
flow:
  entry_point: planner
`;

function facts(before: string | null, after: string, versions: readonly [string, string] = ["1.0.0", "1.1.0"]): FlowFacts | null {
  const [previous, version] = versions;
  return toFlowFacts(
    { version, yaml: parseYaml(after) },
    before === null ? null : { version: previous, yaml: parseYaml(before) },
    JUDGEMENT,
  );
}

test("a tool more is a capability and a minor change", () => {
  const found = facts(FLOW, FLOW.replace("[read_file]", "[read_file, grep]"));
  expect(found).toMatchObject({ requiredBump: "minor", needs: null, gained: [{ kind: "tool", name: "grep" }], lost: [], summary: [] });
  expect(found?.changes).toMatchObject([{ breaking: false, rule: "tool-added", kind: "added" }]);
});

test("a number that promises less is told", () => {
  const after = FLOW.replace("[read_file]", "[read_file, grep]");
  expect(facts(FLOW, after, ["1.0.0", "1.0.1"])?.needs).toBe("1.1.0");
  expect(facts(FLOW, FLOW.replace("ambient", "chat"), ["1.0.0", "1.1.0"])).toMatchObject({ requiredBump: "major", needs: "2.0.0" });
});

test("what the file allows is told with its reason, and counts for nothing", () => {
  const after = `# flow-tagbot: allow environment-changed: nobody uses it\n${FLOW.replace("ambient", "chat")}`;
  const found = facts(FLOW, after);
  expect(found?.requiredBump).toBe("none");
  expect(found?.changes).toMatchObject([{ breaking: false, rule: "environment-changed" }]);
  expect(found?.changes[0]?.text).toContain("(allowed: nobody uses it)");
});

test("the graph is there when the way through the flow changed, and for a first version with a summary", () => {
  expect(facts(FLOW, FLOW.replace("[read_file]", "[read_file, grep]"))?.graph).toBeNull();
  expect(facts(FLOW, FLOW.replace("ambient", "chat"))?.graph).toBeNull();
  expect(facts(FLOW, FLOW.replaceAll("planner", "thinker"))?.graph).toContain("thinker");
  const first = facts(null, FLOW);
  expect(first).toMatchObject({ requiredBump: null, changes: [] });
  expect(first?.graph).toContain("planner → end");
  expect(first?.summary).toContain("Tools: read_file");
});

test.each([
  ["the version", FLOW, "a: 1\na: 2\n"],
  ["its predecessor", "a: [\n", FLOW],
])("when %s cannot be read, nothing is told", (_what, before, after) => {
  expect(facts(before, after)).toBeNull();
});

test("the same content is no change", () => {
  expect(facts(FLOW, `# a comment\n${FLOW}`)).toMatchObject({ requiredBump: "none", changes: [], graph: null });
});
