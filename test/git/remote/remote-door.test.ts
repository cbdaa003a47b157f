import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { remoteFailure } from "../../../src/git/remote/remote-door.ts";
import { Failure } from "../../../src/model/failure.ts";
import { createRegistry, type TestRegistry } from "../../support/registry.ts";
import { temporaryFolder, wrapGit, writeScript } from "../open-git.ts";
import { openTransport, type OpenedTransport } from "./open-transport.ts";
import { startPlainServer } from "./plain-server.ts";

const TOKEN = "ghp_valid0000";
const STALE = "ghp_stale0000";
const LOGIN = `x-access-token:${TOKEN}`;

let registry: TestRegistry;
let commit = "";
let bareRepository = "";

beforeAll(() => {
  registry = createRegistry();
  registry.write("a.yml", "name: a\n");
  commit = registry.commit("first");
  bareRepository = registry.addBareRemote();
});

afterAll(() => {
  registry.cleanup();
});

/** Reads refs, a commit and its files. */
async function readAll({ transport }: OpenedTransport): Promise<readonly string[]> {
  await transport.readRefs();
  const [view] = await transport.readCommits([{ commit, tag: null }]);
  return [...(await transport.readContents(view?.entries ?? [])).values()].map(String);
}

/** What a registry that cannot be read fails with, whole. */
async function wordsOf({ transport }: OpenedTransport): Promise<string> {
  const error = await transport.readRefs().then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Failure);
  return inspect(error, { depth: 10 });
}

/** Settings of the user, among them a credential helper that knows one login and notes what it is told. */
function userSettings(lines: readonly string[]): Readonly<Record<string, string>> {
  const file = join(temporaryFolder(), "gitconfig");
  writeFileSync(file, `${lines.join("\n")}\n`);
  return { GIT_CONFIG_GLOBAL: file };
}

function userHelper(password: string): Readonly<Record<string, string>> & { readonly told: string } {
  const folder = temporaryFolder();
  const helper = join(folder, "helper");
  const told = join(folder, "told");
  writeScript(helper, [`echo "$1" >>'${told}'`, `cat >>'${told}'`, `test "$1" = get && printf 'username=me\\npassword=${password}\\n'`]);
  return { ...userSettings(["[credential]", `helper = ${helper}`]), told };
}

describe("a token", () => {
  test("is sent to a server that asks who it is", async () => {
    const server = await startPlainServer({ bareRepository, login: LOGIN });
    const opened = openTransport({ url: server.url, token: TOKEN });
    expect(await readAll(opened)).toEqual(["name: a\n"]);
    expect(server.requests.map(({ login, status }) => [login, status])).toEqual(
      Array.from({ length: 3 }, () => [
        [null, 401],
        [LOGIN, 200],
        [LOGIN, 200],
      ]).flat(),
    );
    expect(opened.notices).toEqual([]);
  });

  test("that is stale does no harm where nobody asks for one", async () => {
    const server = await startPlainServer({ bareRepository });
    const opened = openTransport({ url: server.url, token: STALE });
    expect(await readAll(opened)).toEqual(["name: a\n"]);
    expect(server.requests.map(({ login }) => login)).toEqual(server.requests.map(() => null));
  });

  test("that is refused gives way to git's own credentials, once and aloud", async () => {
    const { told, ...environment } = userHelper("mine0000");
    const server = await startPlainServer({ bareRepository, login: "me:mine0000" });
    const opened = openTransport({ url: server.url, token: STALE, environment });
    expect(await readAll(opened)).toEqual(["name: a\n"]);
    expect(opened.notices).toMatchObject([{ code: "git-auth", severity: "warning" }]);
    expect(server.requests.filter(({ login }) => login === `x-access-token:${STALE}`)).toHaveLength(1);
    expect(readFileSync(told, "utf8")).not.toContain(STALE);
  });

  test("that is refused, with nothing else to try, is a failure that does not show it", async () => {
    const server = await startPlainServer({ bareRepository, login: LOGIN });
    const opened = openTransport({ url: server.url, token: STALE });
    await expect(opened.transport.readRefs()).rejects.toMatchObject({ code: "git-auth" });
    expect(await wordsOf(opened)).not.toContain(STALE);
    expect(opened.notices).toEqual([]);
  });

  test.each([
    { first: null, then: null, read: true },
    { first: null, then: LOGIN, read: false },
    // Git itself follows no redirect that came after a login.
    { first: LOGIN, then: null, read: false },
    { first: LOGIN, then: LOGIN, read: false },
  ])("never follows a redirect to another server ($first, then $then)", async ({ first, then, read }) => {
    const other = await startPlainServer({ bareRepository, login: then });
    const server = await startPlainServer({ bareRepository, login: first, redirect: other.origin });
    const { transport } = openTransport({ url: server.url, token: TOKEN });
    const result = await transport.readRefs().catch(() => null);
    expect(result !== null).toBe(read);
    expect(server.requests.some(({ login }) => login === first)).toBe(true);
    expect(other.requests.length).toBeGreaterThan(0);
    expect(other.requests.map(({ login }) => login)).toEqual(other.requests.map(() => null));
  });

  test("is in no argument and no file", async () => {
    const git = wrapGit();
    const server = await startPlainServer({ bareRepository, login: LOGIN });
    const opened = openTransport({ url: server.url, token: TOKEN, environment: { PATH: git.path } });
    await readAll(opened);
    expect(git.args()).toContain("fetch");
    expect(git.args().join("\n")).not.toContain(TOKEN);
    expect(git.args().join("\n")).not.toContain("127.0.0.1");
    const files = opened.files().map((name) => join(opened.stage, name));
    const texts = files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, "latin1"));
    expect(texts.length).toBeGreaterThan(4);
    expect(texts.filter((text) => text.includes(TOKEN) || text.includes("127.0.0.1"))).toEqual([]);
  });
});

test("without a token git's own credentials are used", async () => {
  const { told, ...environment } = userHelper("mine0000");
  const server = await startPlainServer({ bareRepository, login: "me:mine0000" });
  expect(await readAll(openTransport({ url: server.url, environment }))).toEqual(["name: a\n"]);
  expect(readFileSync(told, "utf8")).toContain("get");
});

test("name and password of an address are sent when asked for, and shown nowhere", async () => {
  const git = wrapGit();
  const server = await startPlainServer({ bareRepository, login: "me:p@ss/word" });
  const url = server.url.replace("://", "://me:p%40ss%2Fword@");
  expect(await readAll(openTransport({ url, environment: { PATH: git.path } }))).toEqual(["name: a\n"]);
  expect(git.args().join("\n")).not.toContain("word");
  const wrong = openTransport({ url: url.replace("word", "wrong") });
  expect(await wordsOf(wrong)).not.toMatch(/wrong|me:/);
});

test("ssh is what the user has set up", async () => {
  const ssh = join(temporaryFolder(), "ssh");
  writeScript(ssh, [`for last; do :; done`, `exec sh -c "$last"`]);
  const url = `git@example.invalid:${bareRepository}`;
  expect(await readAll(openTransport({ url, token: TOKEN, environment: { GIT_SSH_COMMAND: ssh, GIT_SSH_VARIANT: "ssh" } }))).toEqual([
    "name: a\n",
  ]);
});

test("an address with a password that the user's settings put in place of another is not shown", async () => {
  const environment = userSettings(['[url "http://me:hidden0000@127.0.0.1:1/"]', "insteadOf = http://rewritten.invalid/"]);
  const words = await wordsOf(openTransport({ url: "http://rewritten.invalid/o/r", environment }));
  expect(words).toContain("http://127.0.0.1:1/o/r");
  expect(words).not.toContain("hidden0000");
});

test("a failure is told without credentials", () => {
  const { message } = remoteFailure(["fetch"], { code: 128, stderr: "fatal: unable to access 'https://me:pw@host.invalid/o/r/'" });
  expect(message).toBe("git fetch ended with 128: fatal: unable to access 'https://host.invalid/o/r/'");
});
