import { describe, expect, test } from "vitest";
import { deleteDraft, readDraft, readElder, readUnfinished } from "../../../src/forge/github/drafts.ts";
import { parseRelease, type GithubRelease } from "../../../src/forge/github/parse-release.ts";
import { markUnfinished } from "../../../src/forge/github/unfinished.ts";
import { renderMarker } from "../../../src/notes/marker.ts";
import { createFakeTime } from "../../support/fake-time.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import type { GithubStandIn } from "../../support/github/start-github.ts";
import type { Release } from "../../support/github/state.ts";
import { openClient, requestsOf, someReleases } from "./open-github.ts";

const TAG = "a-v1.0.0";

function ours(version = "1.0.0", template = "default"): string {
  return `Notes\n\n${renderMarker({ flow: "a", version, digest: "sha256:00", template, body: null })}`;
}

/** A release of the tag, with the date that places it in the listing. */
function release(changes: Partial<Release>): Release {
  const [made] = someReleases(1, () => ({ tagName: TAG, draft: true, body: ours(), createdAt: "2026-01-15T00:00:00Z", ...changes }));
  if (made === undefined) throw new Error("one was asked for");
  return made;
}

async function start(releases: readonly Release[]): Promise<{
  readonly github: GithubStandIn;
  readonly at: (id: number) => Promise<GithubRelease>;
  readonly elder: (id: number) => Promise<number | undefined>;
}> {
  const github = await startForTest({ releases });
  const { client, place } = openClient(github);
  const at = async (id: number): Promise<GithubRelease> => {
    const { data } = await client.rest.repos.getRelease({ ...place, release_id: id });
    return parseRelease(data);
  };
  return { github, at, elder: async (id) => (await readElder(client, place, await at(id)))?.id };
}

describe("of drafts that two runs made for one tag", () => {
  test.each<readonly [string, Partial<Release>, boolean]>([
    ["an older one of ours", {}, true],
    ["an older one of ours with other notes", { body: ours("1.0.0", "custom-00") }, true],
    ["an older one of ours that is unfinished", { body: markUnfinished("Notes") }, true],
    ["a younger one of ours", { id: 9000 }, false],
    ["a younger one that is published", { id: 9000, draft: false, body: "anybody's" }, true],
    ["an older one that a person made", { body: "by hand" }, false],
    ["an older one of another version", { body: ours("2.0.0") }, false],
    ["an older one of another tag", { tagName: "b-v1.0.0" }, false],
  ])("%s counts before ours as it should", async (_name, changes, counts) => {
    const other = { id: 400, ...changes };
    const { elder } = await start([release({ id: 500 }), release(other)]);
    expect(await elder(500)).toBe(counts ? other.id : undefined);
  });

  test("the oldest counts, wherever the listing has it", async () => {
    const newer = someReleases(199, () => ({ createdAt: "2026-02-01T00:00:00Z" }));
    const twins = [902, 901, 900].map((id) => release({ id }));
    const { github, elder } = await start([
      ...newer,
      ...twins,
      ...someReleases(150, (n) => ({ id: 5000 + n, createdAt: "2025-01-01T00:00:00Z" })),
    ]);
    expect(await elder(902)).toBe(900);
    expect(requestsOf(github).filter((request) => request.startsWith("GET releases?")).length).toBeLessThanOrEqual(3);
  });

  test("none before ours is known from the first page, when ours is on it", async () => {
    const { github, elder } = await start([release({ id: 900 }), ...someReleases(250, () => ({ createdAt: "2025-01-01T00:00:00Z" }))]);
    expect(await elder(900)).toBeUndefined();
    expect(requestsOf(github).filter((request) => request.startsWith("GET releases?"))).toHaveLength(1);
  });
});

test("drafts are found by their tag, and the unfinished ones in the order in which they were made", async () => {
  const unfinished = [7, 5].map((id) => release({ id, body: markUnfinished("Notes") }));
  const { github } = await start([...unfinished, release({ id: 9, tagName: "b-v1.0.0" }), release({ id: 3, draft: false })]);
  const { client, place } = openClient(github);
  expect((await readUnfinished(client, place, TAG)).map(({ id }) => id)).toEqual([5, 7]);
  expect((await readDraft(client, place, "b-v1.0.0"))?.id).toBe(9);
  expect(await readDraft(client, place, "c-v1.0.0")).toBeNull();
});

test.each([
  ["at once", null],
  ["although the answer is lost", { when: "after", answer: { status: 502, body: "" } }],
  ["by a second attempt", { when: "before", answer: "reset" }],
] as const)("a draft is deleted %s, and one that is gone is as good", async (_name, fault) => {
  const { github, at } = await start([release({ id: 5 })]);
  const { client, place } = openClient(github);
  const draft = await at(5);
  if (fault !== null) github.fail({ method: "DELETE" }, fault);
  await deleteDraft(client, place, draft, createFakeTime());
  await deleteDraft(client, place, draft, createFakeTime());
  expect(github.releases).toEqual([]);
});
