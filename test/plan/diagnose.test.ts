import { describe, expect, test } from "vitest";
import type { Check } from "../../src/model/diagnosis.ts";
import type { TagRule } from "../../src/model/tag-rule.ts";
import { diagnose, OLDEST_GIT, type Facts } from "../../src/plan/diagnose.ts";
import { NOTHING_FOUND } from "../../src/plan/obstacles.ts";
import { landing, planOf } from "./snapshot.ts";

const DONE = planOf({
  landings: [{ "flows/chat/1.0.0.yml": "1" }],
  tags: { "chat-v1.0.0": 0 },
  releases: { "chat-v1.0.0": "published" },
});

/** A registry where nothing is wrong. */
const FACTS: Facts = {
  git: "2.43.0",
  clone: { partial: false, remote: "https://github.com/octo-org/flows" },
  forge: "github",
  pusher: "workflow-token",
  token: {
    login: "github-actions[bot]",
    hasIssues: true,
    scopes: null,
    immutableReleases: true,
    rateLimit: { remaining: 4999, reset: Date.UTC(2026, 2, 1, 13) / 1000 },
  },
  rulesReadable: true,
  found: NOTHING_FOUND,
  signing: null,
  plan: DONE,
  sampleTag: "chat-v1.1.0",
};

const RULE: TagRule = { ruleset: "Only us", url: null, include: ["~ALL"], exclude: [], rule: { type: "creation" }, bypass: false };
const DENIED = { code: "push-denied", message: "Nothing can be pushed.", fix: "Give it the permission." } as const;

function named(facts: Facts, name: string): Check | undefined {
  return diagnose(facts).find((check) => check.name === name);
}

test("where nothing is wrong, every check is ok and there is nothing to do", () => {
  const checks = diagnose(FACTS);
  expect(checks.map(({ name, state }) => `${name} ${state}`)).toEqual([
    "git ok",
    "registry ok",
    "token ok",
    "push ok",
    "tag rulesets ok",
    "workflow files ok",
    "immutable releases ok",
    "signing ok",
    "issue ok",
    "rate limit ok",
    "versions ok",
  ]);
  expect(checks.filter(({ fix }) => fix !== "")).toEqual([]);
});

test("a local registry asks nothing of a server", () => {
  const token = { login: null, hasIssues: null, scopes: null, immutableReleases: null, rateLimit: null };
  const checks = diagnose({ ...FACTS, forge: "local", pusher: "none", clone: { ...FACTS.clone, remote: null }, token });
  expect(checks.filter(({ state }) => state !== "ok")).toEqual([]);
  expect(checks.map(({ name }) => name)).not.toContain("immutable releases");
});

interface Row {
  readonly what: string;
  readonly change: Partial<Facts>;
  readonly name: string;
  readonly state: Check["state"];
  readonly finding: string;
  /** Whether there is something to do. */
  readonly fix: boolean;
}

const token = FACTS.token;
const pending = planOf({ landings: [{ "flows/chat/1.0.0.yml": "1" }] });
const blocked = planOf({ landings: [{ "flows/chat/1.0.0.yml": { link: "x" } }] });

const ROWS: readonly Row[] = [
  { what: "git is old", change: { git: "2.30.9" }, name: "git", state: "error", finding: "2.30.9", fix: true },
  { what: "git is just new enough", change: { git: OLDEST_GIT }, name: "git", state: "ok", finding: OLDEST_GIT, fix: false },
  { what: "git tells no version", change: { git: null }, name: "git", state: "unknown", finding: "cannot be read", fix: false },
  {
    what: "the clone has no contents",
    change: { clone: { ...FACTS.clone, partial: true } },
    name: "registry",
    state: "ok",
    finding: "without file contents",
    fix: false,
  },
  {
    what: "there is no remote",
    change: { clone: { ...FACTS.clone, remote: null } },
    name: "registry",
    state: "ok",
    finding: "no remote",
    fix: false,
  },
  { what: "there is no token", change: { token: { ...token, login: null } }, name: "token", state: "error", finding: "none", fix: true },
  {
    what: "the token is a person's",
    change: { pusher: "token", token: { ...token, login: "ada", scopes: ["repo", "workflow"] } },
    name: "token",
    state: "ok",
    finding: "ada, scopes: repo, workflow",
    fix: false,
  },
  {
    what: "the token has no scope",
    change: { pusher: "token", token: { ...token, login: "ada", scopes: [] } },
    name: "token",
    state: "ok",
    finding: "scopes: none",
    fix: false,
  },
  {
    what: "nothing can be pushed",
    change: { found: { ...NOTHING_FOUND, everyTag: DENIED } },
    name: "push",
    state: "error",
    finding: DENIED.message,
    fix: true,
  },
  { what: "a key pushes", change: { pusher: "ssh" }, name: "push", state: "ok", finding: "over SSH", fix: false },
  {
    what: "a ruleset refuses",
    change: { found: { ...NOTHING_FOUND, tagRules: [RULE] } },
    name: "tag rulesets",
    state: "error",
    finding: '"Only us" refuses chat-v1.1.0',
    fix: true,
  },
  {
    what: "a ruleset lets pass",
    change: { found: { ...NOTHING_FOUND, tagRules: [{ ...RULE, bypass: true }] } },
    name: "tag rulesets",
    state: "ok",
    finding: "none refuses",
    fix: false,
  },
  {
    what: "rulesets cannot be read",
    change: { rulesReadable: false },
    name: "tag rulesets",
    state: "unknown",
    finding: "cannot be read",
    fix: false,
  },
  {
    what: "a ruleset refuses the token, and a key pushes",
    change: { pusher: "ssh", found: { ...NOTHING_FOUND, tagRules: [RULE] } },
    name: "tag rulesets",
    state: "unknown",
    finding: "key",
    fix: false,
  },
  {
    what: "an old commit has other workflow files",
    change: { found: { ...NOTHING_FOUND, workflows: new Map([[landing(0), [".github/workflows/old.yml"]]]) } },
    name: "workflow files",
    state: "error",
    finding: ".github/workflows/old.yml",
    fix: true,
  },
  {
    what: "releases can be changed",
    change: { token: { ...token, immutableReleases: false } },
    name: "immutable releases",
    state: "warning",
    finding: "off",
    fix: true,
  },
  { what: "tags are signed", change: { signing: { format: "ssh" } }, name: "signing", state: "ok", finding: "on, with ssh", fix: false },
  {
    what: "the signing key is broken",
    change: {
      signing: { code: "signing-key-invalid", message: "The key is broken.", fix: "Make a new one." },
    },
    name: "signing",
    state: "error",
    finding: "The key is broken.",
    fix: true,
  },
  { what: "issues are off", change: { token: { ...token, hasIssues: false } }, name: "issue", state: "warning", finding: "off", fix: true },
  {
    what: "nobody tells whether issues are on",
    change: { token: { ...token, hasIssues: null } },
    name: "issue",
    state: "unknown",
    finding: "does not tell",
    fix: false,
  },
  {
    what: "few requests are left",
    change: { token: { ...token, rateLimit: { remaining: 50, reset: Date.UTC(2026, 2, 1, 13, 5) / 1000 } } },
    name: "rate limit",
    state: "warning",
    finding: "50 requests left until 2026-03-01 13:05 UTC",
    fix: true,
  },
  {
    what: "the server limits nothing",
    change: { token: { ...token, rateLimit: null } },
    name: "rate limit",
    state: "ok",
    finding: "tells none",
    fix: false,
  },
  {
    what: "a version waits",
    change: { plan: pending },
    name: "versions",
    state: "ok",
    finding: "1 version, 1 to be released",
    fix: false,
  },
  { what: "a version needs a person", change: { plan: blocked }, name: "versions", state: "warning", finding: "1 for a person", fix: true },
];

describe("when", () => {
  test.each(ROWS)("$what, $name is $state", ({ change, name, state, finding, fix }) => {
    const check = named({ ...FACTS, ...change }, name);
    expect(check?.state).toBe(state);
    expect(check?.finding).toContain(finding);
    expect(check?.fix !== "").toBe(fix);
  });
});
