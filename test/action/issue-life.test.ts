import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ISSUE_LABEL, ISSUE_MARKER, ISSUE_TITLE } from "../../src/manual/issue.ts";
import type { GithubOptions } from "../support/github/start-github.ts";
import { contentsOf, contentsWithoutObstacle, onlyIssue, type Issue } from "./left-behind.ts";
import { fencedBlocks, openPerson } from "./person.ts";
import { expectCode, runAction, type ActionOptions, type ActionRun } from "./run-action.ts";
import { addVersion, checkOut, openSetting, versions, writesOf, type Setting } from "./setting.ts";

/** Several runs of the action. */
const SLOW = { timeout: 180_000 };
const READ_ONLY = { permissions: { contents: "read" } } as const;

async function run(setting: Setting, code: number, options: ActionOptions = {}): Promise<ActionRun> {
  return expectCode(await runAction(setting, { workspace: checkOut(setting), ...options }), code);
}

function publish({ registry }: Setting, path: string): void {
  addVersion(registry, path);
  registry.git("push", "--quiet", "origin", "main");
}

function refuse({ github }: Setting, ...tags: readonly string[]): void {
  const refs = tags.map((tag) => `refs/tags/${tag}`);
  github.refuseRefs([{ hook: "update", refs, text: "error: GH013: Repository rule violations found.\n" }]);
}

/** Changes the issue as a person does in a browser, which has line ends of its own. */
async function editIssue(
  { github }: Setting,
  change: { readonly body?: string; readonly state?: string; readonly state_reason?: string },
): Promise<void> {
  const { apiUrl, owner, repo, tokens } = github;
  const answer = await fetch(`${apiUrl}/repos/${owner}/${repo}/issues/1`, {
    method: "PATCH",
    headers: {
      authorization: `token ${tokens.classicWorkflow}`,
      accept: "application/vnd.github+json",
      "content-type": "application/json",
    },
    body: JSON.stringify({ ...change, ...(change.body === undefined ? {} : { body: change.body.replaceAll("\n", "\r\n") }) }),
  });
  expect(answer.status).toBe(200);
}

const issueWrites = ({ requests }: ActionRun): readonly string[] => writesOf(requests).filter((write) => write.includes("/issues"));
const lastComment = ({ comments }: Issue): string => comments.at(-1)?.body ?? "";

describe.concurrent("one issue", SLOW, () => {
  test("is edited in place, keeps its ticks, and has a comment for each change of its list", async (context) => {
    const setting = await openSetting(context, versions(2));
    refuse(setting, "code_review-v1.0.0", "chat-v1.0.0", "chat-v2.0.0");
    await run(setting, 2);
    await editIssue(setting, { body: `A note of mine\n\n${onlyIssue(setting).body ?? ""}`.replace("- [ ]", "- [x]") });

    publish(setting, "flows/chat/1.0.0.yml");
    const second = await run(setting, 2);
    const edited = onlyIssue(setting);
    expect(edited.body?.match(/^- \[.\] \*\*[^*]*/gm)).toEqual(["- [x] **code&#95;review 1.0.0", "- [ ] **chat 1.0.0"]);
    expect(edited.comments.map(({ body }) => body)).toEqual([expect.stringMatching(/^New:\n\n- \*\*chat 1\.0\.0\*\*[^\n]*$/)]);
    expect(issueWrites(second)).toHaveLength(2);

    expect(issueWrites(await run(setting, 2))).toEqual([]);

    refuse(setting, "chat-v1.0.0", "chat-v2.0.0");
    publish(setting, "flows/chat/2.0.0.yml");
    await run(setting, 2);
    expect(onlyIssue(setting).comments).toHaveLength(2);
    expect(lastComment(onlyIssue(setting))).toMatch(/^New:\n\n.*chat 2\.0\.0[^]*No longer needed:\n\n.*review 1\.0\.0/);

    setting.github.refuseRefs([]);
    await run(setting, 0);
    expect(onlyIssue(setting)).toMatchObject({ state: "closed", stateReason: "completed" });
    expect(onlyIssue(setting).comments).toHaveLength(3);
    expect(issueWrites(await run(setting, 0))).toEqual([]);

    refuse(setting, "chat-v3.0.0");
    publish(setting, "flows/chat/3.0.0.yml");
    const again = await run(setting, 2);
    expect(onlyIssue(setting)).toMatchObject({ number: 1, state: "open" });
    expect(lastComment(onlyIssue(setting))).toContain("chat 3.0.0");
    expect(again.outputs["issue-url"]).toBe(`${setting.github.gitUrl}/issues/1`);
  });

  test("is left closed when a person does not want it, until something else comes up", async (context) => {
    const setting = await openSetting(context, versions(1));
    refuse(setting, "code_review-*", "chat-*");
    await run(setting, 2);
    await editIssue(setting, { state: "closed", state_reason: "not_planned" });
    expect(issueWrites(await run(setting, 2))).toEqual([]);
    publish(setting, "flows/chat/1.0.0.yml");
    await run(setting, 2);
    expect(onlyIssue(setting).state).toBe("open");
  });

  test("keeps what a narrowed run does not look at", async (context) => {
    const setting = await openSetting(context, (registry) => {
      versions(1)(registry);
      addVersion(registry, "flows/chat/1.0.0.yml");
    });
    refuse(setting, "code_review-*", "chat-*");
    await run(setting, 2);
    setting.github.refuseRefs([]);
    await run(setting, 0, { inputs: { flow: "chat" } });
    expect(onlyIssue(setting).state).toBe("open");
    expect(onlyIssue(setting).body?.match(/^- \[.\] \*\*[^*]*/gm)).toEqual(["- [ ] **code&#95;review 1.0.0"]);
    await run(setting, 0);
    expect(onlyIssue(setting).state).toBe("closed");
  });

  test("is never somebody else's, whatever that looks like", async (context) => {
    const foreign: Issue = {
      ...{
        number: 1,
        title: ISSUE_TITLE,
        body: `${ISSUE_MARKER}\n`,
        state: "open",
        stateReason: null,
        labels: [ISSUE_LABEL],
        author: "mallory",
      },
      ...{
        locked: false,
        createdAt: "2026-01-01T00:00:00Z",
        updatedAt: "2026-01-01T00:00:00Z",
        closedAt: null,
        comments: [],
        isPullRequest: false,
      },
    };
    const setting = await openSetting(context, versions(1), { ...READ_ONLY, issues: [foreign] });
    await run(setting, 2);
    expect(issueWrites(await run(setting, 2))).toEqual([]);
    expect(setting.github.issues.map(({ number, author }) => [number, author])).toEqual([
      [1, "mallory"],
      [2, "github-actions[bot]"],
    ]);
    expect(setting.github.issues[0]).toEqual(foreign);
  });
});

describe.concurrent("without an issue, the same steps are in the summary and in a file, and nothing crashes", SLOW, () => {
  test.for<[string, GithubOptions]>([
    ["issues are switched off", { hasIssues: false, ...READ_ONLY }],
    ["the label is refused (403)", { issueOptions: { newLabels: 403 }, ...READ_ONLY }],
    ["the label is refused (422)", { issueOptions: { newLabels: 422 }, ...READ_ONLY }],
    ["the token may not write issues", { permissions: { contents: "read", issues: "read" } }],
    ["the token may not even read them", { isPrivate: true, permissions: { contents: "read", issues: "none" } }],
  ])("when %s", async ([, options], context) => {
    const setting = await openSetting(context, versions(2), options);
    const ended = await run(setting, 2);
    expect(setting.github.issues.filter(({ state }) => state === "open")).toEqual([]);
    expect(ended.outputs["issue-url"]).toBe("");
    const steps = readFileSync(ended.outputs["steps-file"] ?? "", "utf8");
    const commands = fencedBlocks(steps).filter(({ language }) => language === "sh");
    expect(commands).toHaveLength(1);
    expect(fencedBlocks(ended.summary)).toEqual(expect.arrayContaining([...commands]));
    expect(ended.stdout).toMatch(/^::warning [^\n]*issue/m);
    expect(ended.stdout).toContain(`${setting.github.gitUrl}/issues/new?title=`);

    const person = await openPerson(setting);
    for (const { text } of commands) await person.paste(text);
    const after = await run(setting, 0);
    expect(after.stdout).not.toContain("::warning");
    expect(after.outputs["steps-file"]).toBe("");
  });
});

test("300 versions with long notes make one issue with whole commands, and all of them are in the file", SLOW, async (context) => {
  const setting = await openSetting(
    context,
    (registry) => {
      registry.write(".github/flow-tagbot.yml", "template: .github/notes.md\n");
      registry.write(".github/notes.md", "It's a `long` text, with $(touch pwned) in it.\n".repeat(65));
      for (let minor = 0; minor < 300; minor += 1) registry.write(`flows/code_review/1.${minor}.0.yml`, `minor: ${minor}\n`);
      registry.commit("Add many");
    },
    READ_ONLY,
  );
  const ended = await run(setting, 2);
  const body = onlyIssue(setting).body ?? "";
  expect(body.length).toBeGreaterThan(50_000);
  expect(body.match(/^- \[ \] /gm)).toHaveLength(300);
  const [shown, ...others] = fencedBlocks(body).filter(({ language }) => language === "sh");
  const all = fencedBlocks(readFileSync(ended.outputs["steps-file"] ?? "", "utf8")).filter(({ language }) => language === "sh");
  expect(all.flatMap(({ text }) => text.match(/^gh release create /gm) ?? [])).toHaveLength(300);
  expect(all).toEqual(expect.arrayContaining([shown, ...others]));

  const person = await openPerson(setting);
  await person.paste(shown?.text ?? "");
  await run(setting, 2);
  const made = setting.github.releases.length;
  expect(made).toBeGreaterThan(1);
  expect(onlyIssue(setting).body?.match(/^- \[ \] /gm)).toHaveLength(300 - made);
  expect(lastComment(onlyIssue(setting))).toMatch(/^No longer needed:/);
});

test("Hostile commit subjects neither break out of the commands nor change the notes", SLOW, async (context) => {
  const subjects = [
    `It's "quoted" \`touch pwned\` $(touch pwned) \${IFS} !! \\`,
    "EOF END_OF_NOTES '; touch pwned; ' --> </details> ``` ~~~",
    "<!-- /flow-tagbot:block --> @everyone #1 \u001b[31m \t \u202e",
  ];
  const setting = await openSetting(
    context,
    (registry) => {
      for (const [minor, subject] of subjects.entries()) addVersion(registry, `flows/a/1.${minor}.0.yml`, `${subject}\n\nEND_OF_NOTES\n`);
      registry.write(".github/flow-tagbot.yml", "template: .github/notes.md\n");
      registry.write(
        ".github/notes.md",
        "END_OF_NOTES\nEOF\n<!-- /flow-tagbot:block -->\n```\n{% for commit in commits %}{{ commit.title }}\n{% endfor %}\n$(touch pwned)\n",
      );
      registry.commit("Configure");
    },
    READ_ONLY,
  );
  await run(setting, 2);
  const person = await openPerson(setting);
  const commands = fencedBlocks(onlyIssue(setting).body ?? "").filter(({ language }) => language === "sh");
  for (const { text } of commands) await person.paste(text);
  expect(await person.paste("git status --porcelain --ignored; ls ~")).toBe("");
  await run(setting, 0);
  expect(onlyIssue(setting).state).toBe("closed");
  expect(contentsOf(setting)).toEqual(await contentsWithoutObstacle(setting, context));
});
