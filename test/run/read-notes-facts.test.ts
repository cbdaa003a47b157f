import { describe, expect, test } from "vitest";
import type { Config } from "../../src/config/config.ts";
import { release, type ReleaseReport } from "../../src/run/release.ts";
import { requestsOf } from "../forge/github/open-github.ts";
import { problem } from "../support/github/answer.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import type { GithubOptions, GithubStandIn } from "../support/github/start-github.ts";
import type { Pull } from "../support/github/state.ts";
import { createRegistry, flowYaml, type TestRegistry } from "../support/registry.ts";
import { openGithubRequest } from "./open-github-request.ts";
import { APPLY_OPTIONS } from "./open.ts";

interface Scene {
  readonly registry: TestRegistry;
  readonly github: GithubStandIn;
  readonly pulls: Pull[];
}

/** chat 1.0.0 is released; chat 1.1.0 is merged with `subject`, and comes with the pull request 7. */
async function scene(
  subject: string,
  pull: Partial<Pull> = {},
  options: GithubOptions = {},
  files: Readonly<Record<string, string>> = {},
): Promise<Scene> {
  const registry = createRegistry();
  registry.write("flows/chat/1.0.0.yml", flowYaml({ name: "chat", description: "1" }));
  const first = registry.commit("Begin");
  const bareRepository = registry.addBareRemote();
  const pulls: Pull[] = [];
  const github = await startForTest({ ...options, bareRepository, pulls });
  await release(await openGithubRequest(registry, github), APPLY_OPTIONS);
  registry.write("flows/chat/1.1.0.yml", flowYaml({ name: "chat", description: "2" }));
  for (const [path, text] of Object.entries(files)) registry.write(path, text);
  const sha = registry.commit(subject, { author: "Bea New <bea@example.test>" });
  registry.git("push", "-q", bareRepository, "main");
  pulls.push({ number: 7, title: "Describe it", author: "bea", commits: [sha], mergeCommit: sha, ...pull });
  expect(first).not.toBe(sha);
  return { registry, github, pulls };
}

async function run({ registry, github }: Scene, config: Partial<Config> = {}): Promise<ReleaseReport> {
  const request = await openGithubRequest(registry, github);
  return release({ ...request, config: { ...request.config, ...config } }, APPLY_OPTIONS);
}

function body({ notes }: ReleaseReport): string {
  return notes.get("chat-v1.1.0") ?? "";
}

describe("pull requests", () => {
  test("come from one query by commit, with what they closed, and stand in place of the commit", async () => {
    const all = await scene("Describe it (#7)", { closes: [{ number: 3, title: "What is it?" }] });
    const before = all.github.requests.length;
    const report = await run(all);
    expect(body(report)).toContain(
      `- Describe it ([#7](${all.github.gitUrl}/pull/7), [bea](${all.github.serverUrl}/bea)), closes [#3](${all.github.gitUrl}/issues/3) What is it?\n`,
    );
    expect(body(report)).not.toContain("## Commits");
    expect([...report.pulls].map(([tag, pulls]) => [tag, pulls.map(({ number }) => number)])).toEqual([["chat-v1.1.0", [7]]]);
    const queries = (): number => all.github.requests.slice(before).filter(({ path }) => path === "/graphql").length;
    expect(queries()).toBe(1);
    await run(all);
    expect(queries()).toBe(1);
  });

  test("are told by REST where there is no GraphQL", async () => {
    const all = await scene("A merge that names nothing", { body: "Fixes #3" });
    all.github.fail({ path: "/graphql" }, { answer: problem(404, "Not Found"), times: 9 });
    expect(body(await run(all))).toContain(
      `- Describe it ([#7](${all.github.gitUrl}/pull/7), [bea](${all.github.serverUrl}/bea)), closes [#3](`,
    );
    expect(requestsOf(all.github).some((request) => /^GET commits\/\w+\/pulls/u.test(request))).toBe(true);
  });

  test("are told by the subject where nothing can be read, with a warning, and the release is made", async () => {
    const all = await scene("Say it (#7)", {}, {});
    const refused = problem(403, "Resource not accessible by integration");
    all.github.fail({ path: /graphql$|\/pulls$/u }, { answer: refused, times: 9 });
    const report = await run(all);
    expect(body(report)).toContain(`- Say it ([#7](${all.github.gitUrl}/pull/7), Bea New)\n`);
    expect(report.plan.problems).toMatchObject([{ code: "forge-denied", severity: "warning" }]);
    expect(report.outcomes.map(({ result }) => result.kind)).toEqual(["done", "done"]);
    expect(report.pulls.get("chat-v1.1.0")).toEqual([]);
  });

  test.each([
    ["label", { labels: ["Skip Changelog"] }, {}],
    ["author", {}, { ignore: { labels: [], authors: ["BEA"], paths: [] } }],
    ["path", {}, { ignore: { labels: [], authors: [], paths: ["flows/chat"] } }],
  ] as const)("are left out by %s, but known", async (_what, pull, config) => {
    const all = await scene("Describe it (#7)", pull);
    const report = await run(all, config);
    expect(body(report)).not.toContain("/pull/7");
    expect(report.pulls.get("chat-v1.1.0")?.map(({ number }) => number)).toEqual([7]);
  });
});

describe("own notes", () => {
  test("come from the file beside the version, as data", async () => {
    const text = "Read **this**, @team: {{ digest }} {% for x in commits %} <!-- hidden\n";
    const all = await scene("Describe it (#7)", { body: "```release-notes\nnot this\n```" }, {}, { "flows/chat/1.1.0.md": text });
    const notes = body(await run(all));
    expect(notes).toContain("\nRead **this**, @\u200bteam: {{ digest }} {% for x in commits %} <\u200b!-- hidden\n");
    expect(notes).not.toContain("not this");
  });

  test("come from the merged pull request otherwise", async () => {
    const all = await scene("Describe it (#7)", { body: "Intro\r\n```flow-tagbot chat@1.1.0\r\n- for this\r\n```\r\n" });
    expect(body(await run(all))).toContain("\n\n- for this\n\n");
  });
});

describe("credits", () => {
  test("name who is new with this version, linked and not mentioned", async () => {
    const all = await scene("Describe it (#7)");
    expect(body(await run(all, { credits: true }))).toContain(
      `## First contributions\n\n- [bea](${all.github.serverUrl}/bea), [#7](${all.github.gitUrl}/pull/7)\n`,
    );
  });

  test("are off by default", async () => {
    expect(body(await run(await scene("Describe it (#7)")))).not.toContain("First contributions");
  });
});

test("with `notes: github`, GitHub writes the list since the flow's previous tag", async () => {
  const all = await scene("Describe it (#7)");
  const notes = body(await run(all, { notes: "github" }));
  expect(notes).toContain("## What's Changed\n* Describe it by @\u200bbea in ");
  expect(notes).toContain("/compare/chat-v1.0.0...chat-v1.1.0");
  expect(notes).toContain("template=github");
  const asked = all.github.requests.filter(({ path }) => path.endsWith("/releases/generate-notes")).map(({ body: sent }) => sent);
  expect(asked).toMatchObject([{ tag_name: "chat-v1.1.0", previous_tag_name: "chat-v1.0.0" }]);
});

test("a file that is not YAML has notes without a verdict", async () => {
  const registry = createRegistry();
  registry.write("flows/chat/1.0.0.yml", "a: 1\n");
  registry.commit("One");
  registry.write("flows/chat/1.1.0.yml", "a: [\n");
  registry.commit("Two");
  const { previewNotes } = await import("../../src/run/notes.ts");
  const { openSample } = await import("./open.ts");
  const opened = await openSample(registry.dir, {}, true);
  const { context } = await previewNotes({ ...opened, flow: "chat", version: "1.1.0", repositoryUrl: null, onProgress: () => undefined });
  expect([context.verdict, context.required_bump, context.changes]).toEqual([null, null, []]);
  expect(context.diff).toContain("+a: [");
});
