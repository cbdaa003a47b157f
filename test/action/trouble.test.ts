import { describe, expect, test } from "vitest";
import { expectShapes, listOutput, problemCodes } from "./output-shapes.ts";
import { expectCode, runAction, type ActionRun } from "./run-action.ts";
import { addVersion, checkOut, openSetting, releasedTags, tagsOf, versions, writesOf, type Setting } from "./setting.ts";

/** Starts the action in a full checkout, and checks that its outputs have their shape. */
async function run(setting: Setting, options: Parameters<typeof runAction>[1] = {}): Promise<ActionRun> {
  const ended = await runAction(setting, { workspace: checkOut(setting), ...options });
  expectShapes(ended);
  return ended;
}

describe.concurrent("what stands in the way", () => {
  test("of some versions keeps those alone, and is said with its ways out", async (context) => {
    const setting = await openSetting(context, (registry) => {
      versions(2)(registry);
      registry.tag("code_review-v1.0.0", "HEAD", { annotated: true });
      addVersion(registry, "flows/linked/1.0.0.yml");
      registry.link("flows/linked/1.1.0.yml", "1.0.0.yml");
      registry.commit("Link a version");
    });
    setting.registry.git("push", "--quiet", "origin", "code_review-v1.0.0");
    const before = tagsOf(setting)["code_review-v1.0.0"];
    const first = expectCode(await run(setting), 2);
    expect(listOutput(first, "conflicts")).toMatchObject([{ flow: "code_review", version: "1.0.0", code: "tag-elsewhere" }]);
    expect(listOutput(first, "blocked")).toMatchObject([
      { flow: "linked", version: "1.1.0", path: "flows/linked/1.1.0.yml", code: "version-link" },
    ]);
    expect(first.stdout).toMatch(/^::error file=flows\/linked\/1\.1\.0\.yml[^\n]*::/m);
    expect(first.stdout).toMatch(/^::error [^\n]*code_review-v1\.0\.0/m);
    for (const said of [
      "git push origin --delete refs/tags/code_review-v1.0.0",
      "git commit -m 'Replace the link flows/linked/1.1.0.yml by a copy'",
    ]) {
      expect(first.stdout).toContain(said);
      expect(first.summary).toContain(said);
    }
    expect(tagsOf(setting)["code_review-v1.0.0"]).toBe(before);
    expect([...releasedTags(setting)].toSorted()).toEqual(["code_review-v1.1.0", "linked-v1.0.0"]);
    const second = expectCode(await run(setting), 2);
    expect(writesOf(second.requests)).toEqual([]);
    expect(listOutput(second, "conflicts")).toEqual(listOutput(first, "conflicts"));
  });

  test("a published file that changed later is a conflict", async (context) => {
    const setting = await openSetting(context, versions(1));
    expectCode(await run(setting), 0);
    const { registry } = setting;
    registry.write("flows/code_review/1.0.0.yml", "version: v1\nname: other\n");
    registry.commit("Change a published version");
    registry.git("push", "--quiet", "origin", "main");
    const later = expectCode(await run(setting), 2);
    expect(listOutput(later, "conflicts")).toMatchObject([{ version: "1.0.0", code: "file-changed" }]);
    expect(writesOf(later.requests)).toEqual(["POST /repos/octo-org/flows/labels", "POST /repos/octo-org/flows/issues"]);
  });

  test("a tag whose release is missing gets one from the tag's commit", async (context) => {
    const setting = await openSetting(context, versions(2));
    const { registry, github } = setting;
    const landing = registry.git("log", "-1", "--format=%H", "--", "flows/code_review/1.0.0.yml");
    registry.tag("code_review-v1.0.0", landing, { annotated: true });
    registry.git("push", "--quiet", "origin", "code_review-v1.0.0");
    const ended = expectCode(await run(setting), 0);
    expect(ended.outputs["tags"]).toBe('["code_review-v1.1.0"]');
    expect(github.releases.find(({ tagName }) => tagName === "code_review-v1.0.0")).toMatchObject({
      targetCommitish: landing,
      draft: false,
    });
    expect(releasedTags(setting)).toHaveLength(2);
  });

  test("a ruleset that refuses one tag leaves the others done", async (context) => {
    const setting = await openSetting(context, versions(3));
    setting.github.refuseRefs([
      {
        hook: "pre-receive",
        refs: ["refs/tags/code_review-v1.1.0"],
        text: "error: GH013: Repository rule violations found for refs/tags/code_review-v1.1.0.\n",
      },
    ]);
    const ended = expectCode(await run(setting), 2);
    expect(Object.keys(tagsOf(setting))).toEqual(["code_review-v1.0.0", "code_review-v1.2.0"]);
    expect(releasedTags(setting)).toEqual(["code_review-v1.0.0", "code_review-v1.2.0"]);
    expect(listOutput(ended, "blocked")).toMatchObject([{ version: "1.1.0", code: "push-ruleset" }]);
    expect(ended.stdout).toContain("GH013");
  });

  test("a token that may only read is said to be the cause", async (context) => {
    const setting = await openSetting(context, versions(2));
    const ended = expectCode(await run(setting, { token: setting.github.tokens.readOnly }), 2);
    expect(listOutput(ended, "blocked")).toMatchObject([{ code: "push-denied" }, { code: "push-denied" }]);
    expect(ended.stdout).toContain("contents: write");
    expect(tagsOf(setting)).toEqual({});
    expect(setting.github.releases).toEqual([]);
  });
});

describe.concurrent("nothing at all is written", () => {
  test("when the releases cannot be listed", async (context) => {
    const setting = await openSetting(context, versions(1));
    setting.github.fail(
      { kind: "api", method: "GET", path: /\/releases$/ },
      { times: 100, answer: { status: 404, body: { message: "Not Found", documentation_url: "https://docs.github.com/rest" } } },
    );
    const ended = expectCode(await run(setting), 1);
    expect(writesOf(ended.requests)).toEqual([]);
    expect(problemCodes(ended)).toHaveLength(1);
    expect(ended.outputs["released"]).toBe("false");
  });

  test("when the server stays down", async (context) => {
    const setting = await openSetting(context, versions(1));
    setting.github.fail({ kind: "api" }, { times: 100, answer: { status: 503, body: "<html>Unicorn!</html>" } });
    const ended = expectCode(await run(setting), 1);
    expect(writesOf(ended.requests)).toEqual([]);
    expect(problemCodes(ended)).toEqual(["forge-unreachable"]);
  });

  test("when the template fails, with its name and line", async (context) => {
    const setting = await openSetting(context, (registry) => {
      registry.write(".github/notes.md", "# {{ flow }}\n\n{{ version | nothing }}\n");
      versions(1)(registry);
    });
    const ended = expectCode(await run(setting, { inputs: { template: ".github/notes.md" } }), 1);
    expect(writesOf(ended.requests)).toEqual([]);
    expect(problemCodes(ended)).toEqual(["template-invalid"]);
    expect(ended.stdout).toMatch(/^::error file=\.github\/notes\.md,line=3,/m);
  });

  test("when a template fails on one version's values only", async (context) => {
    const setting = await openSetting(context, versions(2));
    const template = "{{ flow }}\n{% if previous %}{{ previous.constructor('x')() }}{% endif %}\n";
    const ended = expectCode(await run(setting, { inputs: { template } }), 1);
    expect(writesOf(ended.requests)).toEqual([]);
    expect(problemCodes(ended)).toEqual(["template-invalid"]);
  });

  test("when inputs are bad, all of which are told at once", async (context) => {
    const setting = await openSetting(context, versions(1));
    const ended = expectCode(await run(setting, { inputs: { mode: "aply", version: "v1.0", limit: "0", "dry-run": "yes", flwo: "x" } }), 1);
    expect(ended.requests).toEqual([]);
    expect(problemCodes(ended)).toEqual(Array(5).fill("input-invalid"));
    for (const said of ["aply", "v1.0", "limit", "dry-run", "flwo"])
      expect(ended.stdout.split("\n").filter((line) => line.startsWith("::error") && line.includes(said))).toHaveLength(1);
  });

  test("when the configuration is bad, all of which is told at once with lines", async (context) => {
    const setting = await openSetting(context, (registry) => {
      registry.write(".github/flow-tagbot.yml", "brunch: main\ntag: '{flow}'\nroots:\n  - path: /absolute\n");
      versions(1)(registry);
    });
    const ended = expectCode(await run(setting), 1);
    expect(writesOf(ended.requests)).toEqual([]);
    for (const line of [1, 2, 4]) expect(ended.stdout).toMatch(new RegExp(`^::error file=\\.github/flow-tagbot\\.yml,line=${line},`, "m"));
    expect(problemCodes(ended)).toEqual(Array(3).fill("config-invalid"));
  });

  test("when there is neither a checkout nor a repository to clone", async (context) => {
    const setting = await openSetting(context, versions(1));
    const ended = expectCode(await runAction(setting, { environment: { GITHUB_REPOSITORY: "" } }), 1);
    expectShapes(ended);
    expect(problemCodes(ended)).toEqual(["not-a-repository"]);
  });
});

describe.concurrent("foreign text", () => {
  const HOSTILE = [
    "::error::from a subject",
    "##[error]from a subject",
    "x\r::set-output name=released::true",
    "\u2028::warning::from a subject",
    "::add-mask::1",
  ];

  test("never becomes a workflow command", async (context) => {
    const setting = await openSetting(context, (registry) => {
      for (const [minor, subject] of HOSTILE.entries()) addVersion(registry, `flows/a/1.${minor}.0.yml`, subject);
      registry.write("flows/::error::name/1.0.0.yml", "a: 1\n");
      registry.write("flows/a/\n::error::name.yml", "a: 1\n");
      registry.write("flows/##[error]name/1.0.0.yml", "a: 1\n");
      registry.commit("##[group]hostile names");
    });
    setting.github.refuseRefs([{ hook: "update", refs: ["refs/tags/*"], text: "::error::from the server\n" }]);
    const ended = await run(setting);
    expect(ended.code).toBe(2);
    expect(
      commandsIn(ended.stdout).filter(
        ({ text }) =>
          /from a subject|from the server|set-output|^error::name|^::add-mask::1$/.test(text) &&
          !text.startsWith("::error ") &&
          !text.startsWith("::warning "),
      ),
    ).toEqual([]);
    for (const { command } of commandsIn(ended.stdout)) expect(["add-mask", "error", "warning", "notice", "stop"]).toContain(command);
  });
});

interface WorkflowCommand {
  readonly command: string;
  readonly text: string;
}

/** The commands that a runner would find in a log: at the start of a line after white space, or `##[` anywhere. */
function commandsIn(log: string): readonly WorkflowCommand[] {
  const found: WorkflowCommand[] = [];
  let stopped: string | null = null;
  for (const line of log.split(/[\r\n\u0085\u2028\u2029]/)) {
    const text = line.trim();
    const stop = /^::stop-commands::(.+)$/.exec(text)?.[1];
    if (stopped !== null) {
      if (text === `::${stopped}::`) stopped = null;
      continue;
    }
    if (stop !== undefined) {
      stopped = stop;
      continue;
    }
    const command = /^::([\w-]+)(?: [^:]*(?::[^:]+)*)?::/.exec(text)?.[1] ?? /##\[([\w-]*)/.exec(line)?.[1];
    if (command !== undefined) found.push({ command, text });
  }
  expect(stopped).toBeNull();
  return found;
}
