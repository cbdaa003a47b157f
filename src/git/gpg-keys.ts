import { failure } from "../model/failure.ts";
import type { Tagger } from "./write-tags.ts";

interface KeyPart {
  readonly fingerprint: string;
  readonly standing: "good" | "expired" | "revoked" | "unusable";
  /** Milliseconds; null: never. */
  readonly expires: number | null;
  readonly signs: boolean;
  /** False where only a stub is here, of a key that stayed elsewhere. */
  readonly available: boolean;
}

/** One private key of a keyring: the primary key with its subkeys, and the user ids that are valid. */
export interface SecretKey {
  readonly primary: KeyPart;
  readonly subkeys: readonly KeyPart[];
  readonly userIds: readonly string[];
}

const STANDINGS: Readonly<Record<string, KeyPart["standing"]>> = { e: "expired", r: "revoked", i: "unusable", d: "unusable" };

/** Reads `gpg --list-secret-keys --with-colons` (GnuPG's doc/DETAILS); a line for each key, fingerprint and user id. */
export function parseSecretKeys(listing: string): readonly SecretKey[] {
  const keys: { primary: KeyPart; subkeys: KeyPart[]; userIds: string[] }[] = [];
  let fields: readonly string[] = [];
  for (const line of listing.split("\n")) {
    const [kind = "", validity = "", , , , , , , , text = ""] = line.split(":");
    const key = keys.at(-1);
    if (kind === "sec" || kind === "ssb") fields = line.split(":");
    else if (kind === "fpr") {
      const part = toPart(fields, text);
      if (fields[0] === "sec") keys.push({ primary: part, subkeys: [], userIds: [] });
      else key?.subkeys.push(part);
    } else if (kind === "uid" && (STANDINGS[validity] ?? "good") === "good") key?.userIds.push(unescape(text));
  }
  return keys;
}

function toPart(fields: readonly string[], fingerprint: string): KeyPart {
  const [, validity = "", , , , , expires = "", , , , , capabilities = "", , , token = ""] = fields;
  return {
    fingerprint,
    standing: STANDINGS[validity] ?? "good",
    expires: expires === "" || expires === "0" ? null : Number(expires) * 1000,
    // Capital letters tell what the whole key can do.
    signs: capabilities.includes("s"),
    available: token !== "#",
  };
}

function unescape(text: string): string {
  return text.replace(/\\x([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Fingerprint of the part that signs: the newest subkey that can, else the primary key. */
export function chooseKey({ primary, subkeys }: SecretKey, now: number): string {
  const able = [primary, ...subkeys].filter(({ signs, available }) => signs && available);
  if (able.length === 0)
    throw failure(
      "signing-key-invalid",
      `The GPG key ${primary.fingerprint} has no private part that can sign.`,
      "Export the private key, or a subkey that can sign, with `gpg --armor --export-secret-keys <id>`.",
    );
  const usable = primary.standing === "revoked" || isOver(primary, now) ? [] : able.filter((part) => isGood(part, now));
  const chosen = usable.at(-1);
  if (chosen !== undefined) return chosen.fingerprint;
  const worst = [primary, ...able].find((part) => part.standing === "revoked" || isOver(part, now));
  if (worst === undefined)
    throw failure("signing-key-invalid", `The GPG key ${primary.fingerprint} is not valid or disabled.`, "Pass another signing key.");
  const end = worst.standing === "revoked" ? "was revoked" : `expired${worst.expires === null ? "" : ` on ${toDay(worst.expires)}`}`;
  throw failure(
    "signing-key-expired",
    `The GPG key ${worst.fingerprint} ${end}.`,
    "Extend the key or make a new one, put it into the secret for signing-key, and its public part where the forge knows it.",
  );
}

function isGood(part: KeyPart, now: number): boolean {
  return part.standing === "good" && !isOver(part, now);
}

function isOver({ standing, expires }: KeyPart, now: number): boolean {
  return standing === "expired" || (expires !== null && expires <= now);
}

function toDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The given tagger if one of the key's user ids has its address; the key's first user id where none was given. */
export function chooseTagger({ primary, userIds }: SecretKey, tagger: Tagger, isGiven: boolean): Tagger {
  const owners = userIds.flatMap((userId) => toTagger(userId) ?? []);
  const same = owners.some(({ email }) => email.toLowerCase() === tagger.email.toLowerCase());
  const [first] = owners;
  if (same) return tagger;
  if (!isGiven && first !== undefined) return first;
  throw failure(
    "signing-key-mismatch",
    first === undefined
      ? `No valid user id of the GPG key ${primary.fingerprint} has an e-mail address.`
      : `The tagger is ${tagger.email}, and the GPG key ${primary.fingerprint} is of ${owners.map(({ email }) => email).join(", ")}.`,
    "Set the tagger to the key's name and address, or add a user id with the tagger's address to the key.",
  );
}

/** `Name (comment) <address>` or an address alone. */
function toTagger(userId: string): Tagger | null {
  const [, words = "", email] = /^([^<>\n]*)<([^<>\s]+@[^<>\s]+)>$/.exec(userId) ?? /^()([^<>\s]+@[^<>\s]+)$/.exec(userId) ?? [];
  if (email === undefined) return null;
  const name = words.replace(/\([^()]*\)\s*$/, "").trim();
  return { name: name === "" ? email : name, email };
}
