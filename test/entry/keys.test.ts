import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openKeys, type Keys, type KeysRequest } from "../../src/entry/keys.ts";
import { readInputSecrets } from "../../src/entry/secrets.ts";
import type { ServerKeys } from "../../src/git/host-keys.ts";
import { toolEnvironment } from "../git/open-keys.ts";
import { temporaryFolder } from "../git/open-git.ts";
import { codesOf } from "../run/open.ts";
import { createFakeTime } from "../support/fake-time.ts";
import { makeSshKey } from "../support/ssh-server.ts";

const TAGGER = { name: "Tagger", email: "tagger@example.com" };
const FALLBACK = { name: "Bot", email: "bot@example.com" };

interface Opening {
  readonly keys: Promise<Keys>;
  /** What there is of private folders now. */
  readonly folders: () => readonly string[];
  readonly told: readonly string[];
  readonly asked: () => number;
}

function open(inputs: Readonly<Record<string, string>>, serverKeys: ServerKeys | null = null): Opening {
  const parent = temporaryFolder();
  const told: string[] = [];
  let asked = 0;
  const request: KeysRequest = {
    secrets: readInputSecrets(inputs),
    parent,
    environment: toolEnvironment(),
    time: createFakeTime(),
    readServerKeys: () => {
      asked += 1;
      return Promise.resolve(serverKeys);
    },
    onFolder: (path) => told.push(path),
  };
  return { keys: openKeys(request), folders: () => readdirSync(parent), told, asked: () => asked };
}

const key = (passphrase = ""): string => makeSshKey(join(temporaryFolder(), "key"), { passphrase });

test("without any key there is no folder, no question, and tags are not signed", async () => {
  const { keys, folders, asked } = open({});
  const opened = await keys;
  expect(opened).toMatchObject({ ssh: null, sshTrouble: null, registrySsh: null, hasSigningKey: false });
  expect(await opened.openSigning(null, null, FALLBACK)).toEqual({ tagger: FALLBACK, signer: null, trouble: null });
  expect(await opened.openSigning(null, TAGGER, FALLBACK)).toEqual({ tagger: TAGGER, signer: null, trouble: null });
  await opened.close();
  expect([folders(), asked()]).toEqual([[], 0]);
});

test("all keys of a run lie in one folder, which is told at once and gone at the end", async () => {
  const { keys, folders, told, asked } = open({ "ssh-key": key(), "registry-ssh-key": key(), "signing-key": key() });
  const opened = await keys;
  expect(opened.ssh?.({})["GIT_SSH_COMMAND"]).toContain(told[0]);
  expect(opened.registrySsh?.({})["GIT_SSH_COMMAND"]).not.toBe(opened.ssh?.({})["GIT_SSH_COMMAND"]);
  const { signer, trouble } = await opened.openSigning("ssh", TAGGER, FALLBACK);
  expect([signer?.format, trouble]).toEqual(["ssh", null]);
  expect([folders().length, told.length, asked()]).toEqual([1, 1, 1]);
  await opened.close();
  await opened.close();
  expect(folders()).toEqual([]);
});

test("the server is not asked for its host keys when somebody gave them", async () => {
  const { keys, asked } = open({ "ssh-key": key(), "ssh-known-hosts": "# none\n" });
  await (await keys).close();
  expect(asked()).toBe(0);
});

test.each([
  [() => ({ "ssh-key": "no key" }), "ssh-key-invalid"],
  [() => ({ "ssh-key": key("secret"), "ssh-passphrase": "wrong" }), "ssh-key-invalid"],
])("a key that cannot push is known as trouble, which a person can work around: %#", async (inputs, code) => {
  const opened = await open(inputs()).keys;
  expect(opened).toMatchObject({ ssh: null, sshTrouble: { code } });
  await opened.close();
});

test.each([
  [() => ({ "registry-ssh-key": "no key", "ssh-key": key() }), "ssh-key-invalid"],
  [() => ({ "ssh-key": key(), "ssh-known-hosts": "no host key" }), "input-invalid"],
])("a key without which nothing can be read ends the run, and leaves no folder: %#", async (inputs, code) => {
  const { keys, folders, told } = open(inputs());
  expect(await codesOf(keys)).toEqual([code]);
  expect([folders(), told.filter((path) => existsSync(path))]).toEqual([[], []]);
});

test("host keys that a server publishes wrongly end the run", async () => {
  const { keys, folders } = open({ "ssh-key": key() }, { host: "git.example.com", keys: ["nonsense"] });
  expect(await codesOf(keys)).toEqual(["forge-unreadable"]);
  expect(folders()).toEqual([]);
});

test.each([
  [() => ({}), "gpg", "signing-key-missing"],
  [() => ({ "signing-key": "no key" }), null, "signing-key-invalid"],
  [() => ({ "signing-key": key() }), "gpg", "signing-key-invalid"],
] as const)("signing that cannot be done is trouble, and never unsigned tags: %#", async (inputs, wanted, code) => {
  const opened = await open(inputs()).keys;
  expect(await opened.openSigning(wanted, TAGGER, FALLBACK)).toMatchObject({ signer: null, trouble: { code } });
  await opened.close();
});
