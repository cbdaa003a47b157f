import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { expectShapes, listOutput } from "./output-shapes.ts";
import { addProper, checkOutCommit, editPublished, FIRST, FORK, openPull, OWN, PULL, pullRun, type PullSetting } from "./pulls.ts";
import { expectCode, runAction, type ActionRun } from "./run-action.ts";
import { checkOut, tagsOf, writesOf } from "./setting.ts";

function found(run: ActionRun): readonly (readonly [unknown, unknown, unknown])[] {
  return listOutput(run, "findings").map(({ id, severity, path }) => [id, severity, path]);
}

const EDITED = ["published-edited", "error", FIRST] as const;
const ADDED = "flows/code_review/1.2.0.yml";

describe.concurrent("a pull request", () => {
  test("that edits a published version fails, by a checkout of one commit, and nothing is asked of the API", async (context) => {
    const setting = await openPull(context, editPublished);
    const workspace = checkOutCommit(setting, setting.commits.merge);
    const run = await runAction(setting, { ...pullRun(setting), workspace, token: setting.github.tokens.readOnly });
    expectCode(run, 2);
    expectShapes(run);
    expect(found(run)).toContainEqual(EDITED);
    expect(run.stdout).toMatch(new RegExp(`^::error file=${FIRST},line=\\d+`, "m"));
    expect(run.summary).toContain("run&#95;command");
    const file: unknown = JSON.parse(readFileSync(run.outputs["check-file"] ?? "", "utf8"));
    expect(file).toMatchObject({
      schema: 1,
      ok: false,
      head: setting.commits.merge,
      versions: [{ flow: "code_review", status: "edited" }],
    });
    expect([run.requests.filter(({ kind }) => kind === "api"), writesOf(run.requests), tagsOf(setting)]).toEqual([[], [], {}]);
    expect(setting.registry.git("-C", workspace, "rev-list", "--all", "--count", "HEAD")).toBe("1");
  });

  test("whose own head is checked out is compared with where it left the branch", async (context) => {
    const setting = await openPull(context, addProper);
    const { registry } = setting;
    // What landed meanwhile is not deleted by the pull request.
    registry.write("flows/chat/1.0.0.yml", "version: v1\n");
    registry.commit("Add chat");
    registry.push("main");
    const workspace = checkOutCommit(setting, setting.commits.head);
    const run = expectCode(await runAction(setting, { ...pullRun(setting), workspace, token: setting.github.tokens.readOnly }), 0);
    expect(listOutput(run, "findings").filter(({ severity }) => severity === "error")).toEqual([]);
    const file: unknown = JSON.parse(readFileSync(run.outputs["check-file"] ?? "", "utf8"));
    expect(file).toMatchObject({
      ok: true,
      versions: [{ path: ADDED, status: "added", against: { version: "1.1.0" }, required: "minor" }],
    });
    expect(writesOf(run.requests)).toEqual([]);
  });

  test.for(["nothing", "the base"] as const)("is found when %s is checked out", async (what, context) => {
    const setting = await openPull(context, editPublished);
    const workspace = what === "nothing" ? {} : { workspace: checkOutCommit(setting, setting.commits.base) };
    const run = await runAction(setting, { ...pullRun(setting), ...workspace, token: setting.github.tokens.readOnly });
    expect(found(expectCode(run, 2))).toContainEqual(EDITED);
  });

  test("is checked on pull_request_target too when that is asked for, whatever is checked out", async (context) => {
    const setting = await openPull(context, editPublished);
    const run = await runAction(setting, {
      ...pullRun(setting, FORK, "pull_request_target"),
      inputs: { mode: "check" },
      workspace: checkOutCommit(setting, setting.commits.base),
    });
    expect(found(expectCode(run, 2))).toContainEqual(EDITED);
    expect(writesOf(run.requests)).toEqual([]);
  });

  test("is judged by the settings of its base, not by its own", async (context) => {
    const setting = await openPull(context, (registry) => {
      editPublished(registry);
      registry.write(".github/flow-tagbot.yml", "roots: [{ path: flows }]\nrules: { published-edited: off, capability-gained: off }\n");
    });
    const workspace = checkOutCommit(setting, setting.commits.merge);
    const run = expectCode(await runAction(setting, { ...pullRun(setting, FORK), workspace, token: setting.github.tokens.readOnly }), 2);
    expect(found(run)).toContainEqual(EDITED);
  });

  test("cannot be checked where the base's configuration is broken: exit code 1, with all outputs", async (context) => {
    const before = (registry: PullSetting["registry"]): void => {
      registry.write(".github/flow-tagbot.yml", "rots: []\n");
      registry.commit("Break the configuration");
    };
    const setting = await openPull(context, editPublished, { before });
    const run = expectCode(await runAction(setting, { ...pullRun(setting), workspace: checkOutCommit(setting, setting.commits.merge) }), 1);
    expectShapes(run);
    expect(run.stdout).toContain("config-invalid");
    expect([run.outputs["check-file"], run.outputs["findings"]]).toEqual(["", "[]"]);
  });
});

test.concurrent("a registry elsewhere cannot be checked, and is not even looked at", async (context) => {
  const setting = await openPull(context, editPublished);
  const options = { ...pullRun(setting), token: setting.github.tokens.readOnly, workspace: checkOutCommit(setting, setting.commits.merge) };
  const run = expectCode(await runAction(setting, { ...options, inputs: { mode: "check", registry: OWN } }), 1);
  expect(run.stdout).toContain("input-invalid");
  expect(run.requests).toEqual([]);
});

test.concurrent("a merge queue is checked from its base to its head", async (context) => {
  const setting = await openPull(context, editPublished);
  const { base, merge } = setting.commits;
  const group = { base_ref: "refs/heads/main", base_sha: base, head_sha: merge, head_ref: "refs/heads/gh-readonly-queue/main/pr-7" };
  const run = await runAction(setting, {
    event: "merge_group",
    payload: { repository: { full_name: OWN }, merge_group: group },
    token: setting.github.tokens.readOnly,
    workspace: checkOutCommit(setting, merge),
  });
  expect(found(expectCode(run, 2))).toContainEqual(EDITED);
  expect(writesOf(run.requests)).toEqual([]);
});

describe.concurrent("the comment", () => {
  const asked = { comment: "true" };
  const comments = ({ github }: PullSetting): readonly string[] => github.issues.flatMap((issue) => issue.comments.map(({ body }) => body));

  test("is made once, with a right for pull requests alone, and edited in place after that", async (context) => {
    const setting = await openPull(context, editPublished, { permissions: { contents: "read", issues: "none" } });
    const options = { ...pullRun(setting), inputs: asked, workspace: checkOutCommit(setting, setting.commits.merge) };
    const first = expectCode(await runAction(setting, options), 2);
    const [made] = comments(setting);
    expect(made).toContain("<!-- flow-tagbot:check -->\n");
    expect(first.stdout).toContain("#issuecomment-");
    expectCode(await runAction(setting, options), 2);
    expect(comments(setting)).toEqual([made]);
    const { registry, github } = setting;
    registry.checkout("topic");
    addProper(registry);
    const head = registry.commit("Add a version too");
    registry.git("push", "--quiet", github.bareRepository, `+${head}:refs/pull/${PULL}/head`);
    const later = await runAction(setting, { ...options, workspace: checkOutCommit(setting, head) });
    expect(writesOf(expectCode(later, 2).requests)).toEqual([expect.stringMatching(/^PATCH .*\/issues\/comments\/\d+$/)]);
    expect(comments(setting)).toEqual([expect.stringContaining("1.2.0.yml")]);
  });

  test("that is refused is a warning, and the check says what it would have said", async (context) => {
    const setting = await openPull(context, addProper, { permissions: { contents: "read", issues: "none", pull_requests: "read" } });
    const workspace = checkOutCommit(setting, setting.commits.merge);
    const run = expectCode(await runAction(setting, { ...pullRun(setting), inputs: asked, workspace }), 0);
    expect(run.stdout).toMatch(/^::warning title=The comment on the pull request[^\n]*pull-requests: write/m);
    expect(comments(setting)).toEqual([]);
  });

  test("is not even tried for a fork, whose token only reads", async (context) => {
    const setting = await openPull(context, editPublished);
    const workspace = checkOutCommit(setting, setting.commits.merge);
    const run = await runAction(setting, { ...pullRun(setting, FORK), inputs: asked, workspace, token: setting.github.tokens.readOnly });
    expectCode(run, 2);
    expect([run.requests.filter(({ kind }) => kind === "api"), comments(setting)]).toEqual([[], []]);
    expect(run.stdout).toContain("fork");
  });

  test("is not made for a pull request that touches no flow", async (context) => {
    const setting = await openPull(context, (registry) => {
      registry.write("README.md", "# Flows\n");
    });
    const workspace = checkOutCommit(setting, setting.commits.merge);
    const run = expectCode(await runAction(setting, { ...pullRun(setting), inputs: asked, workspace }), 0);
    expect([writesOf(run.requests), comments(setting)]).toEqual([[], []]);
  });
});

test.concurrent("nothing that a pull request holds becomes a command, a mention, or is rendered", async (context) => {
  const evil = "::error title=x::pwned\n::add-mask::a\n@octocat ![x](https://evil.example/a.png) {{ 7777 * 9 }} <img src=x>\n```\n@octocat";
  const setting = await openPull(context, (registry) => {
    registry.write(FIRST, `version: v1\nname: ${JSON.stringify(evil)}\nenvironment: ambient\ndescription: ${JSON.stringify(evil)}\n`);
    registry.write("flows/@octocat ::error::x/1.0.0.yml", "a: &a [*a]\n");
    registry.write("flows/line\n::error::feed/1.0.0.yml", "version: v1\n");
    registry.write("flows/bomb/1.0.0.yml", `a: &a [x]\n${"bcdefgh".replaceAll(/./g, (name) => `${name}: &${name} [*a, *a, *a]\n`)}<<: [\n`);
    registry.write("template.md.njk", "PWNED {{ flow }}");
    registry.write(".github/flow-tagbot.yml", "roots: [{ path: flows }]\ntemplate: template.md.njk\n");
  });
  const workspace = checkOutCommit(setting, setting.commits.merge);
  const run = expectCode(await runAction(setting, { ...pullRun(setting), inputs: { comment: "true" }, workspace }), 2);
  // Whatever is between the two lines is text for the runner.
  const commands =
    run.stdout
      .replaceAll(/^::add-mask::(ghs_|[0-9a-zA-Z]{10}).*\n/gm, "")
      .replace(/^::stop-commands::(.*)$[\s\S]*?^::\1::$/gm, "")
      .match(/^\s*::.*|.*##\[.*/gm) ?? [];
  expect(commands.filter((line) => !/^::(error|warning|notice) [^:]*::/.test(line))).toEqual([]);
  expect(commands.filter((line) => /^::error title=x::|^::add-mask::a/.test(line))).toEqual([]);
  const comment = setting.github.issues.flatMap((issue) => issue.comments.map(({ body }) => body)).join("\n");
  for (const text of [run.summary, comment]) {
    // In a block of code nothing acts; a block ends with as many marks as it began with.
    const acting = text.replaceAll(/^ *(`{3,})[a-z]*\n[\s\S]*?^ *\1$/gm, "");
    expect(acting).not.toMatch(/@octocat|!\[x\]\(|<img|evil\.example/);
    expect(text).not.toMatch(/PWNED|69993/);
  }
  expect(comment).not.toBe("");
});

test.concurrent("a push may be checked as well: against the release branch", async (context) => {
  const setting = await openPull(context, editPublished);
  const workspace = checkOut(setting);
  setting.registry.git("-C", workspace, "fetch", "--quiet", setting.github.bareRepository, setting.commits.head);
  setting.registry.git("-C", workspace, "checkout", "--quiet", "--detach", setting.commits.head);
  const run = await runAction(setting, { event: "push", inputs: { mode: "check" }, workspace, token: setting.github.tokens.readOnly });
  expect(found(expectCode(run, 2))).toContainEqual(EDITED);
  expect(writesOf(run.requests)).toEqual([]);
});
