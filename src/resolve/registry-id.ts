import { hash } from "node:crypto";

const LONGEST = 60;
const DIGITS = 12;

/**
 * Folder of the cache for a registry's URL (without credentials): its readable part, and a hash that tells it apart from all others.
 * Letters, digits, `-` and `_` only, so that no system takes it for a device or a hidden file.
 */
export function toRegistryId(url: string): string {
  const words = url
    .replace(/^[a-z+]+:\/\//i, "")
    .replace(/^[^@/]*@/, "")
    .replace(/\.git$/, "")
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, "-");
  // The end says most: paths begin alike.
  const readable = words.slice(-LONGEST).replace(/^[-_]+|[-_]+$/g, "");
  return `${readable === "" ? "registry" : readable}-${hash("sha256", url).slice(0, DIGITS)}`;
}
