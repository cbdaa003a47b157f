import { execFileSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { PrivateFolder } from "../../src/git/private-folder.ts";
import type { Signer } from "../../src/git/signer.ts";
import { openSshSigner } from "../../src/git/signing-ssh.ts";
import { makeSshKey, publicKeyOf } from "../support/ssh-server.ts";
import { openFolder, toolEnvironment } from "./open-keys.ts";
import { temporaryFolder } from "./open-git.ts";
import { textWith } from "./text-with.ts";

const TAGGER = { name: "github-actions[bot]", email: "41898282+github-actions[bot]@users.noreply.github.com" };

interface Opening {
  readonly passphrase?: string | null;
  readonly email?: string;
  readonly folder?: PrivateFolder;
}

async function open(text: string, { passphrase = null, email = TAGGER.email, folder }: Opening = {}): Promise<Signer> {
  return openSshSigner({
    text,
    passphrase,
    tagger: { ...TAGGER, email },
    taggerIsGiven: true,
    folder: folder ?? (await openFolder()),
    environment: toolEnvironment(),
    now: () => 0,
  });
}

describe("a key", () => {
  test.each<[string, readonly string[], string | undefined]>([
    ["ed25519", ["-t", "ed25519"], undefined],
    ["ed25519 with a passphrase", ["-t", "ed25519"], "pass 'phrase' $1"],
    ["RSA in PEM with a passphrase", ["-t", "rsa", "-b", "2048", "-m", "PEM"], "passphrase"],
  ])("of %s signs each text at its end, as ssh-keygen checks it", async (_name, kind, passphrase) => {
    const file = join(temporaryFolder(), "key");
    const text = makeSshKey(file, { kind, ...(passphrase === undefined ? {} : { passphrase }) });
    const folder = await openFolder();
    const signer = await open(text, { passphrase: passphrase ?? null, folder });
    const texts = ["one\n", "two – Größe\n"];
    const signed = await signer.sign(texts);
    expect(signer).toMatchObject({ format: "ssh", tagger: TAGGER });
    expect(signed).toHaveLength(2);
    const place = temporaryFolder();
    const allowed = join(place, "allowed");
    writeFileSync(allowed, `${TAGGER.email} ${publicKeyOf(file)}\n`);
    for (const [index, whole] of signed.entries()) {
      const original = texts[index] ?? "";
      expect(whole.startsWith(original)).toBe(true);
      writeFileSync(join(place, "sig"), whole.slice(original.length));
      const args = ["-Y", "verify", "-n", "git", "-I", TAGGER.email, "-f", allowed, "-s", join(place, "sig")];
      expect(execFileSync("ssh-keygen", args, { input: original, encoding: "utf8" })).toContain("Good");
    }
    expect(readdirSync(folder.path).filter((name) => name.startsWith("tags-"))).toEqual([]);
  });

  test("signs more texts than one process has room for", async () => {
    const signer = await open(makeSshKey(join(temporaryFolder(), "key")));
    const signed = await signer.sign(Array.from({ length: 501 }, (_, number) => `${String(number)}\n`));
    expect(new Set(signed.map((text) => text.split("\n")[0])).size).toBe(501);
    for (const text of signed) expect(text).toMatch(/^\d+\n-----BEGIN SSH SIGNATURE-----\n/);
  });
});

test.each([
  ["a wrong passphrase", "wrong", "signing-passphrase does not open"],
  ["no passphrase", null, "none is given"],
])("%s is found before any tag is made", async (_name, passphrase, words) => {
  const text = makeSshKey(join(temporaryFolder(), "key"), { passphrase: "right" });
  await expect(open(text, { passphrase })).rejects.toMatchObject({ code: "signing-key-invalid", message: textWith(words) });
});
