import { expect, test } from "vitest";
import { checkReferences } from "../../src/plan/guard/check-references.ts";
import { discover } from "../../src/registry/discover.ts";
import { readTree } from "../../src/git/read-tree.ts";
import { readReferencing } from "../../src/run/read-referencing.ts";
import { createRegistry } from "../support/registry.ts";
import { openRequest } from "./open.ts";

test("versions are found by the files that they reference, those of other flows are not even read", async () => {
  const registry = createRegistry();
  registry.write("flows/a/1.0.0.yml", "f: x.md\n");
  registry.write("flows/a/1.1.0.yml", "f: y.md\n");
  registry.write("flows/a/x.md", "x");
  registry.write("flows/a/y.md", "y");
  registry.write("flows/b/1.0.0.yml", "f: x.md\n");
  registry.write("flows/b/x.md", "x");
  const head = registry.commit("Add a and b");
  const { repository, config } = await openRequest(registry.dir);
  const base = { commit: head, entries: await readTree(repository.git, head, []) };
  const found = await readReferencing(repository, config, base, ["flows/a/x.md", "flows/b/1.0.0.yml"]);
  expect(found.map(({ file, files: referenced }) => [file.path, referenced])).toEqual([
    ["flows/a/1.0.0.yml", ["flows/a/x.md"]],
    ["flows/a/1.1.0.yml", ["flows/a/y.md"]],
  ]);
  expect(await readReferencing(repository, config, base, ["flows/a/1.0.0.yml", "flows/a/1.0.0.md"])).toEqual([]);

  const changed = [{ path: "flows/a/x.md", before: registry.blob("flows/a/x.md"), after: null }];
  const findings = checkReferences({
    references: found,
    changed,
    config,
    branch: "main",
    remote: null,
    base: { commit: head, registry: discover(base.entries, config) },
    head: { commit: null, registry: discover(base.entries, config) },
  });
  expect(findings).toMatchObject([{ id: "published-edited", severity: "error", version: "1.0.0", path: "flows/a/x.md" }]);
});
