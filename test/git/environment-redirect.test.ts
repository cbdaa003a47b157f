import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { withCredential } from "../../src/git/environment.ts";
import type { Git } from "../../src/git/git.ts";
import { Failure } from "../../src/model/failure.ts";
import { createRegistry } from "../support/registry.ts";
import { openGit, temporaryFolder } from "./open-git.ts";
import { startPlainServer, type PlainRequest } from "./remote/plain-server.ts";

const TOKEN = "secret0000";

type Command = (git: Git, url: string) => Promise<unknown>;

const COMMANDS: readonly (readonly [string, Command])[] = [
  ["ls-remote", (git, url) => git.text(["ls-remote", url])],
  ["fetch", (git, url) => git.text(["fetch", url, "main"])],
  ["push", (git, url) => git.text(["push", url, "HEAD:refs/tags/a-v1.0.0"])],
  ["clone", (git, url) => git.text(["clone", "--bare", url, join(temporaryFolder(), "clone")])],
];

interface Setting {
  readonly git: Git;
  readonly url: string;
  /** What the server that is redirected to was asked. */
  readonly elsewhere: readonly PlainRequest[];
  readonly own: readonly PlainRequest[];
}

/** A repository that is redirected to another server, which would let anybody do anything. */
async function redirected({ followed = false } = {}): Promise<Setting> {
  const registry = createRegistry();
  registry.commit("first");
  const bareRepository = registry.addBareRemote();
  const other = await startPlainServer({ bareRepository, settings: { "http.receivepack": "true" } });
  const server = await startPlainServer({ redirect: other.origin });
  if (followed) registry.git("config", `http.${server.url}.followRedirects`, "true");
  const git = openGit(registry.dir).with((own) => withCredential(own, { url: server.url, token: TOKEN }));
  return { git, url: server.url, elsewhere: other.requests, own: server.requests };
}

const codeOf = async (ending: Promise<unknown>): Promise<string> =>
  ending.then(
    () => "done",
    (error: unknown) => (error instanceof Failure ? error.code : String(error)),
  );

describe("a token never follows a redirect to another server", () => {
  test.each(COMMANDS)("with %s, which fails as the repository has moved", async (_, command) => {
    const { git, url, elsewhere, own } = await redirected();
    const code = await codeOf(command(git, url));
    expect(elsewhere).toEqual([]);
    expect(own).toMatchObject([{ login: `x-access-token:${TOKEN}`, status: 302 }]);
    expect(code).toBe("git-moved");
  });

  test("even if the checkout's configuration follows them all", async () => {
    const { git, url, elsewhere } = await redirected({ followed: true });
    expect(await codeOf(git.text(["ls-remote", url]))).toBe("git-moved");
    expect(elsewhere).toEqual([]);
  });
});
