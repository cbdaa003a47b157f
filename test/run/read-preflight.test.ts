import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/model/plan.ts";
import { readPreflight, readRefusal, type Pusher } from "../../src/run/read-preflight.ts";
import { decide, planRelease } from "../../src/run/release.ts";
import { NOTHING_FOUND } from "../../src/plan/obstacles.ts";
import { openRepository } from "../../src/git/open-repository.ts";
import { openGitWithToken } from "../git/open-git.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import type { GithubOptions, GithubStandIn, Tokens } from "../support/github/start-github.ts";
import type { Ruleset } from "../support/github/state.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { openGithubRequest, pushesOf } from "./open-github-request.ts";
import { openRequest } from "./open.ts";

interface Setting {
  readonly registry: TestRegistry;
  readonly github: GithubStandIn;
}

const OLD = ".github/workflows/old.yml";

/** A version of a time with another workflow file, and one of today. */
async function startWithOldWorkflow(
  options: GithubOptions = {},
  prepare: (registry: TestRegistry) => void = () => undefined,
): Promise<Setting> {
  const registry = createRegistry();
  registry.write(OLD, "name: old\n");
  registry.write("flows/chat/1.0.0.yml", "v: 1\n");
  registry.commit("Add 1.0.0");
  registry.write(OLD, "name: new\n");
  registry.write("flows/chat/1.1.0.yml", "v: 2\n");
  registry.commit("Add 1.1.0");
  const bareRepository = registry.addBareRemote();
  prepare(registry);
  return { registry, github: await startForTest({ ...options, bareRepository }) };
}

async function start(versions: readonly string[], options: GithubOptions = {}): Promise<Setting> {
  const registry = createRegistry();
  for (const version of versions) {
    registry.write(`flows/chat/${version}.yml`, `version: ${version}\n`);
    registry.commit(`Add ${version}`);
  }
  return { registry, github: await startForTest({ ...options, bareRepository: registry.addBareRemote() }) };
}

/** State and code of each version, by version. */
function statesOf({ versions }: Plan): Readonly<Record<string, string>> {
  return Object.fromEntries(versions.map(({ version, state, code }) => [version, code === null ? state : `${state} ${code}`]));
}

interface Row {
  readonly who: string;
  readonly kind: Pusher["kind"];
  readonly token: keyof Tokens;
  readonly old: string;
}

const BLOCKED = "blocked push-workflow";
const ROWS: readonly Row[] = [
  { who: "the workflow's own token", kind: "workflow-token", token: "write", old: BLOCKED },
  { who: "a classic token without the scope", kind: "token", token: "classic", old: BLOCKED },
  { who: "a classic token with the scope", kind: "token", token: "classicWorkflow", old: "pending" },
  { who: "a token of which nobody knows", kind: "token", token: "fineGrained", old: "pending" },
  { who: "an SSH key", kind: "ssh", token: "write", old: "pending" },
];

describe("a version whose commit has a workflow file that no branch has", () => {
  test.each(ROWS)("is $old for $who", async ({ kind, token, old }) => {
    const { registry, github } = await startWithOldWorkflow();
    const plan = await planRelease(await openGithubRequest(registry, github, kind, github.tokens[token]));
    expect(statesOf(plan)).toEqual({ "1.0.0": old, "1.1.0": "pending" });
    expect(plan.manual.map(({ type, tag }) => `${type} ${tag}`)).toEqual(
      old === BLOCKED ? ["create-tag chat-v1.0.0", "create-release chat-v1.0.0"] : [],
    );
  });

  test("names file, commit and tag", async () => {
    const { registry, github } = await startWithOldWorkflow();
    const { versions } = await planRelease(await openGithubRequest(registry, github));
    const first = versions.find(({ version }) => version === "1.0.0");
    for (const part of [OLD, first?.target, "chat-v1.0.0"]) expect(first?.reason).toContain(part);
  });

  test("is pending when another branch has the file, even if only the remote has that branch", async () => {
    const { registry, github } = await startWithOldWorkflow({}, (registry) => {
      registry.push("main~1:refs/heads/keep");
      registry.git("update-ref", "-d", "refs/remotes/origin/keep");
    });
    expect(registry.git("branch", "--list", "--all")).not.toContain("keep");
    const plan = await planRelease(await openGithubRequest(registry, github));
    expect(statesOf(plan)).toEqual({ "1.0.0": "pending", "1.1.0": "pending" });
  });

  test("is pending when a commit of that branch is not even in this clone", async () => {
    const { registry, github } = await startWithOldWorkflow({}, (registry) => {
      const other = registry.clone();
      other.git("checkout", "--quiet", "-b", "keep", "main~1");
      other.write("unrelated.txt", "x");
      other.commit("Elsewhere");
      other.push("keep");
    });
    const plan = await planRelease(await openGithubRequest(registry, github));
    expect(statesOf(plan)).toEqual({ "1.0.0": "pending", "1.1.0": "pending" });
  });

  test("is refused by the server for the same reason when nobody looked before", async () => {
    const { registry, github } = await startWithOldWorkflow();
    const request = await openGithubRequest(registry, github);
    const pushed = await request.repository.push.git.attempt(["push", "origin", "main~1:refs/tags/chat-v1.0.0"]);
    expect(pushed.code).not.toBe(0);
    expect(pushed.stderr).toContain("refusing to allow");
  });
});

const CREATION: Ruleset = {
  id: 5,
  name: "Only releasers",
  target: "tag",
  enforcement: "active",
  include: ["refs/tags/chat-v1*"],
  exclude: [],
  rules: [{ type: "creation" }],
};

describe("a tag ruleset", () => {
  test.each([
    ["without a bypass", CREATION, "workflow-token", "write", "blocked push-ruleset"],
    ["that the token's owner may bypass", { ...CREATION, bypass: ["person"] }, "token", "fineGrained", "pending"],
    ["that somebody else may bypass", { ...CREATION, bypass: ["somebody"] }, "token", "fineGrained", "blocked push-ruleset"],
    ["that is only evaluated", { ...CREATION, enforcement: "evaluate" }, "workflow-token", "write", "pending"],
    ["when a key pushes", CREATION, "ssh", "write", "pending"],
  ] as const)("%s lets the tag be %s", async (_, ruleset, kind, token, state) => {
    const { registry, github } = await start(["1.0.0", "2.0.0"], { rulesets: [ruleset] });
    const plan = await planRelease(await openGithubRequest(registry, github, kind, github.tokens[token]));
    expect(statesOf(plan)).toEqual({ "1.0.0": state, "2.0.0": "pending" });
  });
});

describe("a token that may only read", () => {
  test("blocks every version before anything is sent", async () => {
    const { registry, github } = await start(["1.0.0", "1.1.0"]);
    const request = await openGithubRequest(registry, github, "workflow-token", github.tokens.readOnly);
    const { plan } = await decide(request, true);
    expect(statesOf(plan)).toEqual({ "1.0.0": "blocked push-denied", "1.1.0": "blocked push-denied" });
    expect(plan.actions).toEqual([]);
    expect(plan.manual).toHaveLength(4);
    expect(pushesOf(github)).toBe(0);
    expect(github.requests.filter(({ write }) => write)).toEqual([]);
  });

  test("is enough for a plan, which does not ask", async () => {
    const { registry, github } = await start(["1.0.0"]);
    const plan = await planRelease(await openGithubRequest(registry, github, "workflow-token", github.tokens.readOnly));
    expect(statesOf(plan)).toEqual({ "1.0.0": "pending" });
    expect(github.requests.filter(({ query }) => query.includes("git-receive-pack"))).toEqual([]);
  });
});

test("a token that may write is refused nothing, and sends nothing to find that out", async () => {
  const { registry, github } = await start(["1.0.0"]);
  const { plan } = await decide(await openGithubRequest(registry, github), true);
  expect(statesOf(plan)).toEqual({ "1.0.0": "pending" });
  expect(pushesOf(github)).toBe(0);
});

test.each([
  ["write", null],
  ["readOnly", "push-denied"],
  ["none", "push-denied"],
] as const)("the server's refusal of the token %s is %s", async (token, code) => {
  const { registry, github } = await start(["1.0.0"]);
  registry.git("config", "remote.origin.url", github.gitUrl);
  const repository = await openRepository(
    openGitWithToken(registry.dir, { ...github, tokens: { ...github.tokens, write: github.tokens[token] } }),
  );
  const refusal = await readRefusal(repository, { tag: "chat-v1.0.0", target: registry.head() });
  expect(refusal?.code ?? null).toBe(code);
});

test("a key that is known to be broken blocks everything, without a word to the server", async () => {
  const { registry, github } = await start(["1.0.0"]);
  const trouble = { code: "ssh-key-invalid", message: "The key is broken.", fix: "Make a new one." } as const;
  const request = { ...(await openGithubRequest(registry, github)), pusher: { kind: "ssh", trouble } as const };
  const { plan } = await decide(request, true);
  expect(statesOf(plan)).toEqual({ "1.0.0": "blocked ssh-key-invalid" });
  expect(github.requests.filter(({ query }) => query.includes("git-receive-pack"))).toEqual([]);
});

describe("a version file that is not valid YAML", () => {
  test("blocks its own version only, with the line", async () => {
    const registry = createRegistry();
    registry.write("flows/chat/1.0.0.yml", "a: 1\n");
    registry.write("flows/chat/1.1.0.yml", "a: 1\nb: 2\na: 3\n");
    registry.commit("Add both");
    const plan = await planRelease(await openRequest(registry.dir));
    expect(statesOf(plan)).toEqual({ "1.0.0": "pending", "1.1.0": "blocked version-yaml-invalid" });
    expect(plan.problems).toMatchObject([{ code: "version-yaml-invalid", severity: "error", path: "flows/chat/1.1.0.yml", line: 3 }]);
    expect(plan.manual).toEqual([]);
  });

  test("that is published already is left alone", async () => {
    const registry = createRegistry();
    registry.write("flows/chat/1.0.0.yml", "a: [1\n");
    registry.commit("Add it");
    registry.tag("chat-v1.0.0");
    const plan = await planRelease(await openRequest(registry.dir));
    expect(statesOf(plan)).toEqual({ "1.0.0": "partial" });
  });

  test("is judged by what would be tagged, not by what is on the branch", async () => {
    const registry = createRegistry();
    registry.write("flows/chat/1.0.0.yml", "a: [1\n");
    registry.commit("Add it");
    registry.write("flows/chat/1.0.0.yml", "a: [1]\n");
    registry.commit("Correct it");
    expect(statesOf(await planRelease(await openRequest(registry.dir)))).toEqual({ "1.0.0": "pending" });
    expect(statesOf(await planRelease(await openRequest(registry.dir, { target: "introduced" })))).toEqual({
      "1.0.0": "blocked version-yaml-was-invalid",
    });
  });

  test.each([
    [100, "blocked version-yaml-invalid"],
    [101, "pending"],
  ])("among %i new versions is %s in a plan, and blocked when they are to be published", async (count, state) => {
    const registry = createRegistry();
    for (let minor = 0; minor < count; minor += 1) registry.write(`flows/chat/1.${minor}.0.yml`, minor === 0 ? "a: [1\n" : `v: ${minor}\n`);
    registry.commit("Add them all");
    const request = await openRequest(registry.dir);
    expect(statesOf(await planRelease(request))["1.0.0"]).toBe(state);
    if (request.branch === null) throw new Error("the registry has a branch");
    const { plan } = await decide({ ...request, branch: request.branch }, true);
    expect(statesOf(plan)["1.0.0"]).toBe("blocked version-yaml-invalid");
    expect(plan.actions).toHaveLength(2 * (count - 1));
  });
});

test("with nothing to tag nothing is asked", async () => {
  const { registry, github } = await start(["1.0.0"], { rulesets: [CREATION] });
  const request = await openGithubRequest(registry, github);
  const { snapshot, plan } = await decide(request, false);
  const before = github.requests.length;
  const releases = plan.actions.filter(({ type }) => type !== "create-tag");
  expect(await readPreflight({ ...request, probe: true }, snapshot, { ...plan, actions: releases })).toEqual(NOTHING_FOUND);
  expect(github.requests).toHaveLength(before);
});

test("what is blocked does not use up the limit", async () => {
  const { registry, github } = await start(["1.0.0", "1.1.0", "2.0.0"], { rulesets: [CREATION] });
  const request = await openGithubRequest(registry, github);
  const plan = await planRelease({ ...request, selection: { ...request.selection, limit: 1 } });
  expect(plan.actions.map(({ tag }) => tag)).toEqual(["chat-v2.0.0", "chat-v2.0.0"]);
  expect(plan.manual).toHaveLength(4);
});
