import { describe, expect, test } from "vitest";
import type { Forge } from "../../src/forge/port.ts";
import { isDigestTag } from "../../src/model/digest-tag.ts";
import { failure } from "../../src/model/failure.ts";
import type { Outcome } from "../../src/model/outcome.ts";
import { release, type ReleaseReport, type ReleaseRequest } from "../../src/run/release.ts";
import { verify } from "../../src/run/verify.ts";
import { createFakeTime } from "../support/fake-time.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { openRequest, TAGGER } from "./open.ts";

const OPTIONS = { tagger: TAGGER, signer: null, tagsPerPush: 10, maxReleases: null, deadline: null, earlierPlan: null };

function sample(): TestRegistry {
  const registry = createRegistry();
  registry.write("flows/a/1.0.0.yml", "name: a\n");
  registry.write("flows/b/1.0.0.yml", "name: b\n");
  registry.commit("Add a and b");
  registry.addBareRemote();
  return registry;
}

async function run(
  { dir }: TestRegistry,
  mode: "digest" | "none",
  change: (forge: Forge) => Forge = (forge) => forge,
): Promise<ReleaseReport> {
  const request = await openRequest(dir, { release: mode });
  return release({ ...request, forge: change(request.forge) }, { ...OPTIONS, time: createFakeTime() });
}

function told(outcomes: readonly Outcome[]): readonly string[] {
  return outcomes.map(({ action, result }) => `${action.type} ${action.tag.replace(/[0-9a-f]{8}$/, "…")}: ${result.kind}`);
}

const FIRST = ["create-tag a-v1.0.0: done", "create-tag b-v1.0.0: done", "create-digest digest-20260101-…: done"];

async function bodiesOf({ forge }: ReleaseRequest, registry: TestRegistry): Promise<readonly string[]> {
  const tags = registry
    .git("ls-remote", "--tags", "--refs", "origin")
    .split("\n")
    .map((line) => line.split("refs/tags/")[1] ?? "");
  const index = await forge.readReleases({ tagged: [], thorough: true });
  const found = await Promise.all(tags.filter(isDigestTag).map((tag) => index.find(tag)));
  return found.flatMap((one) => one?.body ?? []);
}

describe("one release for all versions of a run", () => {
  test("tells of them with verdict, tag and digest; later runs tell of what is new", async () => {
    const registry = sample();
    expect(told((await run(registry, "digest")).outcomes)).toEqual(FIRST);
    expect((await run(registry, "digest")).outcomes).toEqual([]);
    registry.write("flows/a/1.1.0.yml", "name: a\nmore: true\n");
    registry.commit("Add a 1.1.0");
    registry.push("main");
    expect(told((await run(registry, "digest")).outcomes)).toEqual(["create-tag a-v1.1.0: done", "create-digest digest-20260101-…: done"]);
    const request = await openRequest(registry.dir, { release: "digest" });
    const { ok, versions } = await verify(request);
    expect([ok, versions.map(({ tag }) => tag)]).toEqual([true, ["a-v1.0.0", "a-v1.1.0", "b-v1.0.0"]]);
    expect((await bodiesOf(request, registry)).find((body) => body.includes("2 versions"))).toMatch(
      /^This release tells of 2 versions\.\n\n## b 1\.0\.0\n[^]*- Tag: `b-v1\.0\.0`\n- Digest: `sha256:[0-9a-f]{64}`\n\n## a 1\.0\.0\n/,
    );
  });

  test("leaves out a version whose tag is refused, and tells of it once it is there", async () => {
    const registry = sample();
    registry.git("--git-dir", registry.git("config", "remote.origin.url"), "update-ref", "refs/tags/b-v1.0.0/x", registry.head());
    const first = await run(registry, "digest");
    expect(first.plan.versions.find(({ flow }) => flow === "b")?.state).toBe("blocked");
    expect(first.plan.actions.flatMap((action) => (action.type === "create-digest" ? action.versions : []))).toEqual(["a-v1.0.0"]);
    registry.git("push", "--quiet", "origin", ":refs/tags/b-v1.0.0/x");
    const second = await run(registry, "digest");
    // On the same head the name is taken.
    expect(second.outcomes.map(({ action }) => action.tag)).toEqual(["b-v1.0.0", `digest-20260101-${registry.head().slice(0, 8)}-2`]);
  });

  test("is made by the next run when its release was refused after its tag was made", async () => {
    const registry = sample();
    const broken = await run(registry, "digest", (forge) => ({
      ...forge,
      createRelease: () => Promise.reject(failure("forge-denied", "No.", "Ask.")),
    }));
    expect(told(broken.outcomes).at(-1)).toBe("create-digest digest-20260101-…: failed");
    expect(told((await run(registry, "digest")).outcomes)).toEqual(["create-digest digest-20260101-…: done"]);
    expect((await run(registry, "digest")).outcomes).toEqual([]);
  });

  test("by two runs at once is one tag", async () => {
    const registry = sample();
    const reports = await Promise.all([registry.clone(), registry.clone()].map((clone) => run(clone, "digest")));
    expect(reports.flatMap(({ outcomes }) => outcomes.filter(({ result }) => result.kind === "failed"))).toEqual([]);
    const tags = registry.git("ls-remote", "--tags", "--refs", "origin").split("\n");
    expect(tags.filter((line) => line.includes("digest-"))).toHaveLength(1);
  });
});

test("without releases nothing asks for any", async () => {
  const registry = sample();
  const refuse = (): never => {
    throw new Error("a release was asked for");
  };
  const silent = (forge: Forge): Forge => ({ ...forge, readReleases: refuse, createRelease: refuse, readLatest: refuse });
  expect(told((await run(registry, "none", silent)).outcomes)).toEqual(FIRST.slice(0, 2));
  const again = await run(registry, "none", silent);
  expect([again.outcomes, again.plan.versions.map(({ state }) => state)]).toEqual([[], ["released", "released"]]);
  const request = await openRequest(registry.dir, { release: "none" });
  expect((await verify({ ...request, forge: silent(request.forge) })).ok).toBe(true);
});
