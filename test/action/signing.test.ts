import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, type TestContext } from "vitest";
import { createKeyring, type Keyring } from "../git/gpg-key.ts";
import { makeSshKey, publicKeyOf } from "../support/ssh-server.ts";
import { listOutput } from "./output-shapes.ts";
import { expectCode, runAction, type ActionRun } from "./run-action.ts";
import { checkOut, openSetting, releasedTags, tagsOf, versions, type Setting } from "./setting.ts";
import { keyFolders } from "./ssh-setting.ts";

const TAG = "code_review-v1.0.0";
const MAIL = "tagger@example.com";
const PASSPHRASE = "open sesame, 'please'";

/** Runs the action where git knows a person by an address, or nobody. */
function run(setting: Setting, inputs: Readonly<Record<string, string>>, mail: string | null = null): Promise<ActionRun> {
  const name = mail === null ? "" : "Tagger";
  const environment = { GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: mail ?? "", GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: mail ?? "" };
  return runAction(setting, { workspace: checkOut(setting), inputs, environment });
}

function openKeyring({ onTestFinished }: TestContext, passphrase = ""): Keyring {
  const keyring = createKeyring(passphrase);
  onTestFinished(keyring.remove);
  return keyring;
}

/** What `git verify-tag` says of the tag on the server; throws when it finds the signature bad. */
function verify({ registry, github }: Setting, ...settings: readonly string[]): void {
  registry.git("--git-dir", github.bareRepository, ...settings.flatMap((setting) => ["-c", setting]), "verify-tag", TAG);
}

/** A program that looks for public keys in one keyring only. */
function gpgIn({ base }: Setting, home: string): string {
  const file = join(base, "gpg");
  writeFileSync(file, `#!/bin/sh\nexec gpg --homedir '${home}' "$@"\n`, { mode: 0o755 });
  return file;
}

describe.concurrent("a signing key", () => {
  test.for(["", PASSPHRASE])("for gpg signs tags that plain git verifies (passphrase %j)", async (passphrase, context) => {
    const setting = await openSetting(context, versions(1));
    const keyring = openKeyring(context, passphrase);
    keyring.make(`Tagger <${MAIL}>`);
    const ended = expectCode(await run(setting, { "signing-key": keyring.export(), "signing-passphrase": passphrase }), 0);
    expect(releasedTags(setting)).toEqual([TAG]);
    verify(setting, `gpg.program=${gpgIn(setting, keyring.home)}`);
    expect(setting.registry.git("--git-dir", setting.github.bareRepository, "cat-file", "tag", TAG)).toContain(`tagger Tagger <${MAIL}> `);
    expect(keyFolders(ended)).toEqual([]);
    const stranger = join(setting.base, "stranger");
    mkdirSync(stranger, { mode: 0o700 });
    expect(() => {
      verify(setting, `gpg.program=${gpgIn(setting, stranger)}`);
    }).toThrow(/No public key/);
  });

  test.for(["", PASSPHRASE])("for ssh signs tags that plain git verifies (passphrase %j)", async (passphrase, context) => {
    const setting = await openSetting(context, versions(1));
    const file = join(setting.base, "signing");
    const key = makeSshKey(file, { passphrase });
    const ended = expectCode(
      await run(setting, { "signing-format": "ssh", "signing-key": key, "signing-passphrase": passphrase }, MAIL),
      0,
    );
    const allowed = join(setting.base, "allowed");
    writeFileSync(allowed, `${MAIL} ${publicKeyOf(file)}\n`);
    verify(setting, "gpg.format=ssh", `gpg.ssh.allowedSignersFile=${allowed}`);
    expect(keyFolders(ended)).toEqual([]);
    writeFileSync(
      allowed,
      `somebody@example.com ${publicKeyOf(file)}\n`.replace(
        /AAAA\S+$/m,
        "AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl",
      ),
    );
    expect(() => {
      verify(setting, "gpg.format=ssh", `gpg.ssh.allowedSignersFile=${allowed}`);
    }).toThrow();
  });

  interface Row {
    readonly name: string;
    readonly code: string;
    readonly mail?: string;
    readonly inputs: (setting: Setting, context: TestContext) => Readonly<Record<string, string>>;
  }
  const gpgKey = (context: TestContext, passphrase = "", options: Parameters<Keyring["make"]>[1] = {}): string => {
    const keyring = openKeyring(context, passphrase);
    keyring.make(`Tagger <${MAIL}>`, options);
    return keyring.export();
  };
  const ROWS: readonly Row[] = [
    { name: "is missing though signing is wanted", code: "signing-key-missing", inputs: () => ({ "signing-format": "gpg" }) },
    { name: "is none", code: "signing-key-invalid", inputs: () => ({ "signing-key": "no key\n" }) },
    {
      name: "is of another kind than wanted",
      code: "signing-key-invalid",
      inputs: ({ base }) => ({ "signing-format": "gpg", "signing-key": makeSshKey(join(base, "signing")) }),
    },
    {
      name: "for gpg has another passphrase",
      code: "signing-key-invalid",
      inputs: (_, context) => ({ "signing-key": gpgKey(context, PASSPHRASE), "signing-passphrase": "wrong one" }),
    },
    {
      name: "has expired",
      code: "signing-key-expired",
      inputs: (_, context) => ({ "signing-key": gpgKey(context, "", { expires: "1d", at: "20200101T000000" }) }),
    },
    {
      name: "names another person than git does",
      code: "signing-key-mismatch",
      mail: "somebody@example.com",
      inputs: (_, context) => ({ "signing-key": gpgKey(context) }),
    },
  ];

  test.for(ROWS)("that $name makes no tag, signed or not, and is in the issue", async ({ code, mail, inputs }, context) => {
    const setting = await openSetting(context, versions(1));
    const ended = expectCode(await run(setting, inputs(setting, context), mail ?? null), 2);
    expect(listOutput(ended, "blocked")).toMatchObject([{ version: "1.0.0", code }]);
    expect(tagsOf(setting)).toEqual({});
    expect(releasedTags(setting)).toEqual([]);
    expect(setting.github.issues).toHaveLength(1);
    expect(keyFolders(ended)).toEqual([]);
  });
});
