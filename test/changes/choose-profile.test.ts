import { expect, test } from "vitest";
import { chooseProfile, PROFILES } from "../../src/changes/choose-profile.ts";
import { parsePattern } from "../../src/changes/pattern.ts";
import { read, RESEARCH, REVIEW } from "./documents.ts";

test.each([
  ["a flow of the registry", REVIEW, "flow-registry"],
  ["one without routers", "components: []\nflow: {}", "flow-registry"],
  ["a workflow", RESEARCH, "conductor"],
  ["components that are no list", "components: {}\nflow: {}", "generic"],
  ["a workflow without agents", "workflow: {}", "generic"],
  ["a list", "[1]", "generic"],
  ["nothing", "", "generic"],
])("%s is known by its shape", (_, text, id) => {
  expect(chooseProfile(read(text), null).id).toBe(id);
});

test("a wanted format is taken whatever the shape", () => {
  expect(chooseProfile(read(REVIEW), "generic").id).toBe("generic");
  expect(chooseProfile(read("[1]"), "conductor").id).toBe("conductor");
});

test.each(PROFILES.map((profile) => [profile.id, profile] as const))(
  "the patterns of %s are well formed and none hides another",
  (_, profile) => {
    const patterns = [
      ...profile.meanings,
      ...profile.collections,
      ...profile.collections.flatMap(({ references }) => references ?? []),
      ...profile.graph.edges,
    ].map(({ at }) => at);
    for (const pattern of patterns) expect(pattern).toMatch(/^[a-z_]+(\.([a-z_]+|\*|\{(owner|name|both)\}))*(\.\*\*)?$/);
    const same = (list: readonly { readonly at: string }[]): readonly string[] =>
      list
        .map(({ at }) => parsePattern(at))
        .map(({ segments, isOpen }) => `${segments.map((segment) => segment.replace(/^\{.*/, "*")).join(".")} ${isOpen}`);
    expect(new Set(same(profile.meanings)).size).toBe(profile.meanings.length);
    expect(new Set(same(profile.collections)).size).toBe(profile.collections.length);
  },
);
