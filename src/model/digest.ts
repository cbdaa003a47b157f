import { hash } from "node:crypto";

export const DIGEST_PREFIX = "sha256:";

/** A digest, as lockfiles, tags and indexes have it. */
export const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** `sha256:<hex>` of the bytes; of a text, of its UTF-8. */
export function toDigest(content: Buffer | string): string {
  return DIGEST_PREFIX + hash("sha256", content);
}
