import { describe, expect, test } from "vitest";
import { chooseKey, chooseTagger, parseSecretKeys, type SecretKey } from "../../src/git/gpg-keys.ts";
import { caught } from "../caught.ts";

const NOW = Date.UTC(2026, 0, 1);
const TAGGER = { name: "Zoë", email: "zoe@example.com" };

interface Part {
  readonly validity?: string;
  readonly expires?: string;
  readonly capabilities?: string;
  readonly token?: string;
}

/** Lines as gpg 2.2.40 prints them. */
function partLines(
  kind: "sec" | "ssb",
  fingerprint: string,
  { validity = "u", expires = "", capabilities = "s", token = "+" }: Part,
): string {
  return `${kind}:${validity}:255:22:6A24657495A7C665:1700000000:${expires}::u:::${capabilities}:::${token}::ed25519:::0:\nfpr:::::::::${fingerprint}:\ngrp:::::::::00:\n`;
}
const uidLine = (text: string, validity = "u"): string => `uid:${validity}::::1700000000::D503::${text}::::::::::0:\n`;

function parse(listing: string): SecretKey {
  const [key] = parseSecretKeys(listing);
  if (key === undefined) throw new Error("no key");
  return key;
}

describe("a listing", () => {
  test("gives each private key with its subkeys and its valid user ids", () => {
    const listing =
      partLines("sec", "A", { capabilities: "cSC", token: "#" }) +
      uidLine("Ko\\x3alon <a@example.com>") +
      uidLine("Old <old@example.com>", "r") +
      partLines("ssb", "A1", { expires: "1767225600", validity: "e" }) +
      partLines("sec", "B", {}) +
      uidLine("b");
    expect(parseSecretKeys(listing)).toEqual([
      {
        primary: { fingerprint: "A", standing: "good", expires: null, signs: false, available: false },
        subkeys: [{ fingerprint: "A1", standing: "expired", expires: NOW, signs: true, available: true }],
        userIds: ["Ko:lon <a@example.com>"],
      },
      { primary: { fingerprint: "B", standing: "good", expires: null, signs: true, available: true }, subkeys: [], userIds: ["b"] },
    ]);
  });

  test("of nothing has no keys", () => {
    expect(parseSecretKeys("")).toEqual([]);
  });
});

describe("the part that signs", () => {
  const later = String(NOW / 1000 + 60);
  test.each<[string, string, string]>([
    ["the primary key where nothing else can", partLines("sec", "A", {}) + partLines("ssb", "A1", { capabilities: "e" }), "A"],
    [
      "the newest subkey that can",
      partLines("sec", "A", {}) + partLines("ssb", "A1", {}) + partLines("ssb", "A2", { expires: later }),
      "A2",
    ],
    [
      "no subkey that was revoked",
      partLines("sec", "A", {}) + partLines("ssb", "A1", {}) + partLines("ssb", "A2", { validity: "r" }),
      "A1",
    ],
    ["no stub", partLines("sec", "A", {}) + partLines("ssb", "A1", { token: "#" }), "A"],
    ["a subkey below a stub", partLines("sec", "A", { capabilities: "cS", token: "#" }) + partLines("ssb", "A1", {}), "A1"],
  ])("is %s", (_name, listing, fingerprint) => {
    expect(chooseKey(parse(listing), NOW)).toBe(fingerprint);
  });

  test.each<[string, string, string]>([
    ["revoked", partLines("sec", "A", { validity: "r" }), "signing-key-expired"],
    ["expired, with its subkey", partLines("sec", "A", { validity: "e" }) + partLines("ssb", "A1", {}), "signing-key-expired"],
    ["over at this moment", partLines("sec", "A", { expires: String(NOW / 1000) }), "signing-key-expired"],
    [
      "revoked in all subkeys",
      partLines("sec", "A", { capabilities: "c" }) + partLines("ssb", "A1", { validity: "r" }),
      "signing-key-expired",
    ],
    ["disabled", partLines("sec", "A", { validity: "d" }), "signing-key-invalid"],
    ["a stub", partLines("sec", "A", { token: "#" }), "signing-key-invalid"],
    ["for encryption only", partLines("sec", "A", { capabilities: "e" }), "signing-key-invalid"],
  ])("is missing where the key is %s", (_name, listing, code) => {
    expect(caught(() => chooseKey(parse(listing), NOW))).toMatchObject({ code });
  });
});

describe("the tagger of a key", () => {
  const keyOf = (...userIds: readonly string[]): SecretKey => parse(partLines("sec", "A", {}) + userIds.map((id) => uidLine(id)).join(""));

  test.each([
    ["Zoë Tagger (bot) <zoe@example.com>", { name: "Zoë Tagger", email: "zoe@example.com" }],
    ["<zoe@example.com>", { name: "zoe@example.com", email: "zoe@example.com" }],
    ["zoe@example.com", { name: "zoe@example.com", email: "zoe@example.com" }],
  ])("is read from the user id %j", (userId, tagger) => {
    expect(chooseTagger(keyOf("no address", userId), { name: "x", email: "x@example.com" }, false)).toEqual(tagger);
  });

  test("is the given one where any user id has its address, in any case of letters", () => {
    expect(chooseTagger(keyOf("Other <other@example.com>", "Zoe <ZOE@example.com>"), TAGGER, true)).toBe(TAGGER);
  });

  test.each([
    ["another address", ["Other <other@example.com>"], true],
    ["an address with more to it", ["Other <azoe@example.com>"], true],
    ["no user id", [], true],
    ["no address to take", ["Zoë"], false],
  ])("is refused with %s", (_name, userIds, isGiven) => {
    expect(caught(() => chooseTagger(keyOf(...userIds), TAGGER, isGiven))).toMatchObject({ code: "signing-key-mismatch" });
  });
});
