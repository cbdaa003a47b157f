import { expect, test } from "vitest";
import { failure } from "../../../src/model/failure.ts";
import type { Transport } from "../../../src/resolve/transport.ts";
import { createRegistryAccess } from "../../../src/run/consume/registry-access.ts";
import { openConsumer } from "./consumer.ts";

const SOURCE = { name: "team", type: "git", url: "https://git.acme.example/flows", id: "team", root: null } as const;
const ONE = "1".repeat(40);
const TAG = { object: "2".repeat(40), commit: ONE, annotated: true };

/** A way to a registry that can be cut, which no real server can be in the middle of a run. */
function createWay(): { readonly transport: Transport; readonly asked: string[]; cut: boolean } {
  const asked: string[] = [];
  const way = {
    asked,
    cut: false,
    transport: {
      readRefs: () => answer("refs", { defaultBranch: "main", branches: new Map([["main", ONE]]), tags: new Map([["t", TAG]]) }),
      findCommits: (digits: string) => answer(`find ${digits}`, [ONE]),
      readCommits: (wants: Parameters<Transport["readCommits"]>[0]) =>
        answer(
          `commits ${wants.map(({ tag }) => (tag === null ? "-" : "tag")).join(" ")}`,
          wants.map(({ commit, tag }) => ({ commit, entries: [], tagMessage: tag === null ? null : "message" })),
        ),
      readContents: (files: Parameters<Transport["readContents"]>[0]) =>
        answer(`contents ${files.map(({ oid }) => oid).join(" ")}`, new Map(files.map(({ oid }) => [oid, Buffer.from(oid)]))),
      close: () => answer("close", undefined),
    },
  };
  function answer<Value>(question: string, value: Value): Promise<Value> {
    asked.push(question);
    return way.cut ? Promise.reject(failure("git-network", "No route to host.", "Try later.")) : Promise.resolve(value);
  }
  return way;
}

test("whatever is read is asked for once, and a commit with its tag's message in place of the commit alone", async () => {
  const { context } = await openConsumer({});
  const way = createWay();
  const access = createRegistryAccess({ ...context, openTransport: () => Promise.resolve(way.transport) }, SOURCE, {
    offline: false,
    allowStale: false,
  });
  const tagged = { commit: ONE, tag: TAG };
  const plain = { commit: ONE, tag: null };
  expect((await access.readCommits([plain, tagged])).map(({ tagMessage }) => tagMessage)).toEqual([null, "message"]);
  await access.readCommits([plain]);
  await access.readContents([
    { mode: "100644", oid: "a", path: "a" },
    { mode: "100644", oid: "a", path: "b" },
  ]);
  await access.readContents([
    { mode: "100644", oid: "a", path: "a" },
    { mode: "100644", oid: "c", path: "c" },
  ]);
  await access.readRefs();
  await access.readRefs();
  await access.close();
  expect(way.asked).toEqual(["commits tag", "contents a", "contents c", "refs", "close"]);
});

test("a network that is down is asked once, and commits are found among those that were known", async () => {
  const { context, notices } = await openConsumer({});
  const way = createWay();
  const own = { ...context, openTransport: () => Promise.resolve(way.transport) };
  await createRegistryAccess(own, SOURCE, { offline: false, allowStale: false }).readRefs();
  way.cut = true;
  const strict = createRegistryAccess(own, SOURCE, { offline: false, allowStale: false });
  await expect(strict.readRefs()).rejects.toMatchObject({ code: "offline-missing", cause: { code: "git-network" } });
  const loose = createRegistryAccess(own, SOURCE, { offline: false, allowStale: true });
  expect((await loose.readRefs()).staleSince).toMatch(/Z$/);
  expect(await loose.findCommits("1111111")).toEqual([ONE]);
  expect(await loose.findCommits("2222222")).toEqual([]);
  await expect(loose.readCommits([{ commit: ONE, tag: null }])).rejects.toMatchObject({ code: "offline-missing" });
  expect(way.asked).toEqual(["refs", "refs", "refs"]);
  expect(notices).toMatchObject([{ code: "answer-stale", severity: "warning" }]);
});

test("a refusal is told of the registry, and other failures are what they are", async () => {
  const { context } = await openConsumer({});
  const denied = failure("git-auth", "Refused.", "Log in.");
  const closed = createRegistryAccess({ ...context, openTransport: () => Promise.reject(denied) }, SOURCE, {
    offline: false,
    allowStale: true,
  });
  await expect(closed.readRefs()).rejects.toMatchObject({ code: "git-auth", message: expect.stringContaining(SOURCE.url) as unknown });
  await closed.close();
  const refused = failure("registry-too-large", "Too large.", "Look at it.");
  const access = createRegistryAccess({ ...context, openTransport: () => Promise.reject(refused) }, SOURCE, {
    offline: false,
    allowStale: true,
  });
  await expect(access.readRefs()).rejects.toBe(refused);
  await access.close();
});
