import { expect, test } from "vitest";
import { readInputSecrets, readVariableSecrets, secretTexts } from "../../src/entry/secrets.ts";

const NAMES = ["ssh-key", "ssh-passphrase", "ssh-known-hosts", "signing-key", "signing-passphrase", "registry-token", "registry-ssh-key"];
const NONE = {
  sshKey: null,
  sshPassphrase: null,
  sshKnownHosts: null,
  signingKey: null,
  signingPassphrase: null,
  registryToken: null,
  registrySshKey: null,
};

test("inputs of a step and variables of a command give the same secrets", () => {
  const inputs = Object.fromEntries(NAMES.map((name) => [name, `of ${name}`]));
  const variables = Object.fromEntries(NAMES.map((name) => [`FLOW_TAGBOT_${name.toUpperCase().replaceAll("-", "_")}`, `of ${name}`]));
  const secrets = readInputSecrets(inputs);
  expect(secrets).toMatchObject({
    sshKey: "of ssh-key",
    signingPassphrase: "of signing-passphrase",
    registrySshKey: "of registry-ssh-key",
  });
  expect(readVariableSecrets(variables)).toEqual(secrets);
  expect(readVariableSecrets(inputs)).toEqual(NONE);
});

test("what is empty is not given", () => {
  expect(readInputSecrets({ "ssh-key": "", "signing-key": " \n" })).toEqual(NONE);
  expect(secretTexts(NONE)).toEqual([]);
});

test("everything but host keys is secret, keys also as the text that their base64 stands for", () => {
  const key = "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n";
  const given = {
    "ssh-key": Buffer.from(key).toString("base64"),
    "ssh-passphrase": "pass",
    "ssh-known-hosts": "host",
    "registry-token": "token",
  };
  const texts = secretTexts(readInputSecrets(given));
  expect(new Set(texts)).toEqual(new Set([given["ssh-key"], key, "pass", "token"]));
});
