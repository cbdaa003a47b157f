import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi, type TestContext } from "vitest";
import { listOutput } from "./output-shapes.ts";
import { expectCode, runAction, runPost, type ActionOptions, type ActionRun } from "./run-action.ts";
import { checkOut, openSetting, releasedTags, tagsOf, versions, type Setting } from "./setting.ts";
import { keyFolders, openSsh, type SshSetting } from "./ssh-setting.ts";

const PASSPHRASE = "correct 'horse' $HOME battery";

async function open(context: TestContext): Promise<{ readonly setting: Setting; readonly ssh: SshSetting }> {
  const setting = await openSetting(context, versions(1));
  return { setting, ssh: await openSsh(context, setting, { "octo-org/flows": setting.github.bareRepository }) };
}

function run(
  setting: Setting,
  { environment }: SshSetting,
  inputs: Readonly<Record<string, string>>,
  options: ActionOptions = {},
): Promise<ActionRun> {
  return runAction(setting, { workspace: checkOut(setting), inputs, environment, ...options });
}

describe.concurrent("a deploy key", () => {
  test.for(["", PASSPHRASE])("pushes the tags, while the token makes the releases (passphrase %j)", async (passphrase, context) => {
    const { setting, ssh } = await open(context);
    const key = ssh.makeKey("deploy", passphrase);
    ssh.server.accept([key.publicKey]);
    const inputs = { "ssh-key": key.text, "ssh-passphrase": passphrase, "ssh-known-hosts": ssh.server.knownHost };
    const ended = expectCode(await run(setting, ssh, inputs), 0);
    expect(Object.keys(tagsOf(setting))).toEqual(["code_review-v1.0.0"]);
    expect(releasedTags(setting)).toEqual(["code_review-v1.0.0"]);
    expect(ended.requests.filter(({ path, query }) => `${path}${query}`.includes("git-receive-pack"))).toEqual([]);
    expect(keyFolders(ended)).toEqual([]);
    expect(ended.state["keys"]).toContain(join(ended.folder, "temp"));
    expect(await runPost(ended)).toBe(0);
  });

  test("is only offered to the server whose host key the Enterprise Server publishes, when none is given", async (context) => {
    const { setting, ssh } = await open(context);
    const key = ssh.makeKey("deploy");
    ssh.server.accept([key.publicKey]);
    setting.github.fail(
      { kind: "api", method: "GET", path: /\/meta$/ },
      { times: 9, answer: { status: 200, body: { verifiable_password_authentication: false, ssh_keys: [ssh.server.hostKey] } } },
    );
    expectCode(await run(setting, ssh, { "ssh-key": key.text }), 0);
    expect(releasedTags(setting)).toEqual(["code_review-v1.0.0"]);
  });

  interface Row {
    readonly name: string;
    readonly code: string;
    readonly prepare: (ssh: SshSetting) => Readonly<Record<string, string>>;
  }
  const accepted = (ssh: SshSetting, passphrase = ""): Readonly<Record<string, string>> => {
    const key = ssh.makeKey("deploy", passphrase);
    ssh.server.accept([key.publicKey]);
    return { "ssh-key": key.text, "ssh-known-hosts": ssh.server.knownHost };
  };
  const ROWS: readonly Row[] = [
    {
      name: "a server with another host key",
      code: "ssh-host-unknown",
      prepare: (ssh) => ({
        ...accepted(ssh),
        "ssh-known-hosts": ssh.server.knownHost.replace(ssh.server.hostKey, ssh.makeKey("other-host").publicKey),
      }),
    },
    {
      name: "a key that the server refuses",
      code: "ssh-key-refused",
      prepare: (ssh) => ({ ...accepted(ssh), "ssh-key": ssh.makeKey("another").text }),
    },
    {
      name: "a deploy key that may only read",
      code: "push-denied",
      prepare: (ssh) => {
        ssh.server.makeReadOnly();
        return accepted(ssh);
      },
    },
    { name: "a broken key", code: "ssh-key-invalid", prepare: (ssh) => ({ ...accepted(ssh), "ssh-key": "no key\n" }) },
    {
      name: "a wrong passphrase",
      code: "ssh-key-invalid",
      prepare: (ssh) => ({ ...accepted(ssh, PASSPHRASE), "ssh-passphrase": "wrong one" }),
    },
  ];

  test.for(ROWS)("$name: nothing is made, and the steps are in the issue", async ({ code, prepare }, context) => {
    const { setting, ssh } = await open(context);
    const ended = expectCode(await run(setting, ssh, prepare(ssh)), 2);
    expect(listOutput(ended, "blocked")).toMatchObject([{ version: "1.0.0", code }]);
    expect(tagsOf(setting)).toEqual({});
    expect(releasedTags(setting)).toEqual([]);
    expect(setting.github.issues).toHaveLength(1);
    expect(setting.github.issues[0]?.body).toContain("git push");
    expect(ended.outputs["issue-url"]).toMatch(/\/issues\/\d+$/);
    expect(keyFolders(ended)).toEqual([]);
  });

  test.for([
    ["SIGKILL", 1],
    ["SIGTERM", 0],
  ] as const)("is gone after %s in the middle of the push, at the latest with the job", async ([killSignal, left], context) => {
    const { setting, ssh } = await open(context);
    const begun = join(setting.base, "begun");
    const goOn = join(setting.base, "go-on");
    const hook = join(setting.github.bareRepository, "hooks/pre-receive");
    writeFileSync(hook, `#!/bin/sh\ntouch '${begun}'\nwhile [ ! -e '${goOn}' ]; do sleep 0.1; done\n`);
    chmodSync(hook, 0o755);
    const killing = new AbortController();
    const running = run(setting, ssh, accepted(ssh), { killed: killing.signal, killSignal });
    try {
      await vi.waitUntil(() => existsSync(begun), { timeout: 30_000 });
      killing.abort();
      const ended = await running;
      expect(ended.code).toBeNull();
      expect(keyFolders(ended)).toHaveLength(left);
      expect(await runPost(ended)).toBe(0);
      expect(keyFolders(ended)).toEqual([]);
    } finally {
      writeFileSync(goOn, "");
    }
  });
});
