import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseRefs } from "../../../src/forge/github/registry-refs.ts";
import { gitEnvironment } from "../../../src/git/environment.ts";
import { createGit } from "../../../src/git/git.ts";
import { readLocalRefs } from "../../../src/git/read-refs.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import { openOn, shareOnGithub } from "./registry-on-github.ts";

const A = "a".repeat(40);
const B = "b".repeat(40);

const start = shareOnGithub((registry) => {
  registry.commit("First");
  registry.tag("plain");
  registry.tag("qa-v1.0.0", "HEAD", { message: "qa 1.0.0" });
  registry.tag("of-a-tag", "qa-v1.0.0", { annotated: true });
  registry.branch("feature/ü");
  registry.commit("Second");
});

/** Lines as git packs them. */
function packed(...lines: readonly string[]): string {
  return lines.map((line) => (Buffer.byteLength(line) + 5).toString(16).padStart(4, "0") + line + "\n").join("");
}

test("branches, tags and what they lead to are read with one request of git's protocol", async () => {
  const { registry, github, open, asked } = await start();
  const git = createGit({ directory: registry.dir, environment: gitEnvironment(process.env, null), onProcess: () => undefined });
  const found = await open().readRefs();
  const local = await readLocalRefs(git);
  expect(found).toEqual({ ...local, defaultBranch: "main" });
  expect(found.tags.get("of-a-tag")).toEqual({
    object: registry.git("rev-parse", "of-a-tag"),
    commit: registry.git("rev-parse", "main"),
    annotated: true,
  });
  expect(asked()).toEqual(["POST git-upload-pack"]);
  expect(github.rate.used).toBe(0);
});

test("a private repository is read with the token", async () => {
  const { open } = await start({ isPrivate: true });
  expect((await open().readRefs()).defaultBranch).toBe("main");
});

test("a repository without commits has no refs and no default branch", async () => {
  expect(await openOn(await startForTest()).readRefs()).toEqual({ defaultBranch: null, branches: new Map(), tags: new Map() });
});

test.each([
  ["wrong", "octo-org/flows", "forge-auth"],
  ["ghs_read0000", "octo-org/nothing", "forge-denied"],
])("a token %j for %s is refused as %s", async (token, name, code) => {
  const { github, open } = await start({ isPrivate: true });
  await expect(open({ token, repositoryUrl: `${github.serverUrl}/${name}` }).readRefs()).rejects.toMatchObject({ code });
});

describe("an answer that is not git's list", () => {
  test.each([
    ["nothing", ""],
    ["a page", "<!DOCTYPE html><title>Sign in</title>"],
    ["cut off between lines", packed(`${A} refs/heads/main`)],
    ["cut off within a line", packed(`${A} refs/heads/main`).slice(0, -3)],
    ["too long", `${packed(`${A} refs/heads/main`)}0000${packed(`${A} refs/heads/more`)}`],
    ["another part", `${packed(`${A} refs/heads/main`)}0001`],
    ["no id", `${packed("main refs/heads/main")}0000`],
    ["no id behind a tag", `${packed(`${A} refs/tags/v1 peeled:v1`)}0000`],
    ["an error", packed("ERR upload-pack: not our ref")],
  ])("is not taken for an empty one: %s", (_name, answer) => {
    expect(() => parseRefs(Buffer.from(answer))).toThrow(expect.objectContaining({ code: "forge-unreadable" }));
  });
});

test("only HEAD names the default branch, and a detached one names none", () => {
  const lines = [`${A} HEAD`, `${A} refs/heads/HEAD symref-target:refs/heads/other`, `${B} refs/tags/HEAD`];
  expect(parseRefs(Buffer.from(`${packed(...lines)}0000`))).toEqual({
    defaultBranch: null,
    branches: new Map([["HEAD", A]]),
    tags: new Map([["HEAD", { object: B, commit: B, annotated: false }]]),
  });
});

test("whatever bytes arrive, they are read or refused", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.string().map((text) => Buffer.from(`${packed(text)}0000`)),
      ),
      (bytes) => {
        try {
          expect(parseRefs(Buffer.from(bytes))).toHaveProperty("tags");
        } catch (error) {
          expect(error).toMatchObject({ code: "forge-unreadable" });
        }
      },
    ),
  );
});
