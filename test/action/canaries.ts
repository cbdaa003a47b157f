import { randomBytes } from "node:crypto";

/** How much {@link file://./secrets.test.ts} looks at; docs/reliability.md says these numbers, and the test checks them. */
export const SECRETS_CHECKED = { canaries: 9, spellings: 9, scenarios: 13, places: 8 } as const;

/** What is secret in a run, by name. */
export type Canaries = Readonly<Record<string, string>>;

/** A secret that occurs nowhere by chance, with characters that URLs, JSON, shells and base64 write differently. */
export function makeSecret(name: string): string {
  return `${name} "${randomBytes(9).toString("base64url")}" +/=%&'ü`;
}

/** Every spelling under which a secret could be read by somebody else, by name. */
export function spellings(secret: string): Readonly<Record<string, string>> {
  const bytes = Buffer.from(secret);
  return {
    raw: secret,
    "URL-encoded": encodeURIComponent(secret),
    "JSON-escaped": JSON.stringify(secret).slice(1, -1),
    base64: base64At(bytes, 0),
    "base64 after one byte": base64At(bytes, 1),
    "base64 after two bytes": base64At(bytes, 2),
    "base64 as git sends it": base64At(Buffer.concat([Buffer.from("x-access-token:"), bytes]), 0),
    hex: bytes.toString("hex"),
    "upper-case hex": bytes.toString("hex").toUpperCase(),
  };
}

/** The characters that depend on the secret alone, when it begins so many bytes after a multiple of three. */
function base64At(bytes: Buffer, offset: 0 | 1 | 2): string {
  const bits = (offset + bytes.length) * 8;
  return Buffer.concat([Buffer.alloc(offset), bytes])
    .toString("base64")
    .slice(Math.ceil((offset * 8) / 6), Math.floor(bits / 6));
}

/** A secret's parts that are secret by themselves: lines of a key, without those that every key has or that anything may hold. */
export function partsOf(secret: string): readonly string[] {
  const lines = secret.split("\n").filter((line) => line.length >= 8 && !line.startsWith("-----"));
  return lines.length > 1 ? lines : [secret.trim()];
}

/** All spellings of all canaries, as a server might repeat them. */
export function repeatAll(canaries: Canaries): string {
  return Object.values(canaries)
    .flatMap((secret) => [...partsOf(secret).flatMap((part) => Object.values(spellings(part))), secret])
    .join("\n");
}

/** `canary (spelling) in place` for each that is found. */
export function findLeaks(canaries: Canaries, places: ReadonlyMap<string, string>): readonly string[] {
  return Object.entries(canaries).flatMap(([name, secret]) => {
    const known = partsOf(secret).flatMap((part) => Object.entries(spellings(part)));
    return [...places].flatMap(([place, text]) => {
      const found = known.find(([, spelling]) => text.includes(spelling));
      return found === undefined ? [] : [`${name} (${found[0]}) in ${place}`];
    });
  });
}
