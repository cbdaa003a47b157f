import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { parseRelease, type GithubRelease } from "../../../src/forge/github/parse-release.ts";
import { uploadAssets } from "../../../src/forge/github/upload-assets.ts";
import type { Asset } from "../../../src/forge/port.ts";
import { createFakeTime } from "../../support/fake-time.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import type { GithubStandIn } from "../../support/github/start-github.ts";
import type { Asset as Stored } from "../../support/github/state.ts";
import { openClient, requestsOf, someReleases } from "./open-github.ts";

const ASSET: Asset = { name: "a-1.0.0.yml", type: "application/yaml", content: Buffer.from("name: Größe\n") };

function stored(changes: Partial<Stored> = {}): Stored {
  return {
    id: 70,
    name: ASSET.name,
    label: null,
    contentType: ASSET.type,
    content: ASSET.content,
    state: "uploaded",
    uploader: "someone",
    createdAt: "2026-02-01T00:00:00Z",
    ...changes,
  };
}

async function start(assets: readonly Stored[]): Promise<{
  readonly github: GithubStandIn;
  readonly draft: GithubRelease;
  readonly upload: (draft: GithubRelease, assets: readonly Asset[]) => Promise<void>;
}> {
  const github = await startForTest({ releases: someReleases(1, () => ({ draft: true, assets })) });
  const { client, place } = openClient(github);
  const { data } = await client.rest.repos.getRelease({ ...place, release_id: 1 });
  return { github, draft: parseRelease(data), upload: (draft, wanted) => uploadAssets(client, place, draft, wanted, createFakeTime()) };
}

function writes(github: GithubStandIn): readonly string[] {
  return requestsOf(github).filter((request) => !request.startsWith("GET"));
}

describe("what is there already", () => {
  test.each<readonly [string, Partial<Stored>, boolean]>([
    ["stays when it is the same", {}, true],
    ["is replaced when its upload broke off", { state: "starter", content: Buffer.alloc(0) }, false],
    ["is replaced when its size differs", { content: Buffer.from("other") }, false],
    ["is replaced when only its content differs", { content: Buffer.from(ASSET.content.toString("utf8").replace("n", "m")) }, false],
  ])("%s", async (_name, changes, stays) => {
    const { github, draft, upload } = await start([stored(changes), stored({ id: 71, name: "by-hand.txt", content: Buffer.from("mine") })]);
    await upload(draft, [ASSET]);
    expect(writes(github)).toEqual(stays ? [] : ["DELETE releases/assets/70", `POST releases/1/assets?name=${ASSET.name}`]);
    expect(github.releases[0]?.assets?.map(({ name, content }) => [name, content.toString("utf8")]).toSorted()).toEqual([
      [ASSET.name, ASSET.content.toString("utf8")],
      ["by-hand.txt", "mine"],
    ]);
  });

  test("is known by its name as GitHub writes it", async () => {
    const asset = { ...ASSET, name: "chat agent-1.0.0~x.yml" };
    const { github, draft, upload } = await start([stored({ name: "chat.agent-1.0.0.x.yml" })]);
    await upload(draft, [asset]);
    expect(writes(github)).toEqual([]);
  });

  test("since the draft was read, by another run, is taken as it is", async () => {
    const { github, draft, upload } = await start([stored()]);
    await upload({ ...draft, assets: [] }, [ASSET]);
    expect(writes(github)).toHaveLength(1);
    expect(github.releases[0]?.assets).toHaveLength(1);
  });
});

test("an empty file is left out, because GitHub takes none", async () => {
  const { github, draft, upload } = await start([]);
  await upload(draft, [{ ...ASSET, content: Buffer.alloc(0) }]);
  expect(writes(github)).toEqual([]);
});

test.each([["https://elsewhere.example.com/assets{?name,label}"], ["http://127.0.0.1:9/assets{?name,label}"], ["not an address"], [null]])(
  "the token is not sent to an address that is not the server's: %s",
  async (uploadUrl) => {
    const { github, draft, upload } = await start([]);
    await expect(upload({ ...draft, uploadUrl }, [ASSET])).rejects.toMatchObject({ code: "forge-unreadable" });
    expect(writes(github)).toEqual([]);
  },
);

test("a file that arrives incomplete is uploaded again, and given up when that does not help", async () => {
  const { github, draft, upload } = await start([]);
  const body = { id: 5, name: ASSET.name, state: "uploaded", size: ASSET.content.length, url: "x" };
  const digest = `sha256:${createHash("sha256").update("other").digest("hex")}`;
  github.fail({ method: "POST" }, { times: 9, answer: { status: 201, body: { ...body, digest } } });
  await expect(upload(draft, [ASSET])).rejects.toMatchObject({ code: "forge-unreadable" });
  expect(writes(github)).toHaveLength(4);
});
