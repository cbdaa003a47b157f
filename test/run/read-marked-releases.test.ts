import { expect, test } from "vitest";
import type { ReleaseIndex } from "../../src/forge/port.ts";
import type { ReleaseState } from "../../src/model/release.ts";
import { BANNER_START } from "../../src/notes/banner.ts";
import { readMarkedReleases } from "../../src/run/read-marked-releases.ts";
import { toSnapshot, type Scenario } from "../plan/snapshot.ts";

const ENTRY = { flow: "chat", root: null, reason: "Wrong" };

/** Tags that were read, of releases that are in these states and have these texts. */
async function read(
  scenario: Scenario,
  state: (tag: string) => ReleaseState,
  { texts = {}, resync = false }: { readonly texts?: Readonly<Record<string, string>>; readonly resync?: boolean } = {},
): Promise<readonly string[]> {
  const asked: string[] = [];
  const index: ReleaseIndex = {
    state,
    find: (tag) => {
      asked.push(tag);
      return Promise.resolve({ tag, title: tag, body: texts[tag] ?? "", draft: false, prerelease: false, url: null });
    },
    beginning: (start) => Promise.resolve(new Set(Object.keys(texts).filter((tag) => texts[tag]?.startsWith(start)))),
    complete: false,
  };
  const found = await readMarkedReleases(index, { ...toSnapshot(scenario), resync });
  expect([...found.keys()]).toEqual(asked);
  return asked;
}

function versions(count: number): Scenario {
  const names = Array.from({ length: count }, (_, minor) => `1.${minor}.0`);
  return {
    landings: names.map((name) => ({ [`chat/${name}.yml`]: name })),
    tags: Object.fromEntries(names.map((name, index) => [`chat-v${name}`, index])),
  };
}

test("without marks nothing is looked up", async () => {
  expect(await read(versions(3), () => "unknown")).toEqual([]);
  expect(await read(versions(3), () => "published")).toEqual([]);
});

test("releases of marked versions are read, and those that have a banner", async () => {
  const scenario = { ...versions(4), config: { yanked: [{ ...ENTRY, version: "1.1.0" }] } };
  const texts = { "chat-v1.3.0": `${BANNER_START} yanked -->`, "chat-v1.0.0": "Notes" };
  expect(await read(scenario, () => "published", { texts })).toEqual(["chat-v1.1.0", "chat-v1.3.0"]);
  expect(await read(scenario, (tag) => (tag === "chat-v1.1.0" ? "missing" : "draft"), { texts })).toEqual(["chat-v1.3.0"]);
  expect(await read(scenario, () => "unfinished", { texts })).toEqual([]);
});

test("releases of withdrawn versions are read as far as they are known", async () => {
  const scenario: Scenario = {
    landings: [{ "chat/1.0.0.yml": "1", "chat/2.0.0.yml": "2" }, { "chat/1.0.0.yml": null }],
    tags: { "chat-v1.0.0": 0 },
  };
  expect(await read(scenario, () => "published")).toEqual(["chat-v1.0.0"]);
  expect(await read(scenario, () => "unknown")).toEqual([]);
});

test("of those that are not known so far, 50 are looked up: the yanked ones, then the newest", async () => {
  const scenario = {
    ...versions(60),
    config: {
      yanked: [{ ...ENTRY, version: "1.0.0" }],
      deprecated: [{ ...ENTRY, versions: null, since: null, use: null }],
    },
  };
  const tags = await read(scenario, () => "unknown");
  expect([tags.length, tags[0], tags[1], tags.at(-1)]).toEqual([50, "chat-v1.0.0", "chat-v1.59.0", "chat-v1.11.0"]);
  expect(await read({ ...scenario, tags: {} }, () => "unknown")).toEqual([]);
});

test("with resync all are read that were looked up", async () => {
  const state = (tag: string): ReleaseState => (tag === "chat-v1.1.0" ? "missing" : "published");
  expect(await read(versions(3), state, { resync: true })).toEqual(["chat-v1.0.0", "chat-v1.2.0"]);
});
