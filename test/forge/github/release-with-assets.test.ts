import { describe, expect, test } from "vitest";
import type { Asset, CreateResult, Forge, NewRelease } from "../../../src/forge/port.ts";
import type { GithubRelease } from "../../../src/forge/github/parse-release.ts";
import { releaseWithAssets } from "../../../src/forge/github/release-with-assets.ts";
import { markUnfinished } from "../../../src/forge/github/unfinished.ts";
import { Failure } from "../../../src/model/failure.ts";
import { createFakeTime } from "../../support/fake-time.ts";
import { git, pushCommits } from "../../support/github/client.ts";
import type { FaultAnswer } from "../../support/github/faults.ts";
import { unfinishedUpload } from "../../support/github/fault-texts.ts";
import type { LoggedRequest } from "../../support/github/request-log.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import type { GithubOptions, GithubStandIn } from "../../support/github/start-github.ts";
import { asking, newRelease } from "../contract.ts";
import { openClient, openGithub, requestsOf, someReleases } from "./open-github.ts";

const TAG = "a-v1.0.0";
const ASSETS: readonly Asset[] = [
  { name: "a-1.0.0.yml", type: "application/yaml", content: Buffer.from("name: Größe 😀\n") },
  { name: "a-1.0.0.yml.sha256", type: "text/plain", content: Buffer.from(`${"0".repeat(64)}  a-1.0.0.yml\n`) },
];
/** One for each of the four writes that such a release takes. */
const TAGS = ["a-v1.0.0", "b-v1.0.0", "c-v1.0.0", "d-v1.0.0"];
const WRITE = { kind: "api", path: /./ } as const;

function isWrite({ write, kind }: LoggedRequest): boolean {
  return write && kind === "api";
}

interface Setting {
  readonly github: GithubStandIn;
  readonly target: string;
  readonly create: (forge: Forge, changes?: Partial<NewRelease>) => Promise<CreateResult>;
}

async function start(options: GithubOptions = {}, tags: readonly string[] = [TAG]): Promise<Setting> {
  const github = await startForTest(options);
  const { commits } = await pushCommits(github, 1);
  const [target = ""] = commits;
  for (const tag of tags) await git(github.bareRepository, ["tag", tag, target]);
  return {
    github,
    target,
    create: (forge, changes = {}) => forge.createRelease(newRelease(changes.tag ?? TAG, target, { assets: ASSETS, ...changes })),
  };
}

/** What is there in the end, as far as it matters. */
function whole({ github }: Setting): unknown {
  return github.releases.map(({ tagName, name, body, draft, prerelease, assets }) => ({
    tagName,
    name,
    body,
    draft,
    prerelease,
    assets: (assets ?? []).map(({ name: file, state, contentType, content }) => [file, state, contentType, content.toString("utf8")]),
  }));
}

function expected(draft = false, tags: readonly string[] = [TAG]): unknown {
  return tags.map((tag) => {
    const { title, body } = newRelease(tag, "");
    const assets = ASSETS.map(({ name, type, content }) => [name, "uploaded", type, content.toString("utf8")]);
    return { tagName: tag, name: title, body, draft, prerelease: false, assets };
  });
}

function steps(github: GithubStandIn): readonly string[] {
  return requestsOf(github).map((request) => request.replace(/\/\d{2,}/, "/ID").replace(/\?.*/, ""));
}

describe("a release with files", () => {
  test.each([false, true])("is a draft until they are all there, and then what it is to be (draft: %s)", async (draft) => {
    const setting = await start();
    const { github, create } = setting;
    const forge = openGithub(github);
    await forge.readReleases(asking([TAG]));
    const created = await create(forge, { draft });
    expect(created).toMatchObject({ kind: "created", release: { tag: TAG, draft, body: newRelease(TAG, "").body } });
    expect(whole(setting)).toEqual(expected(draft));
    expect(steps(github)).toEqual([
      "GET releases",
      "POST releases",
      "GET releases",
      "POST releases/ID/assets",
      "POST releases/ID/assets",
      "PATCH releases/ID",
    ]);
    expect(github.requests.find(({ kind, method }) => kind === "api" && method === "POST")?.body).toMatchObject({
      draft: true,
      body: markUnfinished(newRelease(TAG, "").body),
      make_latest: "false",
    });
  });

  test("takes the latest badge only when it is published", async () => {
    const { github, create } = await start();
    const forge = openGithub(github);
    await create(forge, { latest: true });
    expect(await forge.readLatest()).toBe(TAG);
  });

  test("can be made where releases are immutable once they are published", async () => {
    const setting = await start({ immutableReleases: true });
    expect(await setting.create(openGithub(setting.github))).toMatchObject({ kind: "created" });
    expect(whole(setting)).toEqual(expected());
    expect(setting.github.releases).toMatchObject([{ immutable: true }]);
  });

  test("is found unfinished by the next run, even behind many others", async () => {
    const { github } = await start({
      releases: [
        ...someReleases(150),
        ...someReleases(1, () => ({
          id: 900,
          tagName: TAG,
          draft: true,
          body: markUnfinished("Notes"),
          createdAt: "2020-01-01T00:00:00Z",
        })),
      ],
    });
    const index = await openGithub(github).readReleases(asking([TAG]));
    expect([index.state(TAG), index.complete]).toEqual(["unfinished", true]);
  });
});

describe("a run that is killed", () => {
  test.each(["before", "after"] as const)("%s any of its writes leaves what the next run completes", async (when) => {
    const setting = await start({}, TAGS);
    const { github, create } = setting;
    let dead = false;
    github.fail(() => dead, { times: 1e9, answer: "reset" });
    for (const [writes, tag] of TAGS.entries()) {
      github.fail(isWrite, {
        skip: writes,
        when,
        answer: "reset",
        run: () => {
          dead = true;
        },
      });
      await expect(create(openGithub(github), { tag })).rejects.toBeInstanceOf(Failure);
      dead = false;
      const again = openGithub(github);
      const state = (await again.readReleases(asking(TAGS))).state(tag);
      // A first write that was not done has left nothing; a last one whose answer was lost has published.
      const left = when === "before" && writes === 0 ? "missing" : when === "after" && writes === 3 ? "published" : "unfinished";
      expect(state).toBe(left);
      if (state !== "published") expect(await create(again, { tag })).toMatchObject({ kind: "created" });
    }
    expect(whole(setting)).toEqual(expected(false, TAGS));
  });

  test("does not keep a later one from going on without files", async () => {
    const setting = await start({ releases: someReleases(1, () => ({ tagName: TAG, draft: true, body: markUnfinished("old") })) });
    const forge = openGithub(setting.github);
    await forge.readReleases(asking([TAG]));
    expect(await setting.create(forge, { assets: [] })).toMatchObject({ kind: "created", release: { draft: false } });
    expect(setting.github.releases).toMatchObject([{ tagName: TAG, draft: false, body: newRelease(TAG, "").body }]);
  });

  test("twice leaves two drafts at most, of which the older is completed and the other goes", async () => {
    const setting = await start({
      releases: [7, 5].flatMap((id) => someReleases(1, () => ({ id, tagName: TAG, draft: true, body: markUnfinished("old") }))),
    });
    const forge = openGithub(setting.github);
    await forge.readReleases(asking([TAG]));
    expect(await setting.create(forge)).toMatchObject({ kind: "created" });
    expect(whole(setting)).toEqual(expected());
    expect(setting.github.releases.map(({ id }) => id)).toEqual([5]);
  });
});

describe("a server that fails in passing", () => {
  const ANSWERS: readonly (readonly [string, FaultAnswer])[] = [
    ["502", { status: 502, body: "" }],
    ["a broken connection", "reset"],
    ["a page for people", "html"],
  ];
  const ROWS = ANSWERS.flatMap(([name, answer]) => (["before", "after"] as const).map((when) => [name, when, answer] as const));

  test.each(ROWS)("(%s, %s any of the writes) changes nothing about what is there in the end", async (_name, when, answer) => {
    const setting = await start({}, TAGS);
    for (const [writes, tag] of TAGS.entries()) {
      setting.github.fail(isWrite, { skip: writes, when, answer });
      await setting.create(openGithub(setting.github), { tag });
    }
    expect(whole(setting)).toEqual(expected(false, TAGS));
  });

  test("in the middle of a file leaves a broken one, which is replaced", async () => {
    const setting = await start();
    setting.github.fail({ ...WRITE, path: /assets$/ }, { when: "after", answer: unfinishedUpload });
    expect(await setting.create(openGithub(setting.github))).toMatchObject({ kind: "created" });
    expect(whole(setting)).toEqual(expected());
    expect(steps(setting.github).filter((step) => step.startsWith("DELETE"))).toEqual(["DELETE releases/assets/ID"]);
  });

  test("when the limit is reached in between, leaves the rest to the next run", async () => {
    const setting = await start();
    const refusal = { status: 403, headers: { "retry-after": "3600" }, body: { message: "You have exceeded a secondary rate limit." } };
    setting.github.fail({ ...WRITE, path: /assets$/ }, { skip: 1, answer: refusal });
    await expect(setting.create(openGithub(setting.github))).rejects.toMatchObject({ code: "forge-rate-limit" });
    expect(await setting.create(openGithub(setting.github))).toMatchObject({ kind: "created" });
    expect(whole(setting)).toEqual(expected());
  });
});

describe("two runs at once", () => {
  test.each([0, 1, 2])("make one release between them, and neither fails (pair %i)", async () => {
    const setting = await start();
    const forges = [openGithub(setting.github), openGithub(setting.github)];
    await Promise.all(forges.map((forge) => forge.readReleases(asking([TAG]))));
    const results = await Promise.all(forges.map((forge) => setting.create(forge)));
    expect(results.map(({ kind }) => kind).filter((kind) => kind === "created").length).toBeLessThanOrEqual(1);
    expect(whole(setting)).toEqual(expected());
  });

  test.each([
    [0, true],
    [1, true],
    [2, true],
    [0, false],
    [1, false],
    [2, false],
  ])(
    "on one draft that was left end well, whichever overtakes the other (at write %i, immutable: %s)",
    async (writes, immutableReleases) => {
      const releases = someReleases(1, () => ({ tagName: TAG, draft: true, body: markUnfinished("old") }));
      const setting = await start({ releases, immutableReleases });
      const { github, create } = setting;
      const [one, other] = [openGithub(github), openGithub(github)];
      for (const forge of [one, other]) await forge.readReleases(asking([TAG]));
      github.fail(isWrite, {
        skip: writes,
        run: async () => {
          await create(other);
        },
      });
      await create(one);
      expect(whole(setting)).toEqual(expected());
    },
  );

  test("of which one has published a release of its own end with that one, and the draft goes", async () => {
    const setting = await start();
    const { github, target, create } = setting;
    github.fail(
      { ...WRITE, method: "PATCH" },
      {
        run: async () => {
          await openGithub(github).createRelease(newRelease(TAG, target, { body: "the other's" }));
        },
      },
    );
    expect(await create(openGithub(github))).toMatchObject({ kind: "exists", release: { body: "the other's" } });
    expect(github.releases).toMatchObject([{ draft: false, body: "the other's" }]);
  });
});

test("a draft that somebody deleted since it was listed is made anew", async () => {
  const setting = await start();
  const { client, place } = openClient(setting.github);
  const gone: GithubRelease = {
    id: 4711,
    tag: TAG,
    title: "",
    body: markUnfinished(""),
    draft: true,
    prerelease: false,
    url: null,
    time: null,
    unfinished: true,
    immutable: false,
    uploadUrl: null,
    assets: [],
  };
  const release = newRelease(TAG, setting.target, { assets: ASSETS });
  expect(await releaseWithAssets(client, place, release, createFakeTime(), [gone])).toMatchObject({ kind: "created" });
  expect(whole(setting)).toEqual(expected());
});

test("a refusal that nobody else's work explains is told", async () => {
  const { github, create } = await start();
  await expect(create(openGithub(github, { token: github.tokens.readOnly }))).rejects.toMatchObject({ code: "forge-denied" });
  github.fail({ ...WRITE, method: "PATCH" }, { answer: { status: 422, body: { message: "body is too long" } } });
  await expect(create(openGithub(github))).rejects.toMatchObject({ code: "forge-invalid" });
  expect(github.releases).toMatchObject([{ draft: true }]);
});
