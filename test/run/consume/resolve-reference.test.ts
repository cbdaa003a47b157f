import { readFile, rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Failure } from "../../../src/model/failure.ts";
import { createRegistry, type TestRegistry } from "../../support/registry.ts";
import { openConsumer } from "./consumer.ts";
import { serve } from "./serve.ts";

/** Flows below `flows`, of which `qa-bot` has tags of its own, and a registry that flow-tagbot never touched in all else. */
interface Team extends TestRegistry {
  readonly bare: string;
  readonly commits: Readonly<Record<string, string>>;
}

function createTeam(): Team {
  const registry = createRegistry();
  registry.write(".github/flow-tagbot.yml", "roots:\n  - path: flows\nyanked:\n  - { flow: qa-bot, version: 1.3.0, reason: Leaks }\n");
  registry.write("flows/chat/agent/1.0.0.yml", "name: agent\n");
  const commits: Record<string, string> = {};
  for (const version of ["1.2.0", "1.2.3", "1.3.0", "2.0.0-rc.1", "2.0.0-orbit", "2.1.0-orbit"]) {
    registry.write(`flows/qa-bot/${version}.yml`, `version: v1\nname: ${version}\n`);
    commits[version] = registry.commit(version);
    registry.tag(`qa-bot-v${version}`);
  }
  registry.tag("chat/agent-v1.0.0");
  registry.branch("feature/x");
  registry.write("flows/qa-bot/3.0.0.yml", "name: 3.0.0\n");
  commits["feature/x"] = registry.commit("feature");
  registry.checkout("main");
  registry.branch("both");
  registry.tag("both");
  registry.checkout("main");
  return { ...registry, bare: serve(registry), commits };
}

let team: Team;

beforeAll(() => {
  team = createTeam();
});

afterAll(() => {
  team.cleanup();
});

describe("the table of references", () => {
  const ROWS: readonly (readonly [string, string | null, string, string | null])[] = [
    ["qa-bot", "1.2.3", "1.2.3", "qa-bot-v1.2.3"],
    ["qa-bot@team", "1.2.3", "1.2.3", "qa-bot-v1.2.3"],
    ["qa-bot@#v1.2.3", "1.2.3", "1.2.3", "qa-bot-v1.2.3"],
    ["qa-bot#v1.2.0", "1.2.0", "1.2.0", "qa-bot-v1.2.0"],
    ["qa-bot#1.2.0", "1.2.0", "1.2.0", "qa-bot-v1.2.0"],
    ["qa-bot#^1.2", "1.2.3", "1.2.3", "qa-bot-v1.2.3"],
    ["qa-bot#~1.2.0", "1.2.3", "1.2.3", "qa-bot-v1.2.3"],
    ["qa-bot#1.x", "1.2.3", "1.2.3", "qa-bot-v1.2.3"],
    ["qa-bot#>=1 <2", "1.2.3", "1.2.3", "qa-bot-v1.2.3"],
    ["qa-bot#>=1,<2", "1.2.3", "1.2.3", "qa-bot-v1.2.3"],
    ["qa-bot#latest", "1.2.3", "1.2.3", "qa-bot-v1.2.3"],
    ["qa-bot#1.3.0", "1.3.0", "1.3.0", "qa-bot-v1.3.0"],
    ["qa-bot#2.0.0-orbit", "2.0.0-orbit", "2.0.0-orbit", "qa-bot-v2.0.0-orbit"],
    ["qa-bot#^2.0.0-orbit", "2.1.0-orbit", "2.1.0-orbit", "qa-bot-v2.1.0-orbit"],
    ["qa-bot#2.0.0-rc.1", "2.0.0-rc.1", "2.0.0-rc.1", "qa-bot-v2.0.0-rc.1"],
    ["qa-bot#main", "1.3.0", "2.1.0-orbit", null],
    ["qa-bot#feature/x", "3.0.0", "feature/x", null],
    ["qa-bot#refs/heads/feature/x", "3.0.0", "feature/x", null],
    ["qa-bot#refs/tags/both", "1.3.0", "2.1.0-orbit", "both"],
    ["qa-bot#refs/tags/qa-bot-v1.2.0", "1.2.0", "1.2.0", "qa-bot-v1.2.0"],
    ["qa-bot#qa-bot-v1.2.0", "1.2.0", "1.2.0", "qa-bot-v1.2.0"],
    ["chat/agent#1.0.0", "1.0.0", "2.1.0-orbit", "chat/agent-v1.0.0"],
    ["chat/agent", "1.0.0", "2.1.0-orbit", "chat/agent-v1.0.0"],
  ];

  test("each row is the version, commit and tag that it says, and the bytes that are there", async () => {
    const consumer = await openConsumer({ team: team.bare });
    const found = [];
    const texts = new Map<string, string>();
    for (const [text] of ROWS) {
      const flow = await consumer.resolve(text);
      expect(flow).toMatchObject({ reference: text, root: "flows", staleSince: null });
      const object = `${flow.commit ?? ""}:${flow.path}`;
      const expected = texts.get(object) ?? `${team.git("show", object)}\n`;
      texts.set(object, expected);
      expect(await readFile(flow.file, "utf8"), text).toBe(expected);
      found.push([text, flow.version, flow.commit, flow.tag]);
    }
    expect(found).toEqual(ROWS.map(([text, version, at, tag]) => [text, version, team.commits[at], tag]));
    expect(consumer.asked.filter((question) => question === "refs")).toEqual(["refs"]);
  });

  test("commits are found by 7 digits and more", async () => {
    const consumer = await openConsumer({ team: team.bare });
    const commit = team.commits["1.2.0"] ?? "";
    for (const digits of [commit.slice(0, 7), commit.slice(0, 12), commit])
      expect(await consumer.resolve(`qa-bot#${digits}`)).toMatchObject({
        version: "1.2.0",
        commit,
        tag: null,
        path: "flows/qa-bot/1.2.0.yml",
      });
  });

  const ERRORS: readonly (readonly [string, string, RegExp])[] = [
    ["qa-bot@taem", "registry-unknown", /column 8.*team/],
    ["qa-bto", "flow-unknown", /column 1:.*qa-bot/],
    ["agent", "flow-unknown", /chat\/agent/],
    ["qa-bot#1.2.9", "version-unknown", /column 8.*1\.2\.3/],
    ["qa-bot#^3", "range-unsatisfied", /2\.|1\.2\.3/],
    ["qa-bot#~1.3.0", "range-unsatisfied", /column 8.*yanked/],
    ["qa-bot#both", "ref-ambiguous", /refs\/heads\/both/],
    ["qa-bot#feature/y", "ref-unknown", /feature\/x/],
    ["qa-bot#refs/heads/qa-bot-v1.2.0", "ref-unknown", /./],
    ["qa-bot#ABCDEF0123", "ref-unknown", /#abcdef0123/],
    ["qa-bot#refs/pull/1/head", "ref-unknown", /refs\/heads/],
    ["qa-bot#abcdef0123", "ref-unknown", /abcdef0123/],
    ["qa-bot#", "reference-invalid", /./],
  ];

  test("each mistake has its code, and words that help", async () => {
    const consumer = await openConsumer({ team: team.bare });
    for (const [text, code, words] of ERRORS) {
      const error: unknown = await consumer.resolve(text).catch((reason: unknown) => reason);
      expect(error, text).toMatchObject({ code });
      expect(JSON.stringify(error instanceof Failure ? error.problems : null), text).toMatch(words);
    }
  });

  test("prereleases are taken by ranges only if asked for", async () => {
    const consumer = await openConsumer({ team: team.bare });
    expect(await consumer.resolve("qa-bot", { prerelease: true })).toMatchObject({ version: "2.0.0-rc.1" });
    expect(await consumer.resolve("qa-bot")).toMatchObject({ version: "1.2.3" });
  });

  test("a yanked version that is named is given, with a notice; also from the cache", async () => {
    const consumer = await openConsumer({ team: team.bare });
    expect(await consumer.resolve("qa-bot#1.3.0")).toMatchObject({ yanked: { reason: "Leaks" } });
    const later = await consumer.again();
    expect(await later.resolve("qa-bot#1.3.0")).toMatchObject({ yanked: { reason: "Leaks" }, cached: true });
    expect([...consumer.notices, ...later.notices].map(({ code }) => code)).toEqual(["version-yanked", "version-yanked"]);
  });

  test("without a default registry, one has to be named", async () => {
    const consumer = await openConsumer({ other: team.bare });
    await expect(consumer.resolve("qa-bot")).rejects.toMatchObject({ code: "registry-unknown" });
    expect(await consumer.resolve("qa-bot@other")).toMatchObject({ version: "1.2.3" });
  });
});

describe("without network", () => {
  test("what is pinned and cached needs no network, and opens no way to it", async () => {
    const copy = team.clone({ bare: true });
    const consumer = await openConsumer({ team: copy.dir });
    const commit = team.commits["1.2.0"] ?? "";
    const first = [await consumer.resolve("qa-bot#1.2.3"), await consumer.resolve(`qa-bot#${commit}`)];
    await rm(copy.dir, { recursive: true });
    const later = await consumer.again();
    const second = [await later.resolve("qa-bot#1.2.3"), await later.resolve(`qa-bot#${commit}`)];
    expect(later.asked).toEqual([]);
    expect(second).toEqual(first.map((one) => ({ ...one, cached: true })));
  });

  test("a range takes the last known answer, if that is allowed, and says so", async () => {
    const consumer = await openConsumer({ team: team.bare });
    await consumer.resolve("qa-bot#^1");
    const offline = await consumer.again();
    expect(await offline.resolve("qa-bot#^1.2", { offline: true })).toMatchObject({
      version: "1.2.3",
      cached: true,
    });
    expect((await offline.resolve("qa-bot#^1.2", { offline: true })).staleSince).toMatch(/^20.*Z$/);
    expect(offline.asked).toEqual([]);
    expect(offline.notices).toMatchObject([{ code: "answer-stale", severity: "warning" }]);
    await expect(offline.resolve("qa-bot#1.2.0", { offline: true })).rejects.toMatchObject({ code: "offline-missing" });
    await expect(offline.resolve("qa-bot@team#main", { offline: true })).rejects.toMatchObject({ code: "offline-missing" });
  });

  test("with nothing in the cache, offline fails at once", async () => {
    const consumer = await openConsumer({ team: team.bare });
    await expect(consumer.resolve("qa-bot", { offline: true })).rejects.toMatchObject({ code: "offline-missing" });
    expect(consumer.asked).toEqual([]);
  });
});
