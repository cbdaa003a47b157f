import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ITSELF, parsePorcelain, pushTags, type PushResult, type TagObject } from "../../src/git/push-tags.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import type { GithubStandIn } from "../support/github/start-github.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { openGit, openGitWithToken, setOrigin, temporaryFolder, writeScript } from "./open-git.ts";
import { textWith } from "./text-with.ts";

const RULESET =
  "error: GH013: Repository rule violations found for refs/tags/a-v1.0.0.\nReview all repository rules at https://example.com/o/r/rules?ref=refs%2Ftags%2Fa-v1.0.0\n\n- Cannot create ref due to creations being restricted.\n";
const remote = (text: string): string =>
  text
    .split("\n")
    .map((line) => `remote: ${line}`)
    .join("\n");

describe("a line of the porcelain output", () => {
  interface Row {
    readonly name: string;
    readonly line: string;
    readonly stderr?: string;
    readonly result: Partial<Extract<PushResult, { kind: "refused" }>> | PushResult;
  }
  const ROWS: readonly Row[] = [
    { name: "a new tag", line: "*\tID:refs/tags/a-v1.0.0\t[new tag]", result: { kind: "created" } },
    { name: "a tag that is there already", line: "=\tID:refs/tags/a-v1.0.0\t[up to date]", result: { kind: "same" } },
    { name: "another tag of that name", line: "!\tID:refs/tags/a-v1.0.0\t[rejected] (already exists)", result: { kind: "exists" } },
    { name: "a tag that came in between", line: "!\tID:refs/tags/a-v1.0.0\t[rejected] (stale info)", result: { kind: "exists" } },
    {
      name: "a tag that came while the server worked",
      line: "!\tID:refs/tags/a-v1.0.0\t[remote rejected] (reference already exists)",
      result: { kind: "exists" },
    },
    {
      name: "a ruleset",
      line: "!\tID:refs/tags/a-v1.0.0\t[remote rejected] (push declined due to repository rule violations)",
      stderr: remote(RULESET),
      result: { kind: "refused", code: "push-ruleset", whole: true },
    },
    {
      name: "a protected tag",
      line: "!\tID:refs/tags/a-v1.0.0\t[remote rejected] (protected tag hook declined)",
      stderr: remote("error: GH006: Protected tag update failed"),
      result: { kind: "refused", code: "push-ruleset" },
    },
    {
      name: "a ruleset that only the texts name",
      line: "!\tID:refs/tags/a-v1.0.0\t[remote rejected] (pre-receive hook declined)",
      stderr: remote(RULESET),
      result: { kind: "refused", code: "push-ruleset", whole: true },
    },
    {
      name: "a GitHub App without `workflows`",
      line: "!\tID:refs/tags/a-v1.0.0\t[remote rejected] (refusing to allow a GitHub App to create or update workflow `.github/workflows/ci.yml` without `workflows` permission)",
      result: { kind: "refused", code: "push-workflow", whole: false },
    },
    {
      name: "a personal token without `workflow`",
      line: "!\tID:refs/tags/a-v1.0.0\t[remote rejected] (refusing to allow a Personal Access Token to create or update workflow `.github/workflows/ci.yml` without `workflow` scope)",
      result: { kind: "refused", code: "push-workflow" },
    },
    {
      name: "an OAuth App without `workflow`",
      line: "!\tID:refs/tags/a-v1.0.0\t[remote rejected] (refusing to allow an OAuth App to create or update workflow '.github/workflows/ci.yml' without 'workflow' scope)",
      result: { kind: "refused", code: "push-workflow" },
    },
    {
      name: "a pre-receive hook",
      line: "!\tID:refs/tags/a-v1.0.0\t[remote rejected] (pre-receive hook declined)",
      stderr: remote("our policy says no"),
      result: { kind: "refused", code: "push-refused", whole: true },
    },
    {
      name: "an update hook",
      line: "!\tID:refs/tags/a-v1.0.0\t[remote rejected] (hook declined)",
      stderr: remote("our policy says no"),
      result: { kind: "refused", code: "push-refused", whole: false },
    },
    {
      name: "a server that is read-only",
      line: "!\tID:refs/tags/a-v1.0.0\t[remote rejected] (This repository is read-only)",
      result: { kind: "refused", code: "push-denied" },
    },
    {
      name: "a push that is atomic after all",
      line: "!\tID:refs/tags/a-v1.0.0\t[rejected] (atomic push failed)",
      result: { kind: "refused", whole: true },
    },
    {
      name: "a push that the server made atomic",
      line: "!\tID:refs/tags/a-v1.0.0\t[remote rejected] (atomic push failure)",
      result: { kind: "refused", whole: true },
    },
    {
      name: "a ruleset, word for word",
      line: "!\tID:refs/tags/a-v1.0.0\t[remote rejected] (push declined due to repository rule violations)",
      stderr: remote(
        "error: GH013: Repository rule violations found for refs/tags/a-v1.0.0.\nReview all repository rules at https://github.com/O/R/rules?ref=refs%2Ftags%2Fa-v1.0.0\n\n- Cannot create ref due to creations being restricted.\n",
      ),
      result: { kind: "refused", code: "push-ruleset", whole: true },
    },
    {
      name: "a server without space",
      line: "!\tID:refs/tags/a-v1.0.0\t[remote rejected] (unpacker error)",
      result: { kind: "refused", code: "push-refused", whole: true },
    },
    {
      name: "a name that a folder of names stands in the way of",
      line: "!\tID:refs/tags/a-v1.0.0\t[remote rejected] (failed to update ref)",
      result: { kind: "refused", code: "push-refused", whole: false },
    },
    {
      name: "rules that were bypassed",
      line: "*\tID:refs/tags/a-v1.0.0\t[new tag]",
      stderr: remote("Bypassed rule violations for refs/tags/a-v1.0.0:\n\n- Cannot create ref due to creations being restricted."),
      result: { kind: "created" },
    },
    {
      name: "rules that were bypassed, and a hook that was not",
      line: "!\tID:refs/tags/a-v1.0.0\t[remote rejected] (hook declined)",
      stderr: remote("Bypassed rule violations for refs/tags/b-v1.0.0:\n\n- Cannot create ref due to creations being restricted."),
      result: { kind: "refused", code: "push-refused" },
    },
    {
      name: "single sign-on",
      line: "!\tID:refs/tags/a-v1.0.0\t[remote rejected] (hook declined)",
      stderr: remote(
        "The `o' organization has enabled or enforced SAML SSO. To access\nthis repository, you must re-authorize the GitHub App `x`.",
      ),
      result: { kind: "refused", code: "push-sso" },
    },
  ];

  test.each(ROWS)("for $name", ({ line, stderr = "", result }) => {
    const stdout = `To https://example.com/o/r\n${line.replace("ID", "1".repeat(40))}\nDone\n`;
    const parsed = parsePorcelain(stdout, stderr);
    expect([...parsed.keys()]).toEqual(["a-v1.0.0"]);
    expect(parsed.get("a-v1.0.0")).toMatchObject(result);
  });

  test("keeps the server's words, without what git itself printed", () => {
    const parsed = parsePorcelain(
      "!\tx:refs/tags/a\t[remote rejected] (hook declined)\n",
      `Enumerating objects: 1\n${remote("first\n\nsecond")}\nerror: failed to push some refs\n`,
    );
    expect(parsed.get("a")).toMatchObject({ serverWords: "[remote rejected] (hook declined)\nfirst\nsecond" });
  });

  test("that is no ref's is left out", () => {
    expect(parsePorcelain("To x\nDone\n\nwarning\tx:refs/heads/main\n", "")).toEqual(new Map());
  });
});

/** An annotated tag object in a work tree, without a ref. */
function makeTag(registry: TestRegistry, tag: string, message = tag): TagObject {
  registry.tag(tag, "HEAD", { message });
  const object = registry.git("rev-parse", `refs/tags/${tag}`);
  registry.git("update-ref", "-d", `refs/tags/${tag}`);
  return { tag, object };
}

describe("a real push", () => {
  test("creates tags, finds what is there already, and never moves one", async () => {
    const registry = createRegistry();
    const first = registry.commit("first");
    const bare = registry.addBareRemote();
    const git = openGit(registry.dir);
    const one = makeTag(registry, "a-v1.0.0");
    const nested = makeTag(registry, "chat/agent-v1.0.0+build.5");
    expect(await pushTags(git, "origin", [one, nested])).toEqual(
      new Map([
        [one.tag, { kind: "created" }],
        [nested.tag, { kind: "created" }],
      ]),
    );
    registry.commit("second");
    const moved = makeTag(registry, "a-v1.0.0", "moved");
    const fresh = makeTag(registry, "a-v1.1.0");
    expect(await pushTags(git, "origin", [moved, nested, fresh])).toEqual(
      new Map([
        [moved.tag, { kind: "exists" }],
        [nested.tag, { kind: "same" }],
        [fresh.tag, { kind: "created" }],
      ]),
    );
    expect(registry.git("--git-dir", bare, "rev-parse", "a-v1.0.0^{}")).toBe(first);
  });

  test("sends the tags that it was told and no others, whatever the configuration says", async () => {
    const registry = createRegistry();
    registry.commit("first");
    const bare = registry.addBareRemote();
    registry.git("config", "push.followTags", "true");
    registry.git("config", "push.gpgSign", "true");
    registry.git("config", "remote.origin.mirror", "true");
    registry.git("config", "remote.origin.push", "refs/heads/*:refs/heads/*");
    const wanted = makeTag(registry, "a-v1.0.0");
    registry.tag("other", "HEAD", { annotated: true });
    registry.branch("topic");
    expect(await pushTags(openGit(registry.dir), "origin", [wanted])).toEqual(new Map([[wanted.tag, { kind: "created" }]]));
    expect(registry.git("--git-dir", bare, "for-each-ref", "--format=%(refname)")).toBe("refs/heads/main\nrefs/tags/a-v1.0.0");
  });

  test("to the repository itself makes the tags there, and runs none of its hooks", async () => {
    const registry = createRegistry();
    registry.commit("first");
    const tag = makeTag(registry, "a-v1.0.0");
    const ran = temporaryFolder();
    for (const hook of ["pre-push", "pre-receive", "update", "reference-transaction", "post-receive", "post-update"])
      writeScript(join(registry.dir, ".git", "hooks", hook), [`touch '${ran}/${hook}'`, "exit 1"]);
    expect(await pushTags(openGit(registry.dir), ITSELF, [tag])).toEqual(new Map([[tag.tag, { kind: "created" }]]));
    expect(registry.git("rev-parse", "refs/tags/a-v1.0.0")).toBe(tag.object);
    expect(readdirSync(ran)).toEqual([]);
  });

  async function onGithub(): Promise<{ readonly registry: TestRegistry; readonly github: GithubStandIn }> {
    const registry = createRegistry();
    registry.commit("first");
    const github = await startForTest({ bareRepository: registry.addBareRemote() });
    setOrigin(registry, github);
    return { registry, github };
  }

  test("that a ruleset refuses takes all its tags with it", async () => {
    const { registry, github } = await onGithub();
    github.refuseRefs([{ hook: "pre-receive", refs: ["refs/tags/a-v1.0.0"], text: RULESET }]);
    const tags = ["a-v1.0.0", "b-v1.0.0"].map((tag) => makeTag(registry, tag));
    const results = await pushTags(openGitWithToken(registry.dir, github), "origin", tags);
    for (const { tag } of tags)
      expect(results.get(tag)).toMatchObject({
        kind: "refused",
        code: "push-ruleset",
        whole: true,
        serverWords: textWith("creations being restricted"),
      });
  });

  test("that an update hook refuses in part brings the others", async () => {
    const { registry, github } = await onGithub();
    github.refuseRefs([{ hook: "update", refs: ["refs/tags/a-v1.0.0"], text: "not this one" }]);
    const tags = ["a-v1.0.0", "b-v1.0.0"].map((tag) => makeTag(registry, tag));
    const results = await pushTags(openGitWithToken(registry.dir, github), "origin", tags);
    expect(results.get("a-v1.0.0")).toMatchObject({
      kind: "refused",
      code: "push-refused",
      whole: false,
      serverWords: textWith("not this one"),
    });
    expect(results.get("b-v1.0.0")).toEqual({ kind: "created" });
  });

  test.each([
    ["a read-only token", "readOnly", "git-auth"],
    ["no token", null, "git-auth"],
  ] as const)("with %s does not get as far as refs", async (_name, token, code) => {
    const { registry, github } = await onGithub();
    const tokens = { ...github.tokens, write: token === null ? "" : github.tokens[token] };
    const git = token === null ? openGit(registry.dir) : openGitWithToken(registry.dir, { ...github, tokens });
    await expect(pushTags(git, "origin", [makeTag(registry, "a-v1.0.0")])).rejects.toMatchObject({ code });
  });

  test("whose connection breaks after the work was done, and that curl sends again, finds its own tag", async () => {
    const { registry, github } = await onGithub();
    github.fail({ kind: "git", path: /git-receive-pack$/ }, { when: "after", answer: "reset" });
    const git = openGitWithToken(registry.dir, github);
    const tag = makeTag(registry, "a-v1.0.0");
    expect(await pushTags(git, "origin", [tag])).toEqual(new Map([[tag.tag, { kind: "exists" }]]));
    expect(await pushTags(git, "origin", [tag])).toEqual(new Map([[tag.tag, { kind: "same" }]]));
  });

  test("that the server fails on is a network failure", async () => {
    const { registry, github } = await onGithub();
    github.fail({ kind: "git", path: /git-receive-pack$/ }, { answer: { status: 502, body: "" } });
    await expect(pushTags(openGitWithToken(registry.dir, github), "origin", [makeTag(registry, "a-v1.0.0")])).rejects.toMatchObject({
      code: "git-network",
      message: textWith("git push"),
    });
  });

  test("of a name below another tag's name is refused, and of its siblings is not", async () => {
    const { registry, github } = await onGithub();
    const git = openGitWithToken(registry.dir, github);
    await pushTags(git, "origin", [makeTag(registry, "a")]);
    const results = await pushTags(git, "origin", [makeTag(registry, "a/b"), makeTag(registry, "c")]);
    expect(results.get("a/b")).toMatchObject({ kind: "refused", code: "push-refused", whole: false });
    expect(results.get("c")).toEqual({ kind: "created" });
  });
});
