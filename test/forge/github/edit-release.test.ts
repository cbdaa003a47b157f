import { expect, test } from "vitest";
import type { NewRelease } from "../../../src/forge/port.ts";
import { textWith } from "../../git/text-with.ts";
import { git, pushCommits } from "../../support/github/client.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import type { GithubOptions, GithubStandIn } from "../../support/github/start-github.ts";
import { newRelease } from "../contract.ts";
import { openGithub, requestsOf } from "./open-github.ts";

const TEXT = { before: "Notes", body: "> [!CAUTION]\n\nNotes\n" };
const PATCH = { kind: "api", method: "PATCH", path: /\/releases\/\d+$/ } as const;

/** The stand-in with one release, and what it is asked from then on. */
async function start(
  changes: Partial<NewRelease> = {},
  options: GithubOptions = {},
): Promise<{ readonly github: GithubStandIn; readonly id: number; readonly asked: () => readonly string[] }> {
  const github = await startForTest(options);
  const { commits } = await pushCommits(github, 1);
  const [target = ""] = commits;
  await git(github.bareRepository, ["tag", "v1", target]);
  await openGithub(github).createRelease(newRelease("v1", target, { body: TEXT.before, ...changes }));
  const before = requestsOf(github).length;
  return { github, id: github.releases[0]?.id ?? 0, asked: () => requestsOf(github).slice(before) };
}

const editIn = (id: number): readonly string[] => ["GET releases/tags/v1", `PATCH releases/${id}`];

function bodyOf(github: GithubStandIn): string | null | undefined {
  return github.releases[0]?.body;
}

test("an edit sends the text and nothing else, so that draft, badge and kind stay", async () => {
  const { github, id, asked } = await start({ prerelease: true });
  expect(await openGithub(github).editRelease("v1", TEXT)).toMatchObject({ kind: "edited", release: { tag: "v1", body: TEXT.body } });
  expect(asked()).toEqual(editIn(id));
  expect(github.requests.at(-1)?.body).toEqual({ body: TEXT.body });
  expect(github.releases[0]).toMatchObject({ prerelease: true, draft: false, name: "Title of v1" });
  expect(await openGithub(github).readLatest()).toBeNull();
});

test("an immutable release takes a new text; a server that refuses it all the same is quoted", async () => {
  const { github } = await start({}, { immutableReleases: true });
  expect(github.releases[0]?.immutable).toBe(true);
  expect(await openGithub(github).editRelease("v1", TEXT)).toMatchObject({ kind: "edited" });
  const { github: refusing } = await start();
  const message = "Cannot edit an immutable release.";
  refusing.fail(PATCH, { answer: { status: 422, body: { message } } });
  await expect(openGithub(refusing).editRelease("v1", TEXT)).rejects.toMatchObject({ code: "forge-invalid", message: textWith(message) });
});

test("a draft is found in the listing", async () => {
  const { github, id, asked } = await start({ draft: true });
  expect(await openGithub(github).editRelease("v1", TEXT)).toMatchObject({ kind: "edited", release: { draft: true } });
  expect(asked()).toEqual(["GET releases/tags/v1", "GET releases?per_page=100&page=1", `PATCH releases/${id}`]);
});

test.each([
  ["502", { status: 502, body: "" }],
  ["a broken connection", "reset"],
  ["HTML with 200", { status: 200, headers: { "content-type": "text/html" }, body: "<html>" }],
] as const)("an edit whose answer is lost is looked at before it is repeated: %s", async (_name, answer) => {
  const done = await start();
  done.github.fail(PATCH, { when: "after", answer });
  expect(await openGithub(done.github).editRelease("v1", TEXT)).toMatchObject({ kind: "edited" });
  expect(done.asked()).toEqual([...editIn(done.id), `GET releases/${done.id}`]);

  const undone = await start();
  undone.github.fail(PATCH, { answer });
  expect(await openGithub(undone.github).editRelease("v1", TEXT)).toMatchObject({ kind: "edited" });
  expect(undone.asked()).toEqual([...editIn(undone.id), `GET releases/${undone.id}`, `PATCH releases/${undone.id}`]);
  expect([bodyOf(done.github), bodyOf(undone.github)]).toEqual([TEXT.body, TEXT.body]);
});

test("a text that is there already, but for the end that a server cuts, is not sent again", async () => {
  const { github, asked } = await start({ body: TEXT.body.trimEnd() });
  expect(await openGithub(github).editRelease("v1", TEXT)).toMatchObject({ kind: "same" });
  expect(asked()).toEqual(["GET releases/tags/v1"]);
});

test("a text that a person wrote in the meantime is left alone", async () => {
  const { github } = await start({ body: "My own words" });
  await expect(openGithub(github).editRelease("v1", TEXT)).rejects.toMatchObject({ code: "release-edited" });
  expect(bodyOf(github)).toBe("My own words");
});

test.each([
  [403, {}, "forge-denied"],
  [404, { "x-accepted-github-permissions": "contents=write; contents=write,workflows=write" }, "release-workflow"],
  [401, {}, "forge-auth"],
])("a refusal with %i and %j is %s", async (status, headers, code) => {
  const { github, id, asked } = await start();
  github.fail(PATCH, { answer: { status, headers, body: { message: "Refused" } } });
  await expect(openGithub(github).editRelease("v1", TEXT)).rejects.toMatchObject({ code });
  expect(asked()).toEqual(editIn(id));
});
