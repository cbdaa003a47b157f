import fc from "fast-check";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openSshKeyFile, toKeyFormat, toKeyText } from "../../src/git/private-key.ts";
import { makeSshKey, publicKeyOf } from "../support/ssh-server.ts";
import { openFolder, toolEnvironment } from "./open-keys.ts";
import { temporaryFolder } from "./open-git.ts";

const TEXT = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA\nAAAA=\n-----END OPENSSH PRIVATE KEY-----\n";

test("a key is the same text however it was pasted", () => {
  const spaces = fc.constantFrom("", " ", "\n", "\r\n", "\t\n");
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.constantFrom("\n", "\r\n", "\r"),
      fc.integer({ min: 16, max: 200 }),
      spaces,
      spaces,
      (encoded, end, width, before, after) => {
        const lines = TEXT.replaceAll("\n", end);
        const body = encoded
          ? Buffer.from(lines)
              .toString("base64")
              .replace(new RegExp(`.{${String(width)}}`, "g"), `$&${end}`)
          : lines;
        expect(toKeyText(before + body + after)).toBe(TEXT);
      },
    ),
  );
});

test("what is neither a key nor the base64 of one stays as it is", () => {
  for (const text of ["hello", "aGVsbG8=", "ssh-ed25519 AAAA", ""]) expect(toKeyText(text)).toBe(`${text}\n`);
});

test.each([
  ["-----BEGIN PGP PRIVATE KEY BLOCK-----\n", "gpg"],
  ["-----BEGIN OPENSSH PRIVATE KEY-----\n", "ssh"],
  ["-----BEGIN RSA PRIVATE KEY-----\n", "ssh"],
  ["-----BEGIN EC PRIVATE KEY-----\n", "ssh"],
  ["-----BEGIN PRIVATE KEY-----\n", "ssh"],
  ["-----BEGIN ENCRYPTED PRIVATE KEY-----\n", "ssh"],
  ["-----BEGIN PGP PUBLIC KEY BLOCK-----\n", null],
  ["-----BEGIN CERTIFICATE-----\n", null],
  ["ssh-ed25519 AAAA\n", null],
])("%j starts a key of kind %j", (text, format) => {
  expect(toKeyFormat(text)).toBe(format);
});

describe("an opened key", () => {
  test("has its public part, and an environment without agents and askers of others", async () => {
    const file = join(temporaryFolder(), "key");
    const text = makeSshKey(file, { passphrase: "p" });
    const folder = await openFolder();
    const names = { key: "k", passphrase: "p" };
    const key = await openSshKeyFile({ text, passphrase: "p", folder, environment: toolEnvironment(), names, code: "ssh-key-invalid" });
    expect(key).toMatchObject({ publicKey: publicKeyOf(file), asks: true });
    const { SSH_ASKPASS: asker, ...others } = key.environment({ A: "1", SSH_AUTH_SOCK: "/agent", SSH_ASKPASS: "/asker" });
    expect(asker).toContain(folder.path);
    expect(others).toEqual({ A: "1", SSH_ASKPASS_REQUIRE: "force", FLOW_TAGBOT_KEY_PASSPHRASE: "p" });
  });
});
