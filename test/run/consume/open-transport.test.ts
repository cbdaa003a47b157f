import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Problem } from "../../../src/model/problem.ts";
import { LIMITS } from "../../../src/resolve/limits.ts";
import type { RegistrySource } from "../../../src/resolve/source.ts";
import type { Transport } from "../../../src/resolve/transport.ts";
import { createTransportOpener, type TransportSettings } from "../../../src/run/consume/open-transport.ts";
import { createFakeTime } from "../../support/fake-time.ts";
import { openRegistry } from "../../support/git-registry.ts";
import { startForTest } from "../../support/github/start-for-test.ts";
import type { GithubOptions, GithubStandIn } from "../../support/github/start-github.ts";
import { isolatedEnvironment } from "../../support/isolated-git.ts";

const registry = openRegistry();
let bareRepository = "";
beforeAll(() => {
  registry.write("flows/qa/1.0.0.yml", "name: qa\n");
  registry.write("flows/qa/prompt.md", "Answer.\n");
  registry.commit("First");
  registry.tag("qa-v1.0.0", "HEAD", { message: "qa 1.0.0" });
  bareRepository = registry.addBareRemote();
  registry.push();
});
afterAll(() => {
  registry.cleanup();
});

interface Opened {
  readonly github: GithubStandIn;
  readonly transport: Transport;
  readonly notices: readonly Problem[];
  readonly processes: () => number;
  /** What lies in the folder for stages. */
  readonly stages: () => readonly string[];
}

interface Changes {
  readonly source?: (github: GithubStandIn) => Partial<RegistrySource>;
  readonly token?: string | null;
  readonly settings?: (github: GithubStandIn) => Partial<TransportSettings>;
  readonly github?: GithubOptions;
}

async function open({ source, token, settings, github: options }: Changes = {}): Promise<Opened> {
  const github = await startForTest({ bareRepository, ...options });
  const folder = mkdtempSync(join(tmpdir(), "stages-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const notices: Problem[] = [];
  let processes = 0;
  const openTransport = createTransportOpener({
    serverUrl: github.serverUrl,
    apiUrl: null,
    environment: { ...isolatedEnvironment(folder), PATH: process.env["PATH"] },
    makeStage: () => {
      const stage = mkdtempSync(join(folder, "stage-"));
      return Promise.resolve({
        folder: stage,
        remove: () => {
          rmSync(stage, { recursive: true, force: true });
          return Promise.resolve();
        },
      });
    },
    findToken: () => Promise.resolve(token === undefined ? github.tokens.readOnly : token),
    limits: LIMITS,
    time: { ...createFakeTime(), secondMs: 1000 },
    onNotice: (notice) => notices.push(notice),
    onProcess: () => (processes += 1),
    onExchange: () => undefined,
    ...settings?.(github),
  });
  const common: RegistrySource = { name: "team", type: "github", url: github.gitUrl, id: "team-1", root: null };
  const transport = await openTransport({ ...common, ...source?.(github) });
  onTestFinished(() => transport.close());
  return {
    github,
    transport,
    notices,
    processes: () => processes,
    stages: () => readdirSync(folder).filter((name) => name.startsWith("stage-")),
  };
}

/** All that a reference takes: refs, the tag's commit, its files. */
async function readAll(transport: Transport): Promise<readonly string[]> {
  const refs = await transport.readRefs();
  const tag = refs.tags.get("qa-v1.0.0");
  if (tag === undefined) throw new Error("There is no tag.");
  const [view] = await transport.readCommits([{ commit: tag.commit, tag }]);
  const contents = await transport.readContents(view?.entries ?? []);
  return [view?.tagMessage?.trim() ?? "", ...(view?.entries ?? []).map(({ oid }) => String(contents.get(oid)))];
}

const ALL = ["qa 1.0.0", "name: qa\n", "Answer.\n"];
const pathsOf = ({ requests }: GithubStandIn, kind: "api" | "git"): readonly string[] =>
  requests
    .filter((request) => request.kind === kind)
    .map(({ path }) =>
      path
        .split("/")
        .slice(kind === "api" ? 4 : 3, kind === "api" ? 6 : 9)
        .join("/"),
    );

describe("a registry on GitHub", () => {
  test("is read over HTTP with a token: no process, no file, five requests", async () => {
    const { github, transport, processes, stages, notices } = await open({ github: { isPrivate: true } });
    expect(await readAll(transport)).toEqual(ALL);
    expect(github.requests).toHaveLength(5);
    expect([processes(), stages(), notices]).toEqual([0, [], []]);
  });

  test("gives the same by git, which is how it is read without a token", async () => {
    const { github, transport, processes, stages, notices } = await open({ token: null });
    expect(await readAll(transport)).toEqual(ALL);
    expect(pathsOf(github, "api")).toEqual([]);
    expect(processes()).toBeGreaterThan(0);
    expect(notices).toEqual([]);
    await transport.close();
    expect(stages()).toEqual([]);
  });

  test.each([
    ["the rate limit is used up", "forge-rate-limit", { rateLimit: 0 }],
    ["the listing is cut off", "forge-unreadable", { treeCap: 1 }],
  ])("is read by git when %s", async (_name, code, options) => {
    const { transport, notices } = await open({ github: { ...options, isPrivate: true } });
    expect(await readAll(transport)).toEqual(ALL);
    expect(notices).toMatchObject([{ code, severity: "warning" }]);
  });

  test("is read by git when the API is down", async () => {
    const { github, transport, notices } = await open();
    github.fail({ kind: "api" }, { answer: { status: 503, body: "" }, times: 99 });
    expect(await readAll(transport)).toEqual(ALL);
    expect(pathsOf(github, "api")).toHaveLength(2);
    expect(notices).toMatchObject([{ code: "forge-unreachable" }]);
  });

  test("that is public is read by git without the token when that is refused, which is said", async () => {
    const { github, transport, notices } = await open({ token: "ghp_expired" });
    expect(await readAll(transport)).toEqual(ALL);
    expect(notices).toMatchObject([{ code: "forge-auth" }]);
    const withToken = github.requests.filter(({ headers }) => headers.authorization !== undefined);
    expect(withToken).toHaveLength(1);
  });

  test("that nobody can see is a failure with both reasons, and no notice", async () => {
    const { transport, notices } = await open({ source: (github) => ({ url: `${github.serverUrl}/octo-org/nothing` }) });
    await expect(transport.readRefs()).rejects.toMatchObject({ problems: [{ code: "git-auth" }, { code: "forge-denied" }] });
    expect(notices).toEqual([]);
  });

  test("does not have what git does not find either, which is no reason for a notice", async () => {
    const { transport, notices } = await open();
    await expect(transport.readCommits([{ commit: "1".repeat(40), tag: null }])).rejects.toMatchObject({ code: "ref-unknown" });
    expect(notices).toEqual([]);
  });

  test("is read by git where the API is behind", async () => {
    const { github, transport, notices } = await open();
    github.fail({ kind: "api" }, { answer: { status: 404, body: { message: "Not Found" } }, times: 2 });
    expect(await readAll(transport)).toEqual(ALL);
    expect(notices).toMatchObject([{ code: "forge-unreadable" }]);
  });

  test("is asked by git for commits that begin with digits", async () => {
    const { transport, notices } = await open();
    expect(await transport.findCommits(registry.head().slice(0, 7))).toEqual([registry.head()]);
    expect(notices).toEqual([]);
  });
});

describe("the API", () => {
  test("of another server than one's own is not the one that was configured", async () => {
    const settings = (): Partial<TransportSettings> => ({ serverUrl: "https://github.example.com", apiUrl: "http://127.0.0.1:1" });
    const { transport, processes } = await open({ settings });
    expect(await readAll(transport)).toEqual(ALL);
    expect(processes()).toBe(0);
  });

  test("of one's own server is the one that was configured", async () => {
    const { github, transport, notices } = await open({ settings: () => ({ apiUrl: "http://127.0.0.1:1" }) });
    expect(await readAll(transport)).toEqual(ALL);
    expect(pathsOf(github, "api")).toEqual([]);
    expect(notices).toMatchObject([{ code: "forge-unreachable" }]);
  });

  test.each([
    ["git's type", "git", (github: GithubStandIn) => github.gitUrl],
    ["an address that is not owner/repo", "github", (github: GithubStandIn) => `${github.serverUrl}/a/b/c`],
    ["names with odd characters", "github", (github: GithubStandIn) => `${github.serverUrl}/a/b%2Fc`],
    ["a name that leads elsewhere", "github", () => "git@127.0.0.1:../user"],
    ["a host without encryption", "github", () => "http://registry.invalid/a/b"],
  ] as const)("is not used for %s, but git", async (_name, type, url) => {
    const { github, transport, processes } = await open({ source: (of) => ({ type, url: url(of) }) });
    await transport.readRefs().catch(() => undefined);
    expect(github.requests.filter(({ kind, headers }) => kind === "api" || headers["user-agent"] === "git/flow-tagbot")).toEqual([]);
    expect(processes()).toBeGreaterThan(0);
  });
});
