import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openSigner, type SigningRequest } from "../../src/git/signing.ts";
import { writeTagObjects } from "../../src/git/write-tags.ts";
import { createRegistry } from "../support/registry.ts";
import { makeSshKey } from "../support/ssh-server.ts";
import { createKeyring } from "./gpg-key.ts";
import { openGit, temporaryFolder } from "./open-git.ts";
import { openFolder, toolEnvironment } from "./open-keys.ts";
import { textWith } from "./text-with.ts";
import { wrapTools } from "./wrap-tools.ts";

const TAGGER = { name: "Zoë", email: "zoe@example.com" };
const PASSPHRASE = "correct horse 'battery'";

async function request(key: string | null, others: Partial<SigningRequest> = {}): Promise<SigningRequest> {
  return {
    format: null,
    key,
    passphrase: PASSPHRASE,
    tagger: TAGGER,
    taggerIsGiven: true,
    folder: await openFolder(),
    environment: toolEnvironment(),
    now: () => Date.now(),
    ...others,
  };
}

const KEYS = {
  gpg: (): string => {
    const keyring = createKeyring(PASSPHRASE);
    onTestFinished(keyring.remove);
    keyring.make("Zoë <zoe@example.com>");
    return keyring.export();
  },
  ssh: (): string => makeSshKey(join(temporaryFolder(), "key"), { passphrase: PASSPHRASE }),
};

describe.each(["gpg", "ssh"] as const)("a %s key", (format) => {
  test("is known by its text, also in base64", async () => {
    const key = KEYS[format]();
    expect(await openSigner(await request(key))).toMatchObject({ format });
    expect(await openSigner(await request(Buffer.from(key).toString("base64"), { format }))).toMatchObject({ format });
  });

  test("of another format than the wanted one is refused", async () => {
    const wanted = format === "gpg" ? "ssh" : "gpg";
    await expect(openSigner(await request(KEYS[format](), { format: wanted }))).rejects.toMatchObject({
      code: "signing-key-invalid",
      message: textWith(`signing-format is ${wanted}`),
    });
  });

  test("and its passphrase are in no process's arguments, and nothing of them is left", async () => {
    const key = KEYS[format]();
    const registry = createRegistry();
    const target = registry.commit("root");
    const tools = wrapTools();
    const folder = await openFolder();
    const signer = await openSigner(await request(key, { folder, environment: toolEnvironment() }));
    const action = { type: "create-tag", flow: "a", version: "1.0.0", tag: "a-v1.0.0", target, date: "2026-01-02T03:04:05Z" } as const;
    await writeTagObjects(openGit(registry.dir), [{ ...action, message: "a 1.0.0\n" }], TAGGER, signer);
    await folder.remove();
    expect(tools.programs()).toEqual(expect.arrayContaining(["git", format === "gpg" ? "gpg" : "ssh-keygen"]));
    expect(tools.args()).not.toContain(PASSPHRASE);
    for (const line of key.split("\n").filter((text) => text !== "")) expect(tools.args()).not.toContain(line);
    expect(readdirSync(dirname(folder.path))).toEqual([]);
  });
});

test.each([
  ["no key", null, "signing-key-missing"],
  ["an empty key", " \n", "signing-key-missing"],
  ["a public GPG key", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nx\n-----END PGP PUBLIC KEY BLOCK-----", "signing-key-invalid"],
  ["a public SSH key", "ssh-ed25519 AAAA", "signing-key-invalid"],
])("%s is %j: %s", async (_name, key, code) => {
  for (const format of ["gpg", "ssh", null] as const)
    await expect(openSigner(await request(key, { format }))).rejects.toMatchObject({ code });
});
