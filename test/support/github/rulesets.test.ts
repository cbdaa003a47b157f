import { describe, expect, test } from "vitest";
import { call, git, pushCommits, withToken, type GitResult } from "./client.ts";
import { record } from "./json.ts";
import { startForTest } from "./start-for-test.ts";
import type { GithubStandIn } from "./start-github.ts";
import type { Rule, Ruleset } from "./state.ts";

const creations = {
  id: 5,
  name: "tags",
  target: "tag",
  enforcement: "active",
  include: ["refs/tags/a-*"],
  exclude: ["refs/tags/a-9*"],
  rules: [{ type: "creation" }],
} as const satisfies Ruleset;

type Setting = { readonly github: GithubStandIn; readonly push: (token: string, ...refs: readonly string[]) => Promise<GitResult> };

async function start(ruleset: Ruleset): Promise<Setting> {
  const github = await startForTest({ rulesets: [ruleset] });
  const { folder } = await pushCommits(github, 1);
  const push = (token: string, ...refs: readonly string[]): Promise<GitResult> =>
    git(folder, [...withToken(token), "push", "--porcelain", "origin", ...refs]);
  return { github, push };
}

describe("a push under a ruleset", () => {
  test("is declined as a whole, in GitHub's words", async () => {
    const { github, push } = await start(creations);
    const pushed = await push(github.tokens.write, "main:refs/tags/a-1", "main:refs/tags/b-1");
    expect(pushed.code).toBe(1);
    for (const tag of ["a-1", "b-1"])
      expect(pushed.output).toContain(`:refs/tags/${tag}\t[remote rejected] (push declined due to repository rule violations)`);
    expect(pushed.error.replaceAll(/ +$/gmu, "")).toContain(
      [
        "remote: error: GH013: Repository rule violations found for refs/tags/a-1.",
        `remote: Review all repository rules at ${github.gitUrl}/rules?ref=refs%2Ftags%2Fa-1`,
        "remote:",
        "remote: - Cannot create ref due to creations being restricted.",
      ].join("\n"),
    );
    expect((await git(github.bareRepository, ["tag"])).output).toBe("");
  });

  test("passes when it is not meant, by name, by pattern, by state or by kind of change", async () => {
    const { github, push } = await start(creations);
    expect(await push(github.tokens.write, "main:refs/tags/b-1", "main:refs/tags/a-91", "main:refs/heads/a-1")).toMatchObject({ code: 0 });
    for (const changes of [{ enforcement: "evaluate" }, { target: "branch" }, { rules: [{ type: "deletion" }] }] as const) {
      const other = await start({ ...creations, ...changes });
      expect(await other.push(other.github.tokens.write, "main:refs/tags/a-1")).toMatchObject({ code: 0 });
    }
  });

  test("of a bypass actor lands, and says what it passed by", async () => {
    const { github, push } = await start({ ...creations, bypass: ["person"] });
    const pushed = await push(github.tokens.classic, "main:refs/tags/a-1");
    expect(pushed.code).toBe(0);
    expect(pushed.error).toContain("remote: Bypassed rule violations for refs/tags/a-1:");
    expect((await push(github.tokens.write, "main:refs/tags/a-2")).code).toBe(1);
  });

  test.each<[string, Rule, string]>([
    ["deleted", { type: "deletion" }, ":refs/tags/a-1"],
    ["moved", { type: "update" }, "+main~0^{tree}:refs/tags/a-1"],
  ])("keeps a tag from being %s", async (_what, rule, refspec) => {
    const { github, push } = await start({ ...creations, rules: [rule] });
    expect((await push(github.tokens.write, "main:refs/tags/a-1")).code).toBe(0);
    expect((await push(github.tokens.write, refspec)).code).toBe(1);
    expect((await git(github.bareRepository, ["cat-file", "-t", "a-1"])).output).toBe("commit");
  });

  test.each([
    ["starts_with", "a-v", false, ["a-v1"], ["a-1"]],
    ["ends_with", ".0", true, ["a-1.1"], ["a-1.0"]],
    ["contains", "v", false, ["a-v1"], ["a-1"]],
    ["regex", "^a-v\\d+$", false, ["a-v1"], ["a-v"]],
  ])("a pattern that %s %s (negated: %s) decides by the name", async (operator, pattern, negate, good, bad) => {
    const { github, push } = await start({
      ...creations,
      rules: [{ type: "tag_name_pattern", parameters: { operator, pattern, negate, name: "names" } }],
    });
    for (const name of good) expect((await push(github.tokens.write, `main:refs/tags/${name}`)).code).toBe(0);
    for (const name of bad) expect((await push(github.tokens.write, `main:refs/tags/${name}`)).code).toBe(1);
    expect(await call(github, "GET", "/rulesets/5")).toMatchObject({ body: { rules: [{ parameters: { operator, pattern, negate } }] } });
  });
});

describe("the API under a ruleset", () => {
  const text = "Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n";

  test("makes no release that would make a tag, and one on a tag that exists", async () => {
    const { github } = await start(creations);
    expect((await call(github, "POST", "/releases", { tag_name: "a-1" })).body).toMatchObject({
      errors: [
        { resource: "Release", code: "custom", field: "pre_receive", message: `pre_receive ${text}` },
        { resource: "Release", code: "custom", message: "Published releases must have a valid tag" },
      ],
    });
    await git(github.bareRepository, ["tag", "a-1", "main"]);
    expect(await call(github, "POST", "/releases", { tag_name: "a-1" })).toMatchObject({ status: 201 });
  });

  test("makes no ref, but for a bypass actor", async () => {
    const { github } = await start({ ...creations, bypass: ["person"] });
    const sha = (await git(github.bareRepository, ["rev-parse", "main"])).output;
    const body = { ref: "refs/tags/a-1", sha };
    expect(await call(github, "POST", "/git/refs", body)).toMatchObject({ status: 422, body: { message: text } });
    expect(await call(github, "POST", "/git/refs", body, github.tokens.classic)).toMatchObject({ status: 201 });
  });

  test("tells each caller whether it may bypass", async () => {
    const { github } = await start({ ...creations, bypass: ["person"] });
    const list = "/rulesets?targets=tag&includes_parents=true";
    for (const path of [list, "/rulesets/5"]) {
      const bypassOf = async (token: string | null): Promise<unknown> => {
        const { body } = await call(github, "GET", path, undefined, token);
        const shown: unknown = Array.isArray(body) ? body[0] : body;
        return record(shown)["current_user_can_bypass"];
      };
      expect(await bypassOf(github.tokens.classic)).toBe("always");
      expect(await bypassOf(github.tokens.write)).toBe("never");
      expect(await bypassOf(null)).toBeUndefined();
    }
  });
});
