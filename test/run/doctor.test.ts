import { describe, expect, test } from "vitest";
import type { Diagnosis } from "../../src/model/diagnosis.ts";
import { examine } from "../../src/run/doctor.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import type { GithubOptions, GithubStandIn, Tokens } from "../support/github/start-github.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { openGithubRequest, pushesOf } from "./open-github-request.ts";
import { openRequest } from "./open.ts";

/** The checks that are not right, by name. */
function wrong({ checks }: Diagnosis): Readonly<Record<string, string>> {
  return Object.fromEntries(checks.filter(({ state }) => state !== "ok").map(({ name, state }) => [name, state]));
}

function sample(): TestRegistry {
  const registry = createRegistry();
  registry.write(".github/workflows/x.yml", "name: old\n");
  registry.write("flows/chat/1.0.0.yml", "v: 1\n");
  registry.commit("Add 1.0.0");
  return registry;
}

async function start(
  options: GithubOptions = {},
  registry = sample(),
): Promise<{ readonly registry: TestRegistry; readonly github: GithubStandIn }> {
  return { registry, github: await startForTest({ immutableReleases: true, ...options, bareRepository: registry.addBareRemote() }) };
}

const CREATION = {
  id: 5,
  name: "Only us",
  target: "tag",
  enforcement: "active",
  include: ["~ALL"],
  exclude: [],
  rules: [{ type: "creation" }],
} as const;

interface Row {
  readonly name: string;
  readonly options?: GithubOptions;
  readonly token?: keyof Tokens;
  readonly wrong: Readonly<Record<string, string>>;
}

const ROWS: readonly Row[] = [
  { name: "where a token may only read", token: "readOnly", wrong: { push: "error", versions: "warning" } },
  { name: "where a ruleset forbids tags", options: { rulesets: [CREATION] }, wrong: { "tag rulesets": "error", versions: "warning" } },
  { name: "where issues are off", options: { hasIssues: false }, wrong: { issue: "warning" } },
  { name: "where few requests are left", options: { rateLimit: 40 }, wrong: { "rate limit": "warning" } },
];

describe("an examination", () => {
  test("of a registry that is ready finds nothing wrong, whether there is something to do or not", async () => {
    const { registry, github } = await start();
    const before = await examine({ ...(await openGithubRequest(registry, github)), signing: null });
    expect(before.ok).toBe(true);
    expect(wrong(before)).toEqual({});
    expect(before.checks.find(({ name }) => name === "versions")?.finding).toContain("1 to be released");
  });

  test.each(ROWS)("$name finds $wrong", async (row) => {
    const { registry, github } = await start(row.options);
    const request = await openGithubRequest(registry, github, "workflow-token", github.tokens[row.token ?? "write"]);
    const diagnosis = await examine({ ...request, signing: null });
    expect(wrong(diagnosis)).toEqual(row.wrong);
    expect(diagnosis.ok).toBe(!Object.values(row.wrong).includes("error"));
  });

  test("changes nothing on the server and in the clone", async () => {
    const { registry, github } = await start();
    const refs = registry.git("for-each-ref");
    await examine({ ...(await openGithubRequest(registry, github)), signing: null });
    expect(registry.git("for-each-ref")).toBe(refs);
    expect(registry.git("ls-remote", "--tags", github.bareRepository)).toBe("");
    expect([pushesOf(github), github.releases, github.issues, github.labels]).toEqual([0, [], [], []]);
  });

  test("asks whether it may push even when there is nothing to push", async () => {
    const registry = sample();
    registry.tag("chat-v1.0.0");
    const { github } = await start({}, registry);
    registry.push();
    const request = await openGithubRequest(registry, github, "workflow-token", github.tokens.readOnly);
    expect(wrong(await examine({ ...request, signing: null }))).toEqual({ push: "error" });
  });

  test("finds commits whose workflow files no branch has", async () => {
    const registry = sample();
    registry.write(".github/workflows/x.yml", "name: new\n");
    registry.commit("Change the workflow");
    const { github } = await start({}, registry);
    const diagnosis = await examine({ ...(await openGithubRequest(registry, github)), signing: null });
    const check = diagnosis.checks.find(({ name }) => name === "workflow files");
    expect(check?.state).toBe("error");
    expect(check?.finding).toContain(".github/workflows/x.yml");
  });

  test("of a registry on disk needs no server, with or without commits", async () => {
    for (const registry of [sample(), createRegistry()]) {
      const diagnosis = await examine({ ...(await openRequest(registry.dir)), signing: null });
      expect(wrong(diagnosis)).toEqual({});
      expect(diagnosis).toMatchObject({ schema: 1, ok: true });
    }
  });
});
