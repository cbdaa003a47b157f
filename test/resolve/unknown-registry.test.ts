import { expect, test } from "vitest";
import { unknownRegistry } from "../../src/resolve/unknown-registry.ts";
import type { Registries } from "../../src/resolve/source.ts";

function registries(...names: readonly string[]): Registries {
  const entries = names.map((name) => [name, { name, type: "github" as const, source: `acme/${name}`, root: null }] as const);
  return { default: null, entries: new Map(entries), requestVersion: "latest" };
}

test.each([
  ["taem", ["team", "other"], "There are: team, other.", "Did you mean team?"],
  ["x", ["team"], "There is: team.", "flow-tagbot registry add x <source>"],
  ["x", [], "No registry is configured.", "flow-tagbot registry add x <source>"],
])("%s, where there are %j, is told with what there is", (name, names, message, fix) => {
  const failure = unknownRegistry(name, registries(...names));
  expect(failure.code).toBe("registry-unknown");
  expect(failure.message).toContain(message);
  expect(failure.problems[0].fix).toContain(fix);
});
