import { afterAll, beforeAll, expect, test } from "vitest";
import { DEFAULT_RESOLVE, type ConsumerContext } from "../../../src/run/consume/context.ts";
import { resolveReference } from "../../../src/run/consume/resolve-reference.ts";
import { listVersions, showFlow } from "../../../src/run/consume/show-flow.ts";
import { createRegistry, flowYaml, type TestRegistry } from "../../support/registry.ts";
import { createConsumer, createIndexed, createTeam, createTwins, listed } from "./offered.ts";

let team: TestRegistry;
let twins: TestRegistry;
/** Of the only commit of the branch feature/x that main has not. */
let tried: string;

beforeAll(() => {
  team = createTeam();
  team.branch("feature/x");
  team.write("flows/fresh/1.0.0.yml", flowYaml({ name: "Fresh" }));
  tried = team.commit("Try it");
  team.checkout("main");
  twins = createTwins();
});

afterAll(() => {
  team.cleanup();
  twins.cleanup();
});

async function openTeam(): Promise<ConsumerContext> {
  return createConsumer(listed("git", { team }, "team")).open();
}

test("a flow is shown with the version that its name means, how to pin it, and what it is given", async () => {
  const context = await openTeam();
  const { cards, origin } = await showFlow(context, "code_review@team", DEFAULT_RESOLVE);
  expect(origin.name).toBe("team");
  expect(cards).toMatchObject([
    {
      flow: { flow: "code_review", root: "flows", path: "flows/code_review", latest: "1.1.0", description: "Reviews, as of 1.1.0" },
      shown: { kind: "resolved", resolved: { version: "1.1.0", tag: "code_review-v1.1.0" }, pin: "code_review@team#1.1.0" },
    },
  ]);
  expect(cards[0]?.flow.versions).toHaveLength(5);
});

test("a version, a range and a variant are shown at the version that they mean", async () => {
  const context = await openTeam();
  for (const [text, version] of [
    ["code_review#1.0.0", "1.0.0"],
    ["code_review#~1.0.0", "1.0.0"],
    ["code_review#2.0.0-orbit", "2.0.0-orbit"],
  ] as const) {
    const { cards } = await showFlow(context, text, DEFAULT_RESOLVE);
    expect(cards, text).toMatchObject([{ shown: { kind: "resolved", resolved: { version } } }]);
  }
});

test("what cannot be shown fails with the reason", async () => {
  const context = await openTeam();
  for (const [text, code] of [
    ["code_review#9.9.9", "version-unknown"],
    ["code_reviev", "flow-unknown"],
    ["./code_review.yml", "reference-invalid"],
    ["code_review#", "reference-invalid"],
    ["code_review@nobody", "registry-unknown"],
  ] as const)
    await expect(showFlow(context, text, DEFAULT_RESOLVE), text).rejects.toMatchObject({ code });
});

test("every pin means the very version that was shown, in each root", async () => {
  const registries = { team, twins, conductor: createIndexed() };
  const context = await createConsumer(listed("git", registries)).open();
  for (const text of ["code_review@team", "chat/agent@team", "chat@twins", "qa-bot@conductor", "qa-bot@conductor#main"]) {
    const { cards } = await showFlow(context, text, DEFAULT_RESOLVE);
    expect(cards).not.toEqual([]);
    for (const { shown } of cards) {
      if (shown.kind === "unresolved") throw new Error(`${text}: ${shown.problem.message}`);
      const { digest, commit, path } = shown.resolved;
      await expect(resolveReference(context, shown.pin ?? "", DEFAULT_RESOLVE)).resolves.toMatchObject({ digest, commit, path });
    }
  }
});

test("a flow of two roots is shown for each, and for one root alone if it is chosen", async () => {
  const { open } = createConsumer(listed("git", { twins }, "twins"));
  const shown = async (root: string | null): Promise<readonly object[]> =>
    (await showFlow(await open(), "chat", { ...DEFAULT_RESOLVE, root })).cards.map(({ flow, shown: { kind } }) => [
      flow.root,
      flow.description,
      kind,
    ]);
  await expect(shown(null)).resolves.toEqual([
    ["flows", "Of flows", "resolved"],
    ["lab", "Of lab", "resolved"],
  ]);
  await expect(shown("lab")).resolves.toEqual([["lab", "Of lab", "resolved"]]);
});

test("of two roots with one template, each has its own versions, and a pin means the same bytes without the root", async () => {
  const registry = createRegistry();
  registry.write(".github/flow-tagbot.yml", "roots:\n  - path: v1\n  - path: lab\n");
  for (const path of ["v1/chat/1.0.0.yml", "lab/chat/2.0.0.yml", "v1/chat/3.0.0.yml"]) {
    registry.write(path, flowYaml({ name: "Chat", description: path }));
    registry.commit(`Add ${path}`);
    registry.tag(`chat-v${/([^/]+)\.yml$/.exec(path)?.[1] ?? ""}`);
  }
  const { open } = createConsumer(listed("git", { team: registry }, "team"));
  const context = await open();
  const { flows } = await listVersions(context, "chat", DEFAULT_RESOLVE);
  expect(flows.map(({ root, versions }) => [root, ...versions.map(({ version }) => version)])).toEqual([
    ["lab", "2.0.0"],
    ["v1", "1.0.0", "3.0.0"],
  ]);
  for (const [text, root] of [
    ["chat#chat-v3.0.0", null],
    ["chat#^3", null],
    ["chat#3.0.0", "v1"],
  ] as const) {
    const { cards } = await showFlow(context, text, { ...DEFAULT_RESOLVE, root });
    expect(cards, text).toMatchObject([
      { flow: { root: "v1" }, shown: { resolved: { path: "v1/chat/3.0.0.yml" }, pin: "chat#refs/tags/chat-v3.0.0" } },
    ]);
  }
  expect(await resolveReference(context, "chat#refs/tags/chat-v3.0.0", DEFAULT_RESOLVE)).toMatchObject({ path: "v1/chat/3.0.0.yml" });
});

test("a root that is not there is reported, with the near one", async () => {
  const context = await openTeam();
  for (const ask of [showFlow, listVersions]) {
    const error = await ask(context, "code_review", { ...DEFAULT_RESOLVE, root: "flow" }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "flow-unknown", message: expect.stringContaining('no root "flow"') as unknown });
    expect(JSON.stringify(error)).toContain("mean flows?");
  }
});

test("a flow of two folders of a registry without roots is shown for each", async () => {
  const registry = createRegistry();
  for (const [folder, version] of [
    ["lab", "1.0.0"],
    ["flows", "2.0.0"],
  ] as const) {
    const path = `${folder}/chat/${version}.yml`;
    registry.write(path, flowYaml({ name: "Chat" }));
    registry.commit(`Add ${path}`);
    registry.tag(`chat-v${version}`, undefined, { message: `chat ${version}\n\nFlow-Path: ${path}` });
  }
  const { open } = createConsumer(listed("git", { team: registry }, "team"));
  const { cards } = await showFlow(await open(), "chat", DEFAULT_RESOLVE);
  expect(cards).toMatchObject([
    { flow: { path: "flows/chat", latest: "2.0.0" }, shown: { resolved: { version: "2.0.0" }, pin: "chat#refs/tags/chat-v2.0.0" } },
    { flow: { path: "lab/chat", latest: "1.0.0" } },
  ]);
});

test("a flow without a stable version is shown with the reason why none is meant", async () => {
  const registry = createRegistry();
  registry.write("flows/new/1.0.0-rc.1.yml", flowYaml({ name: "New" }));
  registry.commit("Add it");
  registry.tag("new-v1.0.0-rc.1");
  const { open } = createConsumer(listed("git", { team: registry }, "team"));
  const { cards } = await showFlow(await open(), "new", DEFAULT_RESOLVE);
  expect(cards).toMatchObject([
    { flow: { latest: null, description: "The New flow" }, shown: { kind: "unresolved", problem: { code: "range-unsatisfied" } } },
  ]);
  const { cards: opted } = await showFlow(await open(), "new", { ...DEFAULT_RESOLVE, prerelease: true });
  expect(opted).toMatchObject([{ shown: { kind: "resolved", resolved: { version: "1.0.0-rc.1" } } }]);
});

test("without network a flow is shown as far as it is known, and a version that is asked for by name fails", async () => {
  const { open } = createConsumer(listed("git", { team }, "team"));
  await listVersions(await open(), "code_review", DEFAULT_RESOLVE);
  const offline = { ...DEFAULT_RESOLVE, offline: true };
  const { cards, origin } = await showFlow(await open(), "code_review", offline);
  expect(origin.stale).toBe(true);
  expect(cards).toMatchObject([{ flow: { latest: "1.1.0" }, shown: { kind: "unresolved", problem: { code: "offline-missing" } } }]);
  await expect(showFlow(await open(), "code_review#1.0.0", offline)).rejects.toMatchObject({ code: "offline-missing" });
});

test("two folders that hold a flow of one name are both shown, each with what the name means there", async () => {
  const registry = createRegistry();
  for (const folder of ["a", "b"]) registry.write(`${folder}/chat/1.0.0.yml`, flowYaml({ name: "Chat", description: `Of ${folder}` }));
  registry.commit("Add both");
  const { open } = createConsumer(listed("git", { team: registry }, "team"));
  const { cards } = await showFlow(await open(), "chat", DEFAULT_RESOLVE);
  expect(cards).toMatchObject([
    { flow: { path: "a/chat", description: "Of a" }, shown: { kind: "resolved", resolved: { path: "a/chat/1.0.0.yml" } } },
    { flow: { path: "b/chat", description: "Of b" }, shown: { kind: "resolved", resolved: { path: "b/chat/1.0.0.yml" } } },
  ]);
});

test("a flow that only a branch holds is shown from there", async () => {
  const { cards } = await showFlow(await openTeam(), "fresh#feature/x", DEFAULT_RESOLVE);
  expect(cards).toMatchObject([
    {
      flow: { flow: "fresh", path: "flows/fresh", tagged: false, description: "The Fresh flow", versions: [] },
      shown: { kind: "resolved", resolved: { version: "1.0.0", commit: tried }, pin: `fresh#${tried}` },
    },
  ]);
});

test("inputs are those that the format of the file names", async () => {
  const registry = createRegistry();
  registry.write("index.yaml", "workflows:\n  qa:\n    path: qa.yaml\n");
  registry.write(
    "qa.yaml",
    "workflow:\n  name: qa\n  entry_point: a\n  input:\n    question: { type: string, required: true }\n    style: { type: string, required: false }\nagents:\n  - name: a\n",
  );
  registry.commit("Add it");
  const { open } = createConsumer(listed("git", { team: registry }, "team"));
  const { cards } = await showFlow(await open(), "qa", DEFAULT_RESOLVE);
  expect(cards).toMatchObject([
    {
      shown: {
        inputs: [
          { name: "question", required: true },
          { name: "style", required: false },
        ],
      },
    },
  ]);
});

test("all versions of a flow are listed, and of each root that holds it", async () => {
  const { open } = createConsumer(listed("git", { team, twins }));
  const reviews = await listVersions(await open(), "code_review@team", DEFAULT_RESOLVE);
  expect(reviews.flows.flatMap(({ versions }) => versions.map(({ version, tag }) => [version, tag?.name]))).toEqual(
    ["1.0.0", "1.1.0", "1.2.0", "2.0.0-orbit", "2.0.0-rc.1"].map((version) => [version, `code_review-v${version}`]),
  );
  const chats = await listVersions(await open(), "chat@twins", DEFAULT_RESOLVE);
  expect(chats.flows.map(({ root, latest }) => [root, latest])).toEqual([
    ["flows", "1.0.0"],
    ["lab", "1.0.0"],
  ]);
});

test("versions of what is no flow fail with the reason", async () => {
  const context = await openTeam();
  for (const [text, code] of [
    ["code_review#1.0.0", "reference-invalid"],
    ["code_reviev", "flow-unknown"],
    ["/code_review.yml", "reference-invalid"],
  ] as const)
    await expect(listVersions(context, text, DEFAULT_RESOLVE), text).rejects.toMatchObject({ code });
});
