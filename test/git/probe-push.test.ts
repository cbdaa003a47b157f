import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { withCredential } from "../../src/git/environment.ts";
import type { Git } from "../../src/git/git.ts";
import { knownHostsFor } from "../../src/git/host-keys.ts";
import { probePush } from "../../src/git/probe-push.ts";
import { openSshKey } from "../../src/git/ssh-key.ts";
import { startForTest } from "../support/github/start-for-test.ts";
import type { GithubStandIn, Tokens } from "../support/github/start-github.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { makeSshKey, publicKeyOf, startSshServer, type SshServer } from "../support/ssh-server.ts";
import { openFolder, toolEnvironment } from "./open-keys.ts";
import { openGit, setOrigin, temporaryFolder } from "./open-git.ts";

interface Setting {
  readonly registry: TestRegistry;
  readonly commit: string;
  readonly bare: string;
}

function makeRegistry(): Setting {
  const registry = createRegistry();
  const commit = registry.commit("first");
  return { registry, commit, bare: registry.addBareRemote() };
}

const refsOf = ({ registry, bare }: Setting): string => registry.git("--git-dir", bare, "for-each-ref", "--format=%(refname)");

async function onGithub(token: keyof Tokens): Promise<Setting & { readonly github: GithubStandIn; readonly git: Git }> {
  const setting = makeRegistry();
  const github = await startForTest({ bareRepository: setting.bare });
  setOrigin(setting.registry, github);
  const git = openGit(setting.registry.dir).with((own) => withCredential(own, { url: github.gitUrl, token: github.tokens[token] }));
  return { ...setting, github, git };
}

test.each([
  ["write", null],
  ["classic", null],
  ["readOnly", "git-auth"],
  ["outsider", "git-auth"],
] as const)("the token %s gets the answer %s, and nothing is made", async (token, code) => {
  const { git, commit, github, ...setting } = await onGithub(token);
  const before = refsOf({ commit, ...setting });
  const failed = await probePush(git, "origin", "a-v1.0.0", commit);
  expect(failed?.code ?? null).toBe(code);
  expect(failed?.message ?? "").not.toContain(github.tokens[token]);
  expect(refsOf({ commit, ...setting })).toBe(before);
  expect(github.requests.filter(({ method }) => method === "POST")).toEqual([]);
});

test("a tag that exists already says nothing about the credential", async () => {
  const { git, commit, registry, bare } = await onGithub("write");
  registry.git("push", "--quiet", bare, "HEAD:refs/tags/a-v1.0.0");
  const other = registry.commit("second");
  expect(await probePush(git, "origin", "a-v1.0.0", other)).toBeNull();
  expect(await probePush(git, "origin", "a-v1.0.0", commit)).toBeNull();
});

test("trouble that may pass until the push counts for nothing", async () => {
  const { git, commit, github } = await onGithub("write");
  github.fail({ kind: "git" }, { times: 9, answer: { status: 503, body: "Unicorn!" } });
  expect(await probePush(git, "origin", "a-v1.0.0", commit)).toBeNull();
  expect(await probePush(git, "http://127.0.0.1:9/octo-org/flows", "a-v1.0.0", commit)).toBeNull();
});

test("a repository on disk takes everything", async () => {
  const { registry, commit, bare } = makeRegistry();
  const git = openGit(registry.dir);
  for (const to of [bare, "."]) expect(await probePush(git, to, "a-v1.0.0", commit)).toBeNull();
  expect(registry.git("tag", "--list")).toBe("");
});

const SSH: readonly {
  readonly name: string;
  readonly code: string | null;
  readonly prepare: (server: SshServer, key: string) => string;
}[] = [
  {
    name: "a key with write access",
    code: null,
    prepare: (server, key) => {
      server.accept([key]);
      return server.knownHost;
    },
  },
  {
    name: "a deploy key that may only read",
    code: "push-denied",
    prepare: (server, key) => {
      server.accept([key]);
      server.makeReadOnly();
      return server.knownHost;
    },
  },
  { name: "a key that the server does not know", code: "ssh-key-refused", prepare: ({ knownHost }) => knownHost },
  {
    name: "a server whose host key is not known",
    code: "ssh-host-unknown",
    prepare: (server, key) => {
      server.accept([key]);
      return "";
    },
  },
];

test.each(SSH)("over SSH: $name", async ({ code, prepare }) => {
  const { registry, commit, bare } = makeRegistry();
  const server = await startSshServer(dirname(bare));
  const file = join(temporaryFolder(), "key");
  const key = makeSshKey(file);
  const knownHosts = knownHostsFor(prepare(server, publicKeyOf(file)), null);
  const change = await openSshKey({
    key,
    passphrase: null,
    knownHosts,
    folder: await openFolder(),
    environment: toolEnvironment(),
    name: "ssh-key",
  });
  const failed = await probePush(openGit(registry.dir).with(change), server.url("remote"), "a-v1.0.0", commit);
  expect(failed?.code ?? null, failed?.message ?? "").toBe(code);
  expect(refsOf({ registry, commit, bare })).toBe("refs/heads/main");
});
