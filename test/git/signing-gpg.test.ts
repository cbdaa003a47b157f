import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { PrivateFolder } from "../../src/git/private-folder.ts";
import type { Signer } from "../../src/git/signer.ts";
import { openGpgSigner } from "../../src/git/signing-gpg.ts";
import { createKeyring, type Keyring } from "./gpg-key.ts";
import { temporaryFolder } from "./open-git.ts";
import { openFolder, toolEnvironment } from "./open-keys.ts";
import { textWith } from "./text-with.ts";

const TAGGER = { name: "Zoë Tagger", email: "zoe@example.com" };
const OWNER = "Zoë Tagger (bot) <Zoe@example.com>";
const PASSPHRASE = 'correct horse "battery" größer';

function openKeyring(passphrase = ""): Keyring {
  const keyring = createKeyring(passphrase);
  onTestFinished(keyring.remove);
  return keyring;
}

interface Opening {
  readonly passphrase?: string | null;
  readonly tagger?: typeof TAGGER;
  readonly taggerIsGiven?: boolean;
  readonly folder?: PrivateFolder;
  readonly now?: number;
  readonly path?: string;
}

async function open(
  text: string,
  { passphrase = null, tagger = TAGGER, taggerIsGiven = true, folder, now, path }: Opening = {},
): Promise<Signer> {
  return openGpgSigner({
    text,
    passphrase,
    tagger,
    taggerIsGiven,
    folder: folder ?? (await openFolder()),
    environment: toolEnvironment(path === undefined ? {} : { PATH: path }),
    now: () => now ?? Date.now(),
  });
}

describe("a key", () => {
  test("signs each text at its end, also a subkey where the primary key may only certify", async () => {
    const keyring = openKeyring(PASSPHRASE);
    const primary = keyring.make(OWNER, { usage: "cert" });
    keyring.gpg("--quick-add-key", primary, "ed25519", "sign");
    const signer = await open(keyring.export(), { passphrase: PASSPHRASE });
    const texts = ["one\n", "two – Größe\n"];
    const signed = await signer.sign(texts);
    for (const [index, text] of signed.entries())
      expect(text).toMatch(new RegExp(`^${texts[index] ?? ""}-----BEGIN PGP SIGNATURE-----\\n[^]+\\n-----END PGP SIGNATURE-----\\n$`));
    expect(signed).toHaveLength(2);
    expect(signer).toMatchObject({ format: "gpg", tagger: TAGGER });
  });

  test("names the tagger where none is given", async () => {
    const keyring = openKeyring();
    keyring.make(OWNER);
    const signer = await open(keyring.export(), { tagger: { name: "x", email: "x@example.com" }, taggerIsGiven: false });
    expect(signer.tagger).toEqual({ name: "Zoë Tagger", email: "Zoe@example.com" });
  });

  test("keeps to its private folder, and can be opened there again", async () => {
    const keyring = openKeyring();
    keyring.make(OWNER);
    const folder = await openFolder();
    await open(keyring.export(), { folder });
    const signer = await open(keyring.export(), { folder });
    await signer.sign(["one\n"]);
    expect(statSync(join(folder.path, "gnupg")).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder.path).filter((name) => name.startsWith("tags-"))).toEqual([]);
    expect(signer.environment({ GNUPGHOME: "/elsewhere" })["GNUPGHOME"]).toBe(join(folder.path, "gnupg"));
  });
});

describe("a key is refused before any tag is made", () => {
  test.each<[string, string | null, string]>([
    ["with a wrong passphrase", "wrong", "does not open"],
    ["without its passphrase", null, "none is given"],
    ["with an empty passphrase", "", "none is given"],
  ])("%s", async (_name, passphrase, words) => {
    const keyring = openKeyring(PASSPHRASE);
    keyring.make(OWNER);
    await expect(open(keyring.export(), { passphrase })).rejects.toMatchObject({ code: "signing-key-invalid", message: textWith(words) });
  });

  test.each<[string, (keyring: Keyring) => void, string]>([
    ["that is expired", (keyring) => void keyring.make(OWNER, { at: "20200101T000000", expires: "1d" }), "signing-key-expired"],
    [
      "that was revoked",
      (keyring) => {
        keyring.revoke(keyring.make(OWNER));
      },
      "signing-key-expired",
    ],
    [
      "whose signing subkey is expired",
      (keyring) => {
        const primary = keyring.make(OWNER, { at: "20200101T000000", usage: "cert" });
        keyring.gpg("--faked-system-time", "20200102T000000", "--quick-add-key", primary, "ed25519", "sign", "1d");
      },
      "signing-key-expired",
    ],
    ["that may only certify", (keyring) => void keyring.make(OWNER, { usage: "cert" }), "signing-key-invalid"],
    ["of somebody else", (keyring) => void keyring.make("Other <other@example.com>"), "signing-key-mismatch"],
    [
      "whose user id with the tagger's address was revoked",
      (keyring) => {
        const primary = keyring.make("Other <other@example.com>");
        keyring.gpg("--quick-add-uid", primary, OWNER);
        keyring.gpg("--quick-revoke-uid", primary, OWNER);
      },
      "signing-key-mismatch",
    ],
    [
      "among others",
      (keyring) => {
        keyring.make(OWNER);
        keyring.make("Other <other@example.com>");
      },
      "signing-key-invalid",
    ],
  ])("%s", async (_name, make, code) => {
    const keyring = openKeyring();
    make(keyring);
    await expect(open(keyring.export())).rejects.toMatchObject({ code });
  });

  test("whose time is over by the clock of the run", async () => {
    const keyring = openKeyring();
    keyring.make(OWNER, { expires: "2d" });
    const now = Date.now() + 3 * 24 * 3600 * 1000;
    await expect(open(keyring.export(), { now })).rejects.toMatchObject({ code: "signing-key-expired", message: textWith("expired on 2") });
  });

  test("that is the public part, or no key at all", async () => {
    const keyring = openKeyring();
    keyring.make(OWNER);
    for (const text of [keyring.gpg("--armor", "--export"), keyring.export().slice(0, 120)])
      await expect(open(text)).rejects.toMatchObject({ code: "signing-key-invalid", message: textWith("holds no private GPG key") });
  });

  test("where the agent's socket has too long a path, with what helps", async () => {
    const keyring = openKeyring();
    keyring.make(OWNER);
    const parent = join(temporaryFolder(), "x".repeat(90));
    mkdirSync(parent);
    const opening = open(keyring.export(), { folder: await openFolder(parent) });
    await expect(opening).rejects.toMatchObject({ code: "signing-key-invalid", problems: [{ fix: textWith("TMPDIR") }] });
  });

  test("where gpg is missing", async () => {
    await expect(open("x", { path: "/nowhere" })).rejects.toMatchObject({
      code: "signing-key-invalid",
      problems: [{ fix: textWith("Install gpg") }],
    });
  });
});

test("remove() ends the agent and leaves nothing", async () => {
  const keyring = openKeyring(PASSPHRASE);
  keyring.make(OWNER);
  const folder = await openFolder();
  await open(keyring.export(), { passphrase: PASSPHRASE, folder });
  const agent = agentOf(folder.path);
  expect(agent).not.toBeNull();
  await folder.remove();
  expect(readdirSync(join(folder.path, ".."))).toEqual([]);
  await expect.poll(() => agentOf(folder.path)).toBeNull();
});

/** Process id of the agent that runs for a folder. */
function agentOf(path: string): string | null {
  const isAgent = (pid: string): boolean => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(path);
    } catch {
      return false;
    }
  };
  return readdirSync("/proc").find((name) => /^\d+$/.test(name) && isAgent(name)) ?? null;
}
