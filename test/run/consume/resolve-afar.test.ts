import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failure } from "../../../src/model/failure.ts";
import { DEFAULT_RESOLVE } from "../../../src/run/consume/context.ts";
import { closeRegistries } from "../../../src/run/consume/open-registry.ts";
import { resolveReference } from "../../../src/run/consume/resolve-reference.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import { createRegistry, type TestRegistry } from "../../support/registry.ts";
import { openConsumer } from "./consumer.ts";
import { serve } from "./serve.ts";

interface Served extends TestRegistry {
  readonly bare: string;
}

/** Publishes a flow `a` with 1.0.0 and 1.1.0, which uses a prompt; `config` is the registry's configuration. */
function publish(config: string | null = null, template: (version: string) => string = (version) => `a-v${version}`): Served {
  const registry = createRegistry();
  if (config !== null) registry.write(".github/flow-tagbot.yml", config);
  registry.write("flows/a/1.0.0.yml", "name: a\n");
  registry.commit("1.0.0");
  registry.tag(template("1.0.0"));
  registry.write("flows/a/1.1.0.yml", "prompt: p.md\n");
  registry.write("flows/a/p.md", "hello\n");
  registry.commit("1.1.0");
  registry.tag(template("1.1.0"));
  registry.write("README.md", "flows\n");
  registry.commit("readme");
  return { ...registry, bare: serve(registry) };
}

/** For tests that change nothing in it. */
let plain: Served;
let rooted: Served;

beforeAll(() => {
  plain = publish();
  rooted = publish("roots:\n  - path: flows\n");
});

afterAll(() => {
  plain.cleanup();
  rooted.cleanup();
});

describe("requests", () => {
  test("a cold exact version takes one request each for refs, commits and contents", async () => {
    const consumer = await openConsumer({ team: rooted.bare });
    await consumer.resolve("a#1.0.0");
    expect(consumer.asked).toEqual(["refs", "commits 2", "contents 2"]);
  });

  test("the files that it uses take one more", async () => {
    const consumer = await openConsumer({ team: rooted.bare });
    expect((await consumer.resolve("a")).files).toHaveLength(2);
    expect(consumer.asked).toEqual(["refs", "commits 2", "contents 2", "contents 1"]);
  });

  test("an unchanged registry costs the refs alone, and a new version in it one commit more", async () => {
    const served = publish();
    const consumer = await openConsumer({ team: served.bare });
    await consumer.resolve("a#^1");
    const later = await consumer.again();
    await later.resolve("a");
    expect(later.asked).toEqual(["refs"]);
    served.tag("a-v1.2.0");
    const latest = await consumer.again();
    await expect(latest.resolve("a")).rejects.toMatchObject({ code: "version-file-missing" });
    expect(latest.asked).toEqual(["refs", "commits 1"]);
  });

  test("where the newest commit is known, nothing is guessed: a yanked version is not read again and again", async () => {
    const { bare } = publish("yanked:\n  - { flow: a, version: 1.1.0, reason: Leaks }\n");
    const consumer = await openConsumer({ team: bare });
    await consumer.resolve("a");
    const later = await consumer.again();
    expect(await later.resolve("a#^1")).toMatchObject({ version: "1.0.0" });
    expect(later.asked).toEqual(["refs"]);
  });

  test("a full commit is read without any look at branches and tags", async () => {
    const consumer = await openConsumer({ team: plain.bare });
    expect(await consumer.resolve(`a#${plain.head()}`)).toMatchObject({ version: "1.1.0", tag: null });
    expect(consumer.asked).toEqual(["commits 1", "contents 1", "contents 1"]);
  });

  test("many references of one registry read its refs and its newest commit once", async () => {
    const consumer = await openConsumer({ team: plain.bare });
    for (const text of ["a#1.0.0", "a#1.1.0", "a#^1", "a", "a#main"]) await consumer.resolve(text);
    expect(consumer.asked.filter((question) => question === "refs")).toHaveLength(1);
    expect(consumer.asked.filter((question) => question.startsWith("commits")).length).toBeLessThanOrEqual(2);
  });

  test("another template than the default one costs a request, and finds the version all the same", async () => {
    const { bare } = publish("tag: release/{flow}/{version}\n", (version) => `release/a/${version}`);
    const consumer = await openConsumer({ team: bare });
    expect(await consumer.resolve("a#1.0.0")).toMatchObject({ version: "1.0.0", tag: "release/a/1.0.0" });
    expect(consumer.asked).toEqual(["refs", "commits 1", "contents 1", "commits 1", "contents 1"]);
  });
});

describe("a registry whose configuration cannot be read", () => {
  test.each(["tag: [", "nonsense: 1\n", "tag: '{flow}'\n"])(
    "%j: ranges and the bare name fail, what is named exactly works",
    async (config) => {
      const served = publish(config);
      const consumer = await openConsumer({ team: served.bare });
      for (const text of ["a", "a#^1", "a#latest"])
        await expect(consumer.resolve(text)).rejects.toMatchObject({ code: "registry-config-invalid" });
      const commit = served.git("rev-parse", "a-v1.0.0");
      for (const text of ["a#1.0.0", "a#refs/tags/a-v1.0.0", `a#${commit}`])
        expect(await consumer.resolve(text)).toMatchObject({ version: "1.0.0", commit });
      expect(new Set(consumer.notices.map(({ code, severity }) => `${code} ${severity}`))).toEqual(
        new Set(["registry-config-invalid warning"]),
      );
      const told = consumer.notices.length;
      await expect(consumer.resolve("a#1.9.0")).rejects.toMatchObject({ code: "registry-config-invalid" });
      expect(consumer.notices).toHaveLength(told);
    },
  );

  test("a link in place of the configuration is not followed, and not taken for none", async () => {
    const served = publish();
    served.link(".github/flow-tagbot.yml", "../README.md");
    served.commit("link");
    const consumer = await openConsumer({ team: served.bare });
    await expect(consumer.resolve("a")).rejects.toMatchObject({ code: "registry-config-invalid" });
  });
});

test("a branch that moves while it is read gives the commit that was found first, and nothing of another", async () => {
  const served = publish();
  const consumer = await openConsumer({ team: served.bare });
  const before = served.head();
  consumer.before("commits", () => {
    served.write("flows/a/2.0.0.yml", "name: two\n");
    served.write("flows/a/p.md", "changed\n");
    served.commit("moved");
  });
  const found = await consumer.resolve("a#main");
  expect(found).toMatchObject({
    version: "1.1.0",
    commit: before,
    files: [{ path: "flows/a/1.1.0.yml" }, { path: "flows/a/p.md", size: 6 }],
  });
});

test("files that fail to come leave nothing behind that is taken for whole", async () => {
  const consumer = await openConsumer({ team: plain.bare });
  const { openTransport } = consumer.context;
  let calls = 0;
  const context = {
    ...consumer.context,
    openTransport: async (source: Parameters<typeof openTransport>[0]) => {
      const transport = await openTransport(source);
      return {
        ...transport,
        readContents: (files: Parameters<typeof transport.readContents>[0]) => {
          calls += 1;
          // The version file comes, and what it uses does not.
          return calls === 2
            ? Promise.reject(failure("git-network", "The connection broke.", "Run again."))
            : transport.readContents(files);
        },
      };
    },
  };
  await expect(resolveReference(context, "a", DEFAULT_RESOLVE)).rejects.toMatchObject({ code: "offline-missing" });
  await closeRegistries(context);
  const later = await consumer.again();
  await expect(later.resolve("a", { offline: true })).rejects.toMatchObject({ code: "offline-missing" });
  const found = await (await consumer.again()).resolve("a");
  expect(found.files.map(({ path }) => path)).toEqual(["flows/a/1.1.0.yml", "flows/a/p.md"]);
});

test("of a server that is gone, the last answer is taken if that is allowed", async () => {
  const bareRepository = plain.addBareRemote();
  plain.push();
  const github = await startForTest({ bareRepository });
  const url = `${github.serverUrl}/${github.owner}/${github.repo}`;
  const consumer = await openConsumer({ team: url });
  const first = await consumer.resolve("a#^1");
  await github.stop();
  const later = await consumer.again();
  await expect(later.resolve("a#^1")).rejects.toMatchObject({ code: "offline-missing" });
  const stale = await later.resolve("a#^1", { allowStale: true });
  expect(stale.staleSince).toMatch(/Z$/);
  expect({ ...stale, staleSince: null }).toEqual({ ...first, cached: true });
  expect(later.notices).toMatchObject([{ code: "answer-stale" }]);
  await expect(later.resolve("a#1.0.0", { allowStale: true })).rejects.toMatchObject({ code: "offline-missing" });
});

test("the tag of another flow's version is told, and a plain tag of the repository is not", async () => {
  const registry = createRegistry();
  registry.write("flows/a/1.0.0.yml", "name: a\n");
  registry.write("flows/b/3.0.0.yml", "name: b\n");
  registry.commit("both");
  for (const tag of ["b-v3.0.0", "stable", "v9"]) registry.tag(tag);
  const consumer = await openConsumer({ team: registry.dir });
  for (const name of ["stable", "refs/tags/v9"]) expect(await consumer.resolve(`a#${name}`)).toMatchObject({ version: "1.0.0" });
  expect(consumer.notices).toEqual([]);
  expect(await consumer.resolve("a#b-v3.0.0")).toMatchObject({ flow: "a", version: "1.0.0", tag: "b-v3.0.0" });
  expect(consumer.notices).toMatchObject([
    { code: "ref-ambiguous", severity: "warning", message: expect.stringContaining("b 3.0.0") as unknown },
  ]);
  expect(consumer.notices[0]?.fix).toContain("flow-tagbot versions a@team");
});

test("the only root with a version is taken, the file at the tag decides for a shared one, and advice works as it is written", async () => {
  const registry = createRegistry();
  registry.write(".github/flow-tagbot.yml", "roots:\n  - path: v1\n  - path: lab\n");
  for (const path of ["v1/a/1.0.0.yml", "lab/a/2.0.0.yml", "v1/a/3.0.0.yml"]) {
    registry.write(path, `name: ${path}\n`);
    registry.commit(path);
    registry.tag(`a-v${/([^/]+)\.yml$/.exec(path)?.[1] ?? ""}`);
  }
  registry.remove("v1/a/1.0.0.yml");
  registry.commit("gone");
  const consumer = await openConsumer({ team: registry.dir });
  const found = await consumer.resolve("a#^3");
  expect(found).toMatchObject({ path: "v1/a/3.0.0.yml", root: "v1", why: expect.stringContaining("only v1 ") as unknown });
  expect(await consumer.resolve("a#1.0.0")).toMatchObject({ path: "v1/a/1.0.0.yml" });
  const error: unknown = await consumer.resolve("a").catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "flow-ambiguous" });
  const [, advised = ""] = /`(a@team#refs\/tags\/[^`]+)`/.exec(JSON.stringify(error)) ?? [];
  expect(await consumer.resolve(advised)).toMatchObject({ path: "lab/a/2.0.0.yml" });
  await expect(consumer.resolve("a", { root: "lap" })).rejects.toMatchObject({ code: "flow-unknown" });
});
