import { mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Git } from "../../src/git/git.ts";
import { knownHostsFor } from "../../src/git/host-keys.ts";
import type { PrivateFolder } from "../../src/git/private-folder.ts";
import { pushTags, type TagObject } from "../../src/git/push-tags.ts";
import { openSshKey, toSshUrl } from "../../src/git/ssh-key.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { makeSshKey, publicKeyOf, startSshServer, type SshServer } from "../support/ssh-server.ts";
import { openFolder, toolEnvironment } from "./open-keys.ts";
import { openGit, temporaryFolder } from "./open-git.ts";
import { textWith } from "./text-with.ts";
import { wrapTools } from "./wrap-tools.ts";

const PASSPHRASE = "correct 'horse' $HOME \"battery\"";

interface Setting {
  readonly registry: TestRegistry;
  readonly server: SshServer;
  readonly tag: TagObject;
  /** Names of the refs that the server has. */
  readonly refs: () => string;
}

/** A registry whose origin is a real SSH server. */
async function onSsh(): Promise<Setting> {
  const registry = createRegistry();
  registry.commit("first");
  const bare = registry.addBareRemote();
  const server = await startSshServer(dirname(bare));
  registry.git("config", "remote.origin.url", server.url("remote"));
  registry.tag("a-v1.0.0", "HEAD", { annotated: true });
  const object = registry.git("rev-parse", "refs/tags/a-v1.0.0");
  return {
    registry,
    server,
    tag: { tag: "a-v1.0.0", object },
    refs: () => registry.git("--git-dir", bare, "for-each-ref", "--format=%(refname)"),
  };
}

interface Opening {
  readonly key: string;
  readonly passphrase?: string;
  readonly knownHosts: string;
  readonly folder?: PrivateFolder;
  readonly environment?: Readonly<Record<string, string>>;
}

async function openWithKey({ registry }: Setting, { key, passphrase, knownHosts, folder, environment }: Opening): Promise<Git> {
  const change = await openSshKey({
    key,
    passphrase: passphrase ?? null,
    knownHosts,
    folder: folder ?? (await openFolder()),
    environment: toolEnvironment(environment),
    name: "ssh-key",
  });
  return openGit(registry.dir, environment).with(change);
}

describe("a push with a deploy key", () => {
  const ROWS: readonly {
    readonly name: string;
    readonly kind?: readonly string[];
    readonly passphrase?: string;
    readonly given?: (text: string) => string;
  }[] = [
    { name: "as ssh-keygen writes it" },
    { name: "in base64", given: (text) => Buffer.from(text).toString("base64") },
    { name: "in base64 with line breaks", given: (text) => Buffer.from(text).toString("base64").replace(/.{76}/g, "$&\n") },
    { name: "with line ends of Windows", given: (text) => text.replaceAll("\n", "\r\n") },
    { name: "without its last line feed", given: (text) => text.trimEnd() },
    { name: "that is indented", given: (text) => text.replace(/^/gm, "    ") },
    { name: "with a passphrase", passphrase: PASSPHRASE },
    { name: "as RSA in PEM with a passphrase", passphrase: PASSPHRASE, kind: ["-t", "rsa", "-b", "2048", "-m", "PEM"] },
    { name: "as ECDSA in PKCS 8", kind: ["-t", "ecdsa", "-m", "PKCS8"] },
  ];

  test.each(ROWS)("$name brings the tag", async ({ kind, passphrase, given = (text) => text }) => {
    const setting = await onSsh();
    const file = join(temporaryFolder(), "key");
    const text = makeSshKey(file, { ...(kind === undefined ? {} : { kind }), ...(passphrase === undefined ? {} : { passphrase }) });
    setting.server.accept([publicKeyOf(file)]);
    const knownHosts = knownHostsFor(setting.server.knownHost, null);
    const git = await openWithKey(setting, { key: given(text), knownHosts, ...(passphrase === undefined ? {} : { passphrase }) });
    expect(await pushTags(git, "origin", [setting.tag])).toEqual(new Map([["a-v1.0.0", { kind: "created" }]]));
    expect(setting.refs()).toBe("refs/heads/main\nrefs/tags/a-v1.0.0");
  });

  test("takes no other key, configuration or program than this one, wherever its folder is", async () => {
    const setting = await onSsh();
    const parent = join(temporaryFolder(), `a b'c"d%h$(e)`);
    mkdirSync(parent);
    const file = join(temporaryFolder(), "key");
    const key = makeSshKey(file);
    setting.server.accept([publicKeyOf(file)]);
    setting.registry.git("config", "core.sshCommand", "false");
    const git = await openWithKey(setting, {
      key,
      knownHosts: knownHostsFor(setting.server.knownHost, null),
      folder: await openFolder(parent),
      environment: { GIT_SSH: "false", SSH_AUTH_SOCK: "/nowhere/agent", SSH_ASKPASS: "false" },
    });
    expect(await pushTags(git, "origin", [setting.tag])).toEqual(new Map([["a-v1.0.0", { kind: "created" }]]));
  });
});

describe("a push with a key is refused, and brings nothing,", () => {
  async function refused(
    arrange: (setting: Setting, publicKey: string) => Promise<string> | string,
    opening: Partial<Opening> = {},
  ): Promise<unknown> {
    const setting = await onSsh();
    const file = join(temporaryFolder(), "key");
    const key = makeSshKey(file);
    const knownHosts = await arrange(setting, publicKeyOf(file));
    const git = await openWithKey(setting, { key, knownHosts, ...opening });
    const error = await pushTags(git, "origin", [setting.tag]).catch((reason: unknown) => reason);
    expect(setting.refs()).toBe("refs/heads/main");
    return error;
  }

  test("when the server has another host key than the known one", async () => {
    const error = await refused(({ server }, publicKey) => {
      server.accept([publicKey]);
      const other = join(temporaryFolder(), "other");
      makeSshKey(other);
      return knownHostsFor(`[127.0.0.1]:${String(server.port)} ${publicKeyOf(other)}`, null);
    });
    expect(error).toMatchObject({ code: "ssh-host-unknown" });
  });

  test("when nothing is known of the server", async () => {
    const error = await refused(({ server }, publicKey) => {
      server.accept([publicKey]);
      return knownHostsFor(null, null);
    });
    expect(error).toMatchObject({ code: "ssh-host-unknown" });
  });

  test("when the server does not know the key", async () => {
    const error = await refused(({ server }) => {
      const other = join(temporaryFolder(), "other");
      makeSshKey(other);
      server.accept([publicKeyOf(other)]);
      return knownHostsFor(null, { host: "127.0.0.1", port: server.port, keys: [server.hostKey] });
    });
    expect(error).toMatchObject({ code: "ssh-key-refused" });
  });

  test("when the key may only read", async () => {
    const error = await refused(({ server }, publicKey) => {
      server.accept([publicKey]);
      server.makeReadOnly();
      return knownHostsFor(server.knownHost, null);
    });
    expect(error).toMatchObject({ code: "push-denied" });
  });
});

describe("a key that cannot be used is found before any push", () => {
  async function open(key: string, passphrase: string | null): Promise<unknown> {
    const request = { key, passphrase, knownHosts: "", environment: toolEnvironment(), name: "registry-ssh-key" } as const;
    return openSshKey({ ...request, folder: await openFolder() });
  }
  const encrypted = (): string => makeSshKey(join(temporaryFolder(), "key"), { passphrase: PASSPHRASE });
  const BODY = /KEY-----\n(.{20})/;

  test.each<[string, () => string, string | null, string]>([
    ["a wrong passphrase", encrypted, "wrong", "ssh-passphrase does not open"],
    ["no passphrase", encrypted, null, "none is given"],
    ["an empty passphrase", encrypted, "", "none is given"],
    ["half a key", () => makeSshKey(join(temporaryFolder(), "key")).slice(0, 150), null, "cannot be read"],
    ["a key without its end", () => makeSshKey(join(temporaryFolder(), "key")).slice(0, -40), "x", "cannot be read"],
  ])("%s", async (_name, make, passphrase, words) => {
    const key = make();
    const error = await open(key, passphrase).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "ssh-key-invalid", message: textWith(words) });
    expect(JSON.stringify(error)).not.toContain(BODY.exec(key)?.[1]);
    expect(String(error)).not.toContain(PASSPHRASE);
  });

  test.each<[string, () => string]>([
    ["a public key", () => "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"],
    ["a GPG key", () => "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nxxx\n-----END PGP PRIVATE KEY BLOCK-----"],
    ["a PuTTY key", () => "PuTTY-User-Key-File-3: ssh-ed25519"],
    ["nothing", () => " "],
    ["base64 of something else", () => Buffer.from("something else").toString("base64")],
  ])("%s instead of a private key", async (_name, make) => {
    await expect(open(make(), null)).rejects.toMatchObject({ code: "ssh-key-invalid", message: textWith("registry-ssh-key") });
  });
});

test("key and passphrase are in no process's arguments, and files are for their owner alone", async () => {
  const setting = await onSsh();
  const file = join(temporaryFolder(), "key");
  const key = makeSshKey(file, { passphrase: PASSPHRASE });
  setting.server.accept([publicKeyOf(file)]);
  const tools = wrapTools();
  const folder = await openFolder();
  const knownHosts = knownHostsFor(setting.server.knownHost, null);
  const git = await openWithKey(setting, { key, passphrase: PASSPHRASE, knownHosts, folder });
  await pushTags(git, "origin", [setting.tag]);
  expect(tools.programs()).toEqual(expect.arrayContaining(["ssh-keygen", "git", "ssh"]));
  expect(tools.args()).toContain("StrictHostKeyChecking=yes");
  expect(tools.args()).not.toContain(PASSPHRASE);
  for (const line of key.trim().split("\n")) expect(tools.args()).not.toContain(line);
  const modes = readdirSync(folder.path).map((name) => [name.replace(/^\d+-/, ""), statSync(join(folder.path, name)).mode & 0o777]);
  expect(Object.fromEntries(modes)).toEqual({ key: 0o600, "key.pub": 0o600, known_hosts: 0o600, askpass: 0o700 });
  expect(statSync(folder.path).mode & 0o777).toBe(0o700);
});

test.each([
  [{ host: "github.com", owner: "o", repo: "r" }, "ssh://git@github.com/o/r.git"],
  [{ host: "gitlab.example.org:8443", owner: "group/sub", repo: "r" }, "ssh://git@gitlab.example.org/group/sub/r.git"],
])("the SSH address of %j is %s", (address, url) => {
  expect(toSshUrl(address)).toBe(url);
});
