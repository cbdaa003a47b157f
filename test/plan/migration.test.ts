import { expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../../src/config/config.ts";
import { planMigration } from "../../src/plan/migration.ts";
import { discover } from "../../src/registry/discover.ts";

function plan(paths: readonly string[]): ReturnType<typeof planMigration> {
  const entries = paths.map((path) => ({ mode: "100644", oid: "0".repeat(40), path }));
  return planMigration(discover(entries, { ...DEFAULT_CONFIG, roots: [{ path: "flows", tag: DEFAULT_CONFIG.tag }] }), "1.0.0");
}

test("a flat file becomes the first version of its flow, with its extension", () => {
  expect(plan(["flows/a.yml", "flows/b.yaml", "flows/c/1.0.0.yml"])).toEqual({
    moves: [
      { flow: "a", from: "flows/a.yml", to: "flows/a/1.0.0.yml" },
      { flow: "b", from: "flows/b.yaml", to: "flows/b/1.0.0.yaml" },
    ],
    left: [],
  });
});

test("a flat file whose flow has versions, or whose twin is moved, stays", () => {
  const { moves, left } = plan(["flows/a.yml", "flows/a/2.0.0.yml", "flows/b.yaml", "flows/b.yml"]);
  expect(moves.map(({ from }) => from)).toEqual(["flows/b.yaml"]);
  expect(left.map(({ path }) => path)).toEqual(["flows/a.yml", "flows/b.yml"]);
});

test("a flat file whose name no flow can have stays", () => {
  const { moves, left } = plan(["flows/-a.yml", "flows/it is.yml", "flows/ok.yml"]);
  expect(moves.map(({ from }) => from)).toEqual(["flows/ok.yml"]);
  expect(left.map(({ path }) => path)).toEqual(["flows/-a.yml", "flows/it is.yml"]);
});
