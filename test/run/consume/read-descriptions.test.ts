import { expect, test } from "vitest";
import { DEFAULT_RESOLVE } from "../../../src/run/consume/context.ts";
import { findSource } from "../../../src/run/consume/find-source.ts";
import { openRegistry } from "../../../src/run/consume/open-registry.ts";
import { readDescriptions, summarise } from "../../../src/run/consume/read-descriptions.ts";
import { flowYaml } from "../../support/registry.ts";
import { createConsumer, createTeam, listed } from "./offered.ts";

test("descriptions are kept with the commit, and a note that is none is written anew", async () => {
  const team = createTeam();
  const commit = team.head();
  const { open } = createConsumer(listed("git", { team }, "team"));
  const read = async (note: string | null): Promise<ReadonlyMap<string, string>> => {
    const context = await open();
    const reader = openRegistry(context, findSource(context, { kind: "default" }, null), DEFAULT_RESOLVE);
    if (note !== null) await context.cache.writeNote(reader.source, commit, "descriptions", note);
    return readDescriptions(context, reader, commit, await reader.readFlows());
  };
  const fresh = new Map([
    ["flows/chat/agent", "The Chat flow"],
    ["flows/code_review", "Reviews, as of 1.2.0"],
  ]);
  await expect(read(null)).resolves.toEqual(fresh);
  await expect(read('{"flows/chat/agent":"Kept","flows/code_review":null}')).resolves.toEqual(new Map([["flows/chat/agent", "Kept"]]));
  await expect(read('{"flows/chat/agent":"Kept"}')).resolves.toEqual(new Map([...fresh, ["flows/chat/agent", "Kept"]]));
  await expect(read('{"flows/chat/agent":1}')).resolves.toEqual(fresh);
  await expect(read("{")).resolves.toEqual(fresh);
});

test("flows that are described already are not read", async () => {
  const { open } = createConsumer(listed("git", { team: "https://host.invalid/team" }, "team"));
  const context = await open();
  const reader = openRegistry(context, findSource(context, { kind: "default" }, null), { ...DEFAULT_RESOLVE, offline: true });
  const described = [{ flow: "a", root: null, layout: "index", path: "a.yml", description: "Said", tagged: false, versions: [] } as const];
  await expect(readDescriptions(context, reader, "0".repeat(40), described)).resolves.toEqual(new Map());
});

test.each([
  [Buffer.from(flowYaml({ name: "a", description: "Does it" })), "Does it"],
  [Buffer.from("workflow:\n  name: a\n  description: Asks\n  entry_point: b\nagents: []\n"), "Asks"],
  [Buffer.from("description: 12\n"), "12"],
  [Buffer.from("- a list\n"), null],
  [Buffer.from("{"), null],
  [Buffer.from([0xff, 0xfe, 0x00]), null],
])("%j describes itself as %j", (bytes, description) => {
  expect(summarise(bytes)?.description ?? null).toBe(description);
});
