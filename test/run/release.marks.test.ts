import { beforeEach, describe, expect, test } from "vitest";
import { toSteps } from "../../src/manual/steps.ts";
import { NO_MARKS } from "../../src/model/marks.ts";
import { readBanner, withBanner } from "../../src/notes/banner.ts";
import { authorOf, parseMarker } from "../../src/notes/marker.ts";
import { planRelease, release, type ReleaseReport } from "../../src/run/release.ts";
import { context } from "../manual/sample-plan.ts";
import { openGithub } from "../forge/github/open-github.ts";
import { call } from "../support/github/client.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import type { GithubStandIn } from "../support/github/start-github.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { openGithubRequest } from "./open-github-request.ts";
import { APPLY_OPTIONS, openRequest } from "./open.ts";

// A flow in a folder of flows, whose tags look like nobody else's.
const ROOTS = `roots: [{ path: flows, tag: "release-{flow}_{version}" }]\n`;
const TAG = "release-team/chat_1.1.0";
const YANK = `yanked:\n  - { flow: team/chat, version: 1.1.0, reason: "It leaks @octo" }\n`;

let registry: TestRegistry;
let github: GithubStandIn;

function land(files: Readonly<Record<string, string | null>>): void {
  for (const [path, text] of Object.entries(files)) {
    if (text === null) registry.git("rm", "--quiet", path);
    else registry.write(path, text);
  }
  registry.commit("Change");
  registry.git("push", "--quiet", github.bareRepository, "main");
}

function configure(text: string): void {
  land({ ".github/flow-tagbot.yml": `${ROOTS}${text}` });
}

async function run(
  changes: { readonly resync?: boolean; readonly token?: string; readonly thorough?: boolean } = {},
): Promise<ReleaseReport> {
  const { token, ...flags } = changes;
  return release({ ...(await openGithubRequest(registry, github, "workflow-token", token)), ...flags }, APPLY_OPTIONS);
}

function bodyOf(tag = TAG): string {
  return github.releases.find(({ tagName }) => tagName === tag)?.body ?? "";
}

/** As a person does on the release's page. */
async function edit(body: string, tag = TAG): Promise<void> {
  const id = github.releases.find(({ tagName }) => tagName === tag)?.id ?? 0;
  expect(await call(github, "PATCH", `/releases/${id}`, { body })).toMatchObject({ status: 200 });
}

function latest(): Promise<string | null> {
  return openGithub(github).readLatest();
}

/** `edit-release yanked done`, … */
function told({ outcomes }: ReleaseReport): readonly string[] {
  return outcomes.map(({ action, result }) =>
    [action.type, action.type === "edit-release" ? action.why : action.tag, result.kind].join(" "),
  );
}

beforeEach(async () => {
  registry = createRegistry();
  registry.write(".github/flow-tagbot.yml", ROOTS);
  for (const version of ["1.0.0", "1.1.0"]) {
    registry.write(`flows/team/chat/${version}.yml`, `version: ${version}\n`);
    registry.commit(`Add ${version}`);
  }
  github = await startForTest({ bareRepository: registry.addBareRemote() });
  await run();
});

describe("a yank after the release", () => {
  test("puts a banner on it, and when it is taken back the text is what it was, byte for byte", async () => {
    const before = bodyOf();
    expect([parseMarker(before)?.flow, authorOf(before)]).toEqual(["team/chat", "ours"]);
    configure(YANK);
    expect(told(await run())).toEqual(["edit-release yanked done"]);
    expect(bodyOf()).toBe(withBanner(before, { ...NO_MARKS, yanked: { reason: "It leaks @octo" } }));
    expect(bodyOf()).not.toContain("@octo");
    expect(authorOf(bodyOf())).toBe("ours");
    expect(github.releases.find(({ tagName }) => tagName === "release-team/chat_1.0.0")?.body).not.toContain("CAUTION");
    for (const thorough of [true, false]) expect(told(await run({ thorough }))).toEqual([]);
    configure("");
    expect(told(await run({ thorough: false }))).toEqual(["edit-release unyanked done"]);
    expect(bodyOf()).toBe(before);
    expect(told(await run())).toEqual([]);
  });

  test("moves the latest badge on to the next highest stable version, and back", async () => {
    configure("latest: team/chat\n");
    await run();
    expect(await latest()).toBe(TAG);
    configure(`latest: team/chat\n${YANK}`);
    expect(told(await run())).toEqual(["mark-latest release-team/chat_1.0.0 done", "edit-release yanked done"]);
    expect(await latest()).toBe("release-team/chat_1.0.0");
    configure("latest: team/chat\n");
    expect(told(await run())).toEqual([`mark-latest ${TAG} done`, "edit-release unyanked done"]);
  });

  test("leaves a text alone that a person edited, and tells them what to write, until it is there", async () => {
    const mine = `Thanks to all!\n\n${bodyOf()}`.replaceAll("\n", "\r\n");
    await edit(mine);
    configure(YANK);
    const { plan, outcomes } = await run();
    expect(outcomes).toEqual([]);
    expect(plan.problems).toMatchObject([{ code: "release-edited", severity: "warning", path: "flows/team/chat/1.1.0.yml" }]);
    expect(bodyOf()).toBe(mine);
    await edit(`> [!CAUTION]\r\n> **Yanked: do not use this version.** It leaks @&#8203;octo\r\n\r\n${mine}`);
    expect((await run()).plan.problems).toEqual([]);
  });

  test("that nobody can carry out is a step for a person, with the very text", async () => {
    configure(YANK);
    github.fail({ kind: "api", method: "PATCH" }, { answer: { status: 403, body: { message: "Resource not accessible by integration" } } });
    const { plan, outcomes, notes } = await run();
    expect(outcomes).toMatchObject([{ result: { kind: "failed", failure: { code: "forge-denied" } } }]);
    const [step] = toSteps(plan, outcomes, { ...context, notes });
    const commands = step?.ways.flatMap((way) => way.commands) ?? [];
    expect(commands.filter((command) => command.startsWith(`gh release edit ${TAG} --notes-file -`))).toHaveLength(1);
    expect(commands.join("\n")).toContain("> [!CAUTION]");
    expect(told(await run())).toEqual(["edit-release yanked done"]);
  });

  test("that a person's edit overtakes is not written", async () => {
    configure(YANK);
    const request = await openGithubRequest(registry, github);
    const { forge } = request;
    const overtaken = {
      ...request,
      forge: {
        ...forge,
        editRelease: async (...edited: Parameters<typeof forge.editRelease>) => {
          await edit("My own words");
          return forge.editRelease(...edited);
        },
      },
    };
    expect((await release(overtaken, APPLY_OPTIONS)).outcomes).toMatchObject([{ result: { failure: { code: "release-edited" } } }]);
    expect(bodyOf()).toBe("My own words");
  });
});

test("a version that is released with its marks gets its banner at once, and nothing is edited after it", async () => {
  land({
    ".github/flow-tagbot.yml": `${ROOTS}yanked: [{ flow: team/chat, version: 2.0.0, reason: Wrong }]\ndeprecated: [{ flow: team/chat, versions: "<2", use: team/chat@^3 }]\n`,
    "flows/team/chat/2.0.0.yml": "version: 2\n",
    "flows/team/chat/3.0.0.yml": "version: 3\n",
  });
  land({ "flows/team/chat/1.2.0.yml": "version: 1.2\n" });
  const report = await run();
  expect(told(report).filter((line) => line.startsWith("edit"))).toEqual(["edit-release deprecated done", "edit-release deprecated done"]);
  const words = ["2.0.0", "1.2.0", "1.1.0", "3.0.0"].map((version) => readBanner(bodyOf(`release-team/chat_${version}`))?.words ?? []);
  expect(words).toEqual([["yanked"], ["deprecated", "backport"], ["deprecated"], []]);
  expect(report.notes.get("release-team/chat_1.2.0")).toBe(bodyOf("release-team/chat_1.2.0"));
  expect(told(await run())).toEqual([]);
  configure("");
  await run();
  expect(readBanner(bodyOf("release-team/chat_1.2.0"))?.words).toEqual(["backport"]);
  expect(told(await run())).toEqual([]);
});

test("a version whose file goes is told on its release, and no more when it is back", async () => {
  const before = bodyOf();
  land({ "flows/team/chat/1.1.0.yml": null });
  expect(told(await run())).toEqual(["edit-release withdrawn done"]);
  expect(told(await run())).toEqual([]);
  land({ "flows/team/chat/1.1.0.yml": "version: 1.1.0\n" });
  expect(told(await run())).toEqual(["edit-release restored done"]);
  expect(bodyOf()).toBe(before);
});

describe("resync", () => {
  test("writes untouched notes anew with the template of today, once, and reports edited ones", async () => {
    const mine = `${bodyOf("release-team/chat_1.0.0")}\nMine`;
    await edit(mine, "release-team/chat_1.0.0");
    expect(told(await run({ resync: true }))).toEqual([]);
    configure(`template: "Now it is {{ version }}."\n${YANK}`);
    const { plan } = await run({ resync: true });
    expect(plan.problems).toMatchObject([{ code: "release-edited", path: "flows/team/chat/1.0.0.yml" }]);
    expect(bodyOf()).toMatch(/banner-end -->\n\nNow it is 1\.1\.0\.\n\n<!-- flow-tagbot /u);
    expect(bodyOf("release-team/chat_1.0.0")).toBe(mine);
    expect(told(await run({ resync: true }))).toEqual([]);
  });

  test("is planned as it is carried out", async () => {
    configure('template: "Other {{ version }}."\n');
    const request = { ...(await openGithubRequest(registry, github)), resync: true, thorough: false };
    const planned = await planRelease(request);
    expect(planned.actions.map(({ type, tag }) => [type, tag])).toEqual([
      ["edit-release", "release-team/chat_1.0.0"],
      ["edit-release", TAG],
    ]);
    expect((await release(request, { ...APPLY_OPTIONS, earlierPlan: planned })).outcomes.map(({ result }) => result.kind)).toEqual([
      "done",
      "done",
    ]);
  });
});

test("releases in a folder are edited as those on a server are", async () => {
  const local = createRegistry();
  local.write("flows/chat/1.0.0.yml", "version: 1\n");
  local.commit("Add");
  await release(await openRequest(local.dir), APPLY_OPTIONS);
  const bodies = async (): Promise<string | undefined> => {
    const request = await openRequest(local.dir);
    return (await (await request.forge.readReleases({ tagged: [], thorough: true })).find("chat-v1.0.0"))?.body;
  };
  const before = await bodies();
  const runWith = async (config: string): Promise<readonly string[]> => {
    local.write(".github/flow-tagbot.yml", config);
    local.commit("Configure");
    return told(await release(await openRequest(local.dir), APPLY_OPTIONS));
  };
  const yank = "yanked: [{ flow: chat, version: 1.0.0, reason: Wrong }]\n";
  expect(await runWith(yank)).toEqual(["edit-release yanked done"]);
  expect(await bodies()).toContain("CAUTION");
  expect(await runWith(`${yank}# Nothing else\n`)).toEqual([]);
  expect(await runWith("")).toEqual(["edit-release unyanked done"]);
  expect(await bodies()).toBe(before);
});
