import { expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../../../src/config/config.ts";
import { findRelevant } from "../../../src/plan/guard/relevant.ts";
import { discover } from "../../../src/registry/discover.ts";
import type { Registry } from "../../../src/registry/version-file.ts";

function registryOf(...paths: readonly string[]): Registry {
  return discover(
    paths.map((path) => ({ mode: "100644", oid: "1".repeat(40), path })),
    DEFAULT_CONFIG,
  );
}

test("all versions of a flow count as soon as one changes, those of the base first; other flows do not", () => {
  const base = registryOf("a/1.0.0.yml", "a/1.1.0.yml", "b/1.0.0.yml");
  const head = registryOf("a/1.1.0.yml", "a/2.0.0.yml", "b/1.0.0.yml");
  const found = findRelevant({ base, head }, ["a/1.0.0.yml", "a/2.0.0.yml", "c/1.0.0.yml", "b.yml"]);
  expect(found.map(({ path }) => path)).toEqual(["a/1.0.0.yml", "a/1.1.0.yml", "a/1.1.0.yml", "a/2.0.0.yml"]);
  expect(findRelevant({ base, head }, [])).toEqual([]);
});
