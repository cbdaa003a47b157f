import { expect, test } from "vitest";
import { moveIntoFolder, renameFlow, renameVersionFile } from "../../src/manual/rename.ts";
import type { Trouble, WayOut } from "../../src/manual/way-out.ts";
import type { PlannedVersion } from "../../src/model/plan.ts";
import { createClone } from "./clone.ts";
import { context, plan, version } from "./sample-plan.ts";

test.each<[string, (trouble: Trouble) => WayOut | null, Partial<PlannedVersion>, string]>([
  ["a misnamed file", renameVersionFile, { path: "flows/a/v1.2.yml" }, "flows/a/1.2.0.yml"],
  [
    "a flow with spaces and accents",
    renameFlow,
    { flow: "Révue de code!", path: "flows/Révue de code!/1.0.0.yml" },
    "flows/Revue_de_code/1.0.0.yml",
  ],
  ["a flow that looks like wildcards and options", renameFlow, { flow: ":x/-*", path: ":x/-*/1.0.0.yml" }, "x/flow/1.0.0.yml"],
  ["a flow whose name is taken", renameFlow, { flow: "Chat", path: "flows/Chat/1.0.0.yml" }, "flows/Chat_2/1.0.0.yml"],
  ["a file without a folder of its own", moveIntoFolder, { flow: "", path: "flows/1.0.0.yml" }, "flows/my_flow/1.0.0.yml"],
])("The pasted commands rename %s", (_, rename, part, to) => {
  const { paste, publish } = createClone();
  const planned = version({ ...part, state: "blocked", tag: null });
  publish(`mkdir -p './${planned.path.slice(0, planned.path.lastIndexOf("/"))}'`, `echo one > './${planned.path}'`);
  paste(rename({ version: planned, plan: plan({ versions: [planned] }), context, actions: [] })?.commands ?? []);
  expect(paste(["git ls-files"]).trim()).toBe(to);
  expect(paste(["git -C ../remote.git for-each-ref --format='%(refname:short)' 'refs/heads/fix-*'"])).toMatch(/^fix-/);
});

test("A file whose right name cannot be told is not renamed", () => {
  const planned = version({ path: "flows/a/readme.yml" });
  expect(renameVersionFile({ version: planned, plan: plan({}), context, actions: [] })).toBeNull();
});
