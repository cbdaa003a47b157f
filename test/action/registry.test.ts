import { describe, expect, test, type TestContext } from "vitest";
import type { LoggedRequest } from "../support/github/request-log.ts";
import { openRegistry, type TestRegistry } from "../support/git-registry.ts";
import { listOutput, problemCodes } from "./output-shapes.ts";
import { expectCode, runAction } from "./run-action.ts";
import { openSetting, releasedTags, tagsOf, versions, writesOf, type Setting } from "./setting.ts";
import { openSsh } from "./ssh-setting.ts";

interface Elsewhere {
  /** The repository that the workflow runs for, without any flow. */
  readonly setting: Setting;
  /** Bare repository of `octo-org/registry`. */
  readonly source: string;
  readonly landing: string;
}

interface Options {
  readonly isPrivate: { readonly registry: boolean; readonly own: boolean };
  readonly build?: (registry: TestRegistry) => void;
}

async function open(context: TestContext, { isPrivate, build = versions(1) }: Options): Promise<Elsewhere> {
  const registry = openRegistry();
  context.onTestFinished(registry.cleanup);
  build(registry);
  const source = registry.addBareRemote();
  const others = [{ owner: "octo-org", repo: "registry", bareRepository: source, isPrivate: isPrivate.registry }];
  const setting = await openSetting(
    context,
    (own) => {
      own.write("README.md", "# Releases\n");
      own.commit("Begin");
    },
    { isPrivate: isPrivate.own, others },
  );
  return { setting, source, landing: registry.git("log", "-1", "--format=%H", "--", "flows/code_review/1.0.0.yml") };
}

/** The token that a request was sent with; null for none. */
function tokenOf({ headers: { authorization } }: LoggedRequest): string | null {
  const [, scheme, value = ""] = /^(\S+) (.*)$/.exec(authorization ?? "") ?? [];
  if (scheme === undefined) return null;
  return /^basic$/i.test(scheme) ? Buffer.from(value, "base64").toString().replace(/^.*?:/, "") : value;
}

const BOTH_PRIVATE = { registry: true, own: true };
const ofRegistry = ({ path }: LoggedRequest): boolean => /^\/(?:repos\/)?octo-org\/registry(?:\/|$)/.test(path);

describe.concurrent("a registry elsewhere", () => {
  test("brings its versions into the repository that the workflow runs for, each token staying with its own", async (context) => {
    const { setting, source, landing } = await open(context, { isPrivate: BOTH_PRIVATE });
    const { tokens } = setting.github;
    const inputs = { registry: "octo-org/registry", "registry-token": tokens.classic };
    const run = expectCode(await runAction(setting, { inputs }), 0);
    expect(tagsOf(setting)).toEqual({ "code_review-v1.0.0": `tag ${landing}` });
    expect(releasedTags(setting)).toEqual(["code_review-v1.0.0"]);
    expect(setting.registry.git("--git-dir", source, "tag", "--list")).toBe("");
    const read = run.requests.filter(ofRegistry);
    const others = run.requests.filter((request) => !ofRegistry(request));
    expect(new Set(read.map(({ kind }) => kind))).toEqual(new Set(["git"]));
    expect(new Set(others.map(({ kind }) => kind))).toEqual(new Set(["api", "git"]));
    expect(read.map(tokenOf).filter((token) => token !== null && token !== tokens.classic)).toEqual([]);
    expect(others.map(tokenOf).filter((token) => token !== null && token !== tokens.write)).toEqual([]);
    expect(writesOf(read).filter((write) => !write.endsWith("git-upload-pack"))).toEqual([]);
    const again = expectCode(await runAction(setting, { inputs }), 0);
    expect(writesOf(again.requests)).toEqual([]);
  });

  test("can be read with a deploy key, when its tags go into a private repository", async (context) => {
    const { setting, source } = await open(context, { isPrivate: BOTH_PRIVATE });
    const ssh = await openSsh(context, setting, { "octo-org/registry": source });
    const key = ssh.makeKey("reader");
    ssh.server.accept([key.publicKey]);
    ssh.server.makeReadOnly();
    const inputs = { registry: "octo-org/registry", "registry-ssh-key": key.text, "ssh-known-hosts": ssh.server.knownHost };
    const run = expectCode(await runAction(setting, { inputs, environment: ssh.environment }), 0);
    expect(releasedTags(setting)).toEqual(["code_review-v1.0.0"]);
    expect(run.requests.filter(ofRegistry).map(tokenOf)).not.toContain(setting.github.tokens.write);
  });

  test.for([
    ["private", true, "registry-private", 1],
    ["public", false, null, 0],
  ] as const)("that is %s, before a public repository", async ([, isPrivate, code, exit], context) => {
    const { setting } = await open(context, { isPrivate: { registry: isPrivate, own: false } });
    const inputs = { registry: "octo-org/registry", "registry-token": setting.github.tokens.classic };
    const run = expectCode(await runAction(setting, { inputs }), exit);
    expect(problemCodes(run)).toEqual(code === null ? [] : [code]);
    expect(releasedTags(setting)).toEqual(code === null ? ["code_review-v1.0.0"] : []);
    if (code !== null)
      expect([writesOf(run.requests).filter((write) => !write.endsWith("git-upload-pack")), tagsOf(setting)]).toEqual([[], {}]);
  });

  test("that the token does not see ends the run with nothing written", async (context) => {
    const { setting } = await open(context, { isPrivate: BOTH_PRIVATE });
    const run = expectCode(
      await runAction(setting, { inputs: { registry: "octo-org/registry", "registry-token": setting.github.tokens.outsider } }),
      1,
    );
    expect(problemCodes(run)).toEqual(["git-auth"]);
    expect(tagsOf(setting)).toEqual({});
  });

  test("with workflow files of its own is known beforehand to be more than the workflow's token may push", async (context) => {
    const { setting } = await open(context, {
      isPrivate: BOTH_PRIVATE,
      build: (registry) => {
        registry.write(".github/workflows/ci.yml", "on: push\n");
        versions(1)(registry);
      },
    });
    const run = expectCode(
      await runAction(setting, { inputs: { registry: "octo-org/registry", "registry-token": setting.github.tokens.classic } }),
      2,
    );
    expect(listOutput(run, "blocked")).toMatchObject([{ version: "1.0.0", code: "push-workflow" }]);
    expect(run.requests.filter(({ path }) => path.endsWith("git-receive-pack")).filter(({ method }) => method === "POST")).toEqual([]);
    expect(tagsOf(setting)).toEqual({});
  });
});
