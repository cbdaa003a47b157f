import { expect, test } from "vitest";
import { toDigest } from "../../../src/model/digest.ts";
import { components, conductor, createDependent, lockHere, openApp, publish } from "./lock-team.ts";
import { createRegistry } from "../../support/registry.ts";

test("prompts, schemas and other flows are those of the flow's own commit", async () => {
  const registry = createDependent();
  const consumer = openApp(registry, "review: review\nmain: main#^1\n");
  // What comes later is of no concern.
  registry.write("prompts/plan/1.9.0.yml", "text: later\n");
  registry.commit("Add a prompt");
  const { lock } = await lockHere(await consumer.open());
  expect(lock.flows.get("review")?.locked).toMatchObject({
    prompts: [{ id: "plan", range: "^1.0.0", found: { version: "1.1.0", path: "prompts/plan/1.1.0.yml" } }],
    schemas: [{ id: "verdict", range: "1.0.0", found: { path: "schemas/verdict/1.0.0.json" } }],
  });
  expect(lock.flows.get("main")?.locked).toMatchObject({
    uses: [{ written: "writer#^1", reference: "writer#^1" }],
    workflows: [{ path: "common/letter.yaml" }, { path: "flows/tail/parts/x.yaml" }],
  });
  // The writer runs main without a range, which is another reference; that one runs the writer, and there it ends.
  expect([...lock.dependencies].map(([reference, { uses }]) => [reference, uses.map((use) => use.reference)])).toEqual([
    ["writer#^1", ["main"]],
    ["main", ["writer#^1"]],
  ]);
});

test("a commit from before the registry said where prompts lie is read as its newest one says", async () => {
  const registry = createRegistry();
  registry.write("prompts/plan/1.0.0.yml", "text: one\n");
  publish(registry, "review", "1.0.0", components("^1.0.0"));
  registry.write(".github/flow-tagbot.yml", "roots:\n  - path: flows\nprompts: prompts/{id}/{version}.yml\n");
  registry.write("prompts/plan/1.1.0.yml", "text: two\n");
  registry.commit("Say where prompts lie");
  const { lock } = await lockHere(await openApp(registry, "review: review\n").open());
  expect(lock.flows.get("review")?.locked).toMatchObject({
    prompts: [{ id: "plan", found: { version: "1.0.0", digest: toDigest(Buffer.from("text: one\n")) } }],
    schemas: [{ id: "verdict", range: "1.0.0", found: null }],
  });
});

test.each([
  ["a range that nothing satisfies", components("^3.0.0"), "range-unsatisfied"],
  ["a file that is not in the commit", conductor("../gone.yaml"), "version-file-missing"],
  ["a reference that cannot be read", conductor("a@b@c"), "reference-invalid"],
  ["a flow that its registry does not have", conductor("nobody"), "flow-unknown"],
])("%s keeps a flow from being locked", async (_, text, code) => {
  const registry = createDependent();
  publish(registry, "broken", "1.0.0", text);
  await expect(lockHere(await openApp(registry, "broken: broken\n").open())).rejects.toMatchObject({ code });
});

test("what only a run can tell is a notice", async () => {
  const registry = createDependent();
  publish(registry, "dynamic", "1.0.0", conductor("{{ workflow.input.flow }}"));
  const app = openApp(registry, "dynamic: dynamic\n");
  const { lock } = await lockHere(await app.open());
  expect(lock.flows.get("dynamic")?.locked.uses).toEqual([]);
  expect(app.notices).toMatchObject([{ code: "reference-invalid", severity: "warning" }]);
});
