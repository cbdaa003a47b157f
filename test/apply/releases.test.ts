import { describe, expect, test } from "vitest";
import { createReleases } from "../../src/apply/releases.ts";
import type { Asset, Forge, NewText } from "../../src/forge/port.ts";
import type { Outcome, Result } from "../../src/model/outcome.ts";
import type { CreateRelease, EditRelease, MarkLatest } from "../../src/model/plan.ts";
import { openGithub } from "../forge/github/open-github.ts";
import { createFakeTime } from "../support/fake-time.ts";
import { git, pushCommits } from "../support/github/client.ts";
import type { LoggedRequest } from "../support/github/request-log.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import type { GithubOptions, GithubStandIn } from "../support/github/start-github.ts";
import { createRelease, tagNames } from "./actions.ts";

const DEFAULTS = {
  assets: new Map<string, readonly Asset[]>(),
  edits: new Map<string, NewText>(),
  maxReleases: null,
  deadline: null,
  time: createFakeTime(),
  onReleased: () => undefined,
};

const EDIT: EditRelease = { type: "edit-release", flow: "a", version: "1.0.0", tag: "a-v1.0.0", why: "yanked" };
const MARK: MarkLatest = { type: "mark-latest", flow: "a", version: "1.0.0", tag: "a-v1.0.0" };

interface Setting {
  readonly github: GithubStandIn;
  readonly target: string;
  readonly run: (
    actions: readonly (CreateRelease | MarkLatest)[],
    tags?: ReadonlyMap<string, Result>,
    token?: string,
  ) => Promise<readonly Outcome[]>;
}

async function start(count: number, options: GithubOptions = {}): Promise<Setting> {
  const github = await startForTest(options);
  const { commits } = await pushCommits(github, 1);
  const [target = ""] = commits;
  for (const tag of tagNames(count)) await git(github.bareRepository, ["tag", tag, target]);
  const run: Setting["run"] = (actions, tags = new Map(), token = github.tokens.write) =>
    createReleases({
      ...DEFAULTS,
      forge: openGithub(github, { token }),
      actions,
      tags,
      notes: new Map(actions.map(({ tag }) => [tag, `Notes of ${tag}`])),
    });
  return { github, target, run };
}

function kinds(outcomes: readonly Outcome[]): readonly string[] {
  return outcomes.map(({ result }) => (result.kind === "failed" ? result.failure.code : result.kind));
}

/** The creation of one tag's release. */
function creationOf(tag: string) {
  return ({ method, body }: LoggedRequest): boolean => method === "POST" && JSON.stringify(body ?? null).includes(`"tag_name":"${tag}"`);
}

function creations(github: GithubStandIn): number {
  return github.requests.filter(({ kind, write }) => kind === "api" && write).length;
}

test("each release is made with its notes, one outcome for each action in their order", async () => {
  const { github, target, run } = await start(3);
  const actions = tagNames(3).map((tag) => createRelease(tag, target));
  const outcomes = await run(actions);
  expect(outcomes.map(({ action }) => action)).toEqual(actions);
  expect(outcomes.map(({ result }) => result)).toEqual(
    tagNames(3).map((tag) => ({ kind: "done", url: `${github.gitUrl}/releases/tag/${tag}` })),
  );
  expect(github.releases.map(({ tagName, body }) => [tagName, body])).toEqual(tagNames(3).map((tag) => [tag, `Notes of ${tag}`]));
  expect(kinds(await run(actions))).toEqual(["already-right", "already-right", "already-right"]);
});

/** Edits of the releases of these tags, made by a run that also makes releases. */
async function edit(
  github: GithubStandIn,
  target: string,
  tags: readonly string[],
  created: readonly string[] = [],
): Promise<readonly string[]> {
  const texts = tags.map((tag) => [tag, { before: `Notes of ${tag}`, body: `Banner\n\nNotes of ${tag}` }] as const);
  return kinds(
    await createReleases({
      ...DEFAULTS,
      forge: openGithub(github),
      actions: [...created.map((tag) => createRelease(tag, target)), ...tags.map((tag) => ({ ...EDIT, tag }))],
      tags: new Map(),
      notes: new Map(created.map((tag) => [tag, `Notes of ${tag}`])),
      edits: new Map(texts),
      maxReleases: 1,
    }),
  );
}

describe("edits", () => {
  test("come after what is made, are no releases that count for a limit, and happen once", async () => {
    const { github, target, run } = await start(4);
    const [first = "", second = "", ...others] = tagNames(4);
    await run([first, second].map((tag) => createRelease(tag, target)));
    expect(await edit(github, target, [first, second], others)).toEqual(["done", "not-tried", "done", "done"]);
    expect(github.releases.find(({ tagName }) => tagName === second)?.body).toBe(`Banner\n\nNotes of ${second}`);
    expect(await edit(github, target, [first, second])).toEqual(["already-right", "already-right"]);
  });

  test("are tried though no release can be made, and one that fails does not stop the others", async () => {
    const { github, target, run } = await start(9);
    const [first = "", second = "", third = "", ...others] = tagNames(9);
    await run([first, second, third].map((tag) => createRelease(tag, target)));
    const refused = {
      status: 422,
      body: { message: "Validation Failed", errors: [{ resource: "Release", code: "custom", message: "no" }] },
    };
    github.fail({ kind: "api", method: "POST", path: /\/releases$/ }, { times: 9, answer: refused });
    github.fail({ kind: "api", method: "PATCH", path: new RegExp(`/releases/${github.releases[0]?.id ?? 0}$`) }, { answer: refused });
    expect(await edit(github, target, [first, second, third], others)).toEqual([
      ...Array<string>(5).fill("forge-invalid"),
      "forge-invalid",
      "forge-invalid",
      "done",
      "done",
    ]);
  });

  test("of texts that nobody prepared are our own fault", async () => {
    const { github, target, run } = await start(1);
    await run([createRelease("a-v1.0.0", target)]);
    const request = {
      ...DEFAULTS,
      forge: openGithub(github),
      actions: [EDIT],
      tags: new Map<string, Result>(),
      notes: new Map<string, string>(),
    };
    expect(kinds(await createReleases(request))).toEqual(["internal"]);
  });
});

describe("a failure", () => {
  test("of one does not stop its siblings", async () => {
    const { github, target, run } = await start(4);
    github.fail(creationOf("a-v1.1.0"), {
      answer: { status: 422, body: { message: "Validation Failed", errors: [{ resource: "Release", code: "custom", message: "no" }] } },
    });
    github.fail(creationOf("a-v1.2.0"), { times: 9, answer: { status: 502, body: "" } });
    expect(kinds(await run(tagNames(4).map((tag) => createRelease(tag, target))))).toEqual([
      "done",
      "forge-invalid",
      "forge-unreachable",
      "done",
    ]);
    expect(github.releases.map(({ tagName }) => tagName)).toEqual(["a-v1.0.0", "a-v1.3.0"]);
  });

  test("of a tag leaves its release untried, and the others are made", async () => {
    const { github, target, run } = await start(2);
    const failed: Result = { kind: "failed", failure: { code: "push-ruleset", message: "m", serverWords: null, fix: "f" } };
    const tags = new Map<string, Result>([
      ["a-v1.0.0", failed],
      ["a-v1.1.0", { kind: "done", url: null }],
    ]);
    expect(
      kinds(
        await run(
          tagNames(2).map((tag) => createRelease(tag, target)),
          tags,
        ),
      ),
    ).toEqual(["not-tried", "done"]);
    expect(creations(github)).toBe(1);
  });

  test("of our own with one version is reported as such, and the others are made", async () => {
    const { github, target } = await start(2);
    const notes = new Map([["a-v1.1.0", "Notes"]]);
    const outcomes = await createReleases({
      ...DEFAULTS,
      forge: openGithub(github),
      actions: tagNames(2).map((tag) => createRelease(tag, target)),
      tags: new Map(),
      notes,
    });
    expect(kinds(outcomes)).toEqual(["internal", "done"]);
  });

  test("of the token stops the asking at once", async () => {
    const { github, target, run } = await start(3);
    expect(
      kinds(
        await run(
          tagNames(3).map((tag) => createRelease(tag, target)),
          new Map(),
          "wrong",
        ),
      ),
    ).toEqual(["forge-auth", "forge-auth", "forge-auth"]);
    expect(creations(github)).toBe(1);
  });

  test("of a permission stops the asking after a few", async () => {
    const { github, target, run } = await start(8);
    expect(
      kinds(
        await run(
          tagNames(8).map((tag) => createRelease(tag, target)),
          new Map(),
          github.tokens.readOnly,
        ),
      ),
    ).toEqual(Array.from({ length: 8 }, () => "forge-denied"));
    expect(creations(github)).toBe(5);
  });

  test("by a rate limit leaves the rest to the next run", async () => {
    const { github, target, run } = await start(4);
    github.fail(creationOf("a-v1.1.0"), {
      answer: { status: 403, headers: { "retry-after": "3600" }, body: { message: "You have exceeded a secondary rate limit." } },
    });
    const actions = tagNames(4).map((tag) => createRelease(tag, target));
    expect(kinds(await run(actions))).toEqual(["done", "not-tried", "not-tried", "not-tried"]);
    expect(creations(github)).toBe(2);
    expect(kinds(await run(actions))).toEqual(["already-right", "done", "done", "done"]);
  });
});

describe("a budget", () => {
  test("of releases is kept, and the rest is left to the next run", async () => {
    const { github, target } = await start(4);
    const actions = [...tagNames(4).map((tag) => createRelease(tag, target)), MARK];
    const notes = new Map(actions.map(({ tag }) => [tag, "Notes"]));
    const run = (maxReleases: number): Promise<readonly Outcome[]> =>
      createReleases({ ...DEFAULTS, forge: openGithub(github), actions, notes, tags: new Map(), maxReleases });
    expect(kinds(await run(2))).toEqual(["done", "done", "not-tried", "not-tried", "done"]);
    expect(kinds(await run(1))).toEqual(["already-right", "already-right", "done", "not-tried", "done"]);
    expect(kinds(await run(0))).toEqual(["not-tried", "not-tried", "not-tried", "not-tried", "done"]);
    expect(github.releases).toHaveLength(3);
  });

  test("of time lets nothing more begin", async () => {
    const { github, target } = await start(4);
    const time = createFakeTime();
    const actions = [...tagNames(4).map((tag) => createRelease(tag, target)), MARK];
    const notes = new Map(actions.map(({ tag }) => [tag, "Notes"]));
    const deadline = time.now() + 4000;
    // At 0 and 3 seconds; the third would begin at 6.
    const forge = openGithub(github, { time });
    expect(kinds(await createReleases({ ...DEFAULTS, forge, actions, notes, tags: new Map(), time, deadline: deadline - 1000 }))).toEqual([
      "done",
      "done",
      "not-tried",
      "not-tried",
      "not-tried",
    ]);
    const pressed = openGithub(github, { time, deadline: time.now() + 1 });
    expect(kinds(await createReleases({ ...DEFAULTS, forge: pressed, actions: actions.slice(2), notes, tags: new Map(), time }))).toEqual([
      "done",
      "not-tried",
      "not-tried",
    ]);
  });

  test("of time that ended before a tag was pushed leaves its release untried for that reason", async () => {
    const { target, run } = await start(1);
    const tag: Result = { kind: "not-tried", why: "too late" };
    const [outcome] = await run([createRelease("a-v1.0.0", target)], new Map([["a-v1.0.0", tag]]));
    expect(outcome?.result).toEqual(tag);
  });
});

test("files go with their release, and nowhere where the forge takes none", async () => {
  const { github, target } = await start(2);
  const assets = new Map([["a-v1.1.0", [{ name: "a.yml", type: "application/yaml", content: Buffer.from("a: 1\n") }]]]);
  const actions = tagNames(2).map((tag) => createRelease(tag, target));
  const notes = new Map(actions.map(({ tag }) => [tag, "Notes"]));
  const forge = openGithub(github);
  await createReleases({ ...DEFAULTS, forge, actions, notes, tags: new Map(), assets });
  expect(github.releases.map((release) => [release.tagName, release.assets?.map(({ name }) => name) ?? [], release.draft])).toEqual([
    ["a-v1.0.0", [], false],
    ["a-v1.1.0", ["a.yml"], false],
  ]);
  const given: number[] = [];
  const plain: Forge = {
    ...forge,
    capabilities: { ...forge.capabilities, assets: false },
    createRelease: (release) => {
      given.push(release.assets.length);
      return forge.createRelease(release);
    },
  };
  await createReleases({ ...DEFAULTS, forge: plain, actions, notes, tags: new Map(), assets });
  expect(given).toEqual([0, 0]);
});

test("more releases than a server takes are made over several runs, at its pace, and none twice", async () => {
  const time = createFakeTime();
  const secondaryLimits = { perMinute: 8, perHour: 20 };
  const { github, target } = await start(45, { clock: time.clock, secondaryLimits });
  const actions = tagNames(45).map((tag) => createRelease(tag, target));
  const notes = new Map(actions.map(({ tag }) => [tag, "Notes"]));
  const forge = openGithub(github, { time }, { ...secondaryLimits, gap: 1, notifyingGap: 3 });
  const made: number[] = [];
  for (let todo: readonly CreateRelease[] = actions; todo.length > 0;) {
    const outcomes = await createReleases({ ...DEFAULTS, time, forge, actions: todo, notes, tags: new Map() });
    const done = outcomes.filter(({ result }) => result.kind === "done").length;
    expect(kinds(outcomes)).toEqual(outcomes.map((_, index) => (index < done ? "done" : "not-tried")));
    expect(github.peaks.minute).toBeLessThanOrEqual(8);
    expect(github.peaks.hour).toBeLessThanOrEqual(20);
    made.push(done);
    todo = todo.slice(done);
    time.pass(3601);
  }
  expect(made).toEqual([20, 20, 5]);
  expect(github.releases.map(({ tagName }) => tagName)).toEqual(tagNames(45));
  expect(github.requests.filter(({ kind, status }) => kind === "api" && status !== 201)).toEqual([]);
});

describe("the latest badge", () => {
  test("is given to a release", async () => {
    const { github, target, run } = await start(1);
    expect(kinds(await run([createRelease("a-v1.0.0", target), MARK]))).toEqual(["done", "done"]);
    expect(await openGithub(github).readLatest()).toBe("a-v1.0.0");
  });

  test("without its release is a failure of its own", async () => {
    const { target, run } = await start(2);
    expect(kinds(await run([MARK, createRelease("a-v1.1.0", target)]))).toEqual(["forge-invalid", "done"]);
  });
});
