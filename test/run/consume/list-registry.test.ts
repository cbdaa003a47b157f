import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Offering } from "../../../src/plan/consumer/offer.ts";
import { DEFAULT_RESOLVE } from "../../../src/run/consume/context.ts";
import { listRegistry } from "../../../src/run/consume/list-registry.ts";
import { flowYaml, type TestRegistry } from "../../support/registry.ts";
import { createConsumer, createIndexed, createTeam, createTwins, listed, writeFiles } from "./offered.ts";

let team: TestRegistry;

beforeAll(() => {
  team = createTeam();
});

afterAll(() => {
  team.cleanup();
});

function namesOf({ flows }: Offering): readonly object[] {
  return flows.map(({ flow, latest, tagged, description, versions }) => ({
    flow,
    latest,
    tagged,
    description,
    versions: versions.map(({ version, kind, yanked, deprecated }) =>
      [version, kind, ...(yanked === null ? [] : ["yanked"]), ...(deprecated === null ? [] : ["deprecated"])].join(" "),
    ),
  }));
}

test("a registry is listed with versions, kinds, marks, the newest file's description, and where it comes from", async () => {
  const { open, notices } = createConsumer(listed("git", { team }, "team"));
  const offer = await listRegistry(await open(), "team", DEFAULT_RESOLVE);
  expect(offer.origin).toMatchObject({
    name: "team",
    isDefault: true,
    type: "git",
    url: team.dir,
    branch: "main",
    commit: team.head(),
    stale: false,
  });
  expect(namesOf(offer)).toEqual([
    { flow: "chat/agent", latest: "1.0.0", tagged: false, description: "The Chat flow", versions: ["1.0.0 stable"] },
    {
      flow: "code_review",
      latest: "1.1.0",
      tagged: true,
      description: "Reviews, as of 1.2.0",
      versions: ["1.0.0 stable deprecated", "1.1.0 stable", "1.2.0 stable yanked", "2.0.0-orbit variant", "2.0.0-rc.1 prerelease"],
    },
  ]);
  expect(notices).toEqual([]);
});

test("what was listed once is listed without network too, with its age", async () => {
  const { open, time, notices } = createConsumer(listed("git", { team }, "team"));
  const first = await listRegistry(await open(), null, DEFAULT_RESOLVE);
  expect(Date.parse(first.origin.askedAt ?? "")).toBeLessThanOrEqual(time.now());
  time.pass(3600);
  const second = await listRegistry(await open(), null, { ...DEFAULT_RESOLVE, offline: true });
  expect(namesOf(second)).toEqual(namesOf(first));
  expect(second.origin).toMatchObject({ stale: true, askedAt: first.origin.askedAt });
  expect(notices.map(({ code }) => code)).toEqual(["answer-stale"]);
});

test("a registry that was never asked cannot be listed without network", async () => {
  const { open } = createConsumer(listed("git", { team }, "team"));
  await expect(listRegistry(await open(), null, { ...DEFAULT_RESOLVE, offline: true })).rejects.toMatchObject({ code: "offline-missing" });
});

test("flows of index.yaml have the repository's tags as versions, and are described by it or by their file", async () => {
  const { open } = createConsumer(listed("git", { conductor: createIndexed() }));
  const offer = await listRegistry(await open(), "conductor", DEFAULT_RESOLVE);
  const versions = ["1.0.0 stable", "1.1.0 stable"];
  expect(namesOf(offer)).toEqual([
    { flow: "plain", latest: "1.1.0", tagged: true, description: "Is plain", versions },
    { flow: "qa-bot", latest: "1.1.0", tagged: true, description: "Answers questions", versions },
  ]);
});

test("a folder is listed as it lies on disk", async () => {
  const { open, folder } = createConsumer(listed("path", { mine: "./mine" }));
  writeFiles(join(folder, "mine"), { "chat/1.0.0.yml": flowYaml({ name: "Chat" }), "chat/1.1.0.yml": "no: flow\n" });
  const offer = await listRegistry(await open(), "mine", DEFAULT_RESOLVE);
  expect(namesOf(offer)).toMatchObject([{ flow: "chat", latest: "1.1.0", tagged: false, description: null }]);
  expect(offer.origin).toMatchObject({ type: "path", url: join(folder, "mine"), branch: null, commit: null, askedAt: null, stale: false });
});

test("a flow of two roots is listed twice, and once where a root is chosen", async () => {
  const { open } = createConsumer(listed("git", { team: createTwins() }));
  const places = async (root: string | null): Promise<readonly object[]> =>
    (await listRegistry(await open(), "team", { ...DEFAULT_RESOLVE, root })).flows.map(({ flow, root: own, description }) => [
      flow,
      own,
      description,
    ]);
  await expect(places(null)).resolves.toEqual([
    ["chat", "flows", "Of flows"],
    ["chat", "lab", "Of lab"],
  ]);
  await expect(places("lab")).resolves.toEqual([["chat", "lab", "Of lab"]]);
});

test("an empty folder offers nothing", async () => {
  const { open, folder } = createConsumer(listed("path", { mine: "./mine" }));
  mkdirSync(join(folder, "mine"));
  await expect(listRegistry(await open(), "mine", DEFAULT_RESOLVE)).resolves.toMatchObject({ flows: [] });
});

test.each([
  [null, "registry-unknown"],
  ["taem", "registry-unknown"],
  ["", "reference-invalid"],
  ["1.0.0", "reference-invalid"],
  ["https://host.example/a/b", "reference-invalid"],
])("the registry %j fails with %s", async (name, code) => {
  const { open } = createConsumer(listed("path", { team: "./mine" }));
  await expect(listRegistry(await open(), name, DEFAULT_RESOLVE)).rejects.toMatchObject({ code });
});
