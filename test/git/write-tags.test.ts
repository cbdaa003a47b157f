import { execFileSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { Signer } from "../../src/git/signer.ts";
import { openSigner } from "../../src/git/signing.ts";
import { toTagObject, writeTagObjects } from "../../src/git/write-tags.ts";
import type { CreateTag } from "../../src/model/plan.ts";
import { isolatedEnvironment } from "../support/isolated-git.ts";
import { createRegistry } from "../support/registry.ts";
import { makeSshKey, publicKeyOf } from "../support/ssh-server.ts";
import { createKeyring } from "./gpg-key.ts";
import { openFolder, toolEnvironment } from "./open-keys.ts";
import { openGit, temporaryFolder } from "./open-git.ts";

const TAGGER = { name: "Zoë Tagger", email: "zoe@example.com" };

function action(target: string, tag: string): CreateTag {
  return {
    type: "create-tag",
    flow: "a",
    version: "1.0.0",
    tag,
    target,
    date: "2026-01-02T03:04:05Z",
    message: `a 1.0.0 – Größe\n\nFlow-Path: flows/a/1.0.0.yml\nFlow-Digest: sha256:${"0".repeat(64)}\n`,
  };
}

describe("tag objects", () => {
  test("are what git itself writes for the same tag, byte for byte", async () => {
    const registry = createRegistry();
    const sha = registry.commit("root");
    const planned = action(sha, "a-v1.0.0");
    const [object] = await writeTagObjects(openGit(registry.dir), [planned], TAGGER, null);
    const git = openGit(registry.dir, {
      GIT_COMMITTER_NAME: TAGGER.name,
      GIT_COMMITTER_EMAIL: TAGGER.email,
      GIT_COMMITTER_DATE: "2026-01-02T03:04:05Z",
    });
    await git.text(["tag", "--annotate", "--cleanup=verbatim", "--message", planned.message, planned.tag, sha]);
    expect(object).toBe(registry.git("rev-parse", "refs/tags/a-v1.0.0"));
    expect(`${registry.git("cat-file", "-p", object ?? "")}\n`).toBe(toTagObject(planned, TAGGER));
  });

  test("are written with one process in the order of the actions, pass fsck and make no ref", async () => {
    const registry = createRegistry();
    const sha = registry.commit("root");
    const started = vi.fn();
    const tags = ["a-v1.0.0", "chat/agent-v1.0.0+build.5", ...Array.from({ length: 300 }, (_, number) => `b-v1.${number}.0`)];
    const objects = await writeTagObjects(
      openGit(registry.dir, {}, started),
      tags.map((tag) => action(sha, tag)),
      TAGGER,
      null,
    );
    expect(started).toHaveBeenCalledTimes(1);
    expect(objects).toHaveLength(tags.length);
    expect(registry.git("cat-file", "-p", objects[1] ?? "")).toContain("\ntag chat/agent-v1.0.0+build.5\n");
    expect(registry.git("tag")).toBe("");
    for (const [index, object] of objects.slice(0, 3).entries()) registry.git("update-ref", `refs/tags/${tags[index] ?? ""}`, object);
    expect(registry.git("fsck", "--strict", "--no-dangling")).toBe("");
  });

  test("of racing runs are one and the same", async () => {
    const registry = createRegistry();
    const sha = registry.commit("root");
    registry.addBareRemote();
    const write = (dir: string): Promise<readonly string[]> => writeTagObjects(openGit(dir), [action(sha, "a-v1.0.0")], TAGGER, null);
    expect(await write(registry.clone().dir)).toEqual(await write(registry.dir));
  });

  test("leave no file behind, also when git fails", async () => {
    const registry = createRegistry();
    const temporary = temporaryFolder();
    vi.stubEnv("TMPDIR", temporary);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    expect(tmpdir()).toBe(temporary);
    await writeTagObjects(openGit(registry.dir), [action(registry.commit("root"), "a-v1.0.0")], TAGGER, null);
    await expect(writeTagObjects(openGit(registry.dir), [action("none", "a-v1.0.0")], TAGGER, null)).rejects.toMatchObject({
      code: "git-failed",
    });
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe("signed tag objects", () => {
  interface Key {
    readonly text: string;
    /** Settings and variables of somebody else who knows the public key. */
    readonly settings: readonly string[];
    readonly environment: Readonly<Record<string, string>>;
  }
  const KEYS: Readonly<Record<"gpg" | "ssh", (passphrase: string) => Key>> = {
    gpg: (passphrase) => {
      const keyring = createKeyring(passphrase);
      onTestFinished(keyring.remove);
      keyring.make(`${TAGGER.name} <${TAGGER.email}>`);
      return { text: keyring.export(), settings: [], environment: { GNUPGHOME: keyring.home } };
    },
    ssh: (passphrase) => {
      const file = join(temporaryFolder(), "key");
      const text = makeSshKey(file, { passphrase });
      writeFileSync(`${file}.allowed`, `${TAGGER.email} namespaces="git" ${publicKeyOf(file)}\n`);
      return { text, settings: ["-c", `gpg.ssh.allowedSignersFile=${file}.allowed`], environment: {} };
    },
  };
  const open = async (key: string, passphrase: string | null): Promise<Signer> =>
    openSigner({
      format: null,
      key,
      passphrase,
      tagger: TAGGER,
      taggerIsGiven: true,
      folder: await openFolder(),
      environment: toolEnvironment(),
      now: () => Date.now(),
    });

  test.each([
    ["gpg", ""],
    ["gpg", "pass 'phrase'"],
    ["ssh", ""],
    ["ssh", "pass 'phrase'"],
  ] as const)("of a %s key with the passphrase %j are the unsigned ones and what git finds good", async (format, passphrase) => {
    const registry = createRegistry();
    const sha = registry.commit("root");
    const key = KEYS[format](passphrase);
    const signer = await open(key.text, passphrase === "" ? null : passphrase);
    const actions = Array.from({ length: 20 }, (_, number) => action(sha, `a-v1.${String(number)}.0`));
    const started = vi.fn();
    const objects = await writeTagObjects(openGit(registry.dir, {}, started), actions, { name: "x", email: "x@example.com" }, signer);
    expect(started).toHaveBeenCalledTimes(2);
    expect(objects).toHaveLength(20);
    for (const [index, object] of objects.entries()) {
      const text = execFileSync("git", ["cat-file", "tag", object], { cwd: registry.dir, encoding: "utf8" });
      const planned = actions[index];
      expect(planned === undefined ? "" : toTagObject(planned, TAGGER)).toBe(text.replace(/-----BEGIN [^]*$/, ""));
      registry.git("update-ref", `refs/tags/${planned?.tag ?? ""}`, object);
    }
    const environment = { ...isolatedEnvironment(registry.dir), ...key.environment };
    const tags = actions.map(({ tag }) => tag);
    execFileSync("git", [...key.settings, "verify-tag", ...tags], { cwd: registry.dir, env: environment, stdio: "pipe" });
    expect(registry.git("fsck", "--strict", "--no-dangling")).toBe("");
  });

  test.each(["gpg", "ssh"] as const)("of a %s key are not given when one of them is not good", async (format) => {
    const registry = createRegistry();
    const sha = registry.commit("root");
    const signer = await open(KEYS[format]("").text, null);
    const other = await open(KEYS[format]("").text, null);
    const changed = async (texts: readonly string[]): Promise<readonly string[]> =>
      (await signer.sign(texts)).map((text, index) => (index === 1 ? text.replace("Flow-Path: flows", "Flow-Path: other") : text));
    const unsigned = async (texts: readonly string[]): Promise<readonly string[]> => [
      ...(await signer.sign(texts)).slice(1),
      ...texts.slice(0, 1),
    ];
    for (const sign of [changed, unsigned, other.sign]) {
      const writing = writeTagObjects(openGit(registry.dir), [action(sha, "a-v1.0.0"), action(sha, "b-v1.0.0")], TAGGER, {
        ...signer,
        sign,
      });
      await expect(writing).rejects.toMatchObject({ code: "signing-failed" });
    }
  });
});
