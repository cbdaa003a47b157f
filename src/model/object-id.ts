import { createHash } from "node:crypto";

/** A full id of git, of SHA-1 or of SHA-256. */
export const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

export function isObjectId(text: string): boolean {
  return OBJECT_ID.test(text);
}

/** The id that git gives a file with these bytes, by the hash that another id of the repository was made with. */
export function toBlobId(content: Buffer, like: string): string {
  const algorithm = like.length === 64 ? "sha256" : "sha1";
  return createHash(algorithm).update(`blob ${content.length}\0`).update(content).digest("hex");
}
