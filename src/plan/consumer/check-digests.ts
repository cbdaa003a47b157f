import type { RegistryIndex } from "../index-schema.ts";
import { parseTagMessage } from "../tag-message.ts";

export interface Digests {
  /** `sha256:<hex>` of the version file. */
  readonly digest: string;
  /** Of all that the version is made of. */
  readonly contentDigest: string;
}

/** What somebody else says that the digests are, with their name in sentences. */
export interface Told {
  readonly by: string;
  readonly digest: string | null;
  readonly contentDigest: string | null;
}

/** What a tag's message and the registry's index say of a version. A tag of a time that did not look tells less. */
export function toldDigests(tag: string, message: string | null, index: RegistryIndex | null): readonly Told[] {
  const trailers = parseTagMessage(message);
  const indexed = index?.flows.flatMap(({ versions }) => versions.filter((version) => version.tag === tag)) ?? [];
  return [
    { by: `the message of the tag ${tag}`, digest: trailers.digest, contentDigest: trailers.contentDigest },
    ...indexed.map((version) => ({ by: "the registry's index", digest: version.digest, contentDigest: version.content_digest })),
  ];
}

/** What is not as it was told, a sentence each; none: nothing speaks against these bytes. */
export function checkDigests(path: string, { digest, contentDigest }: Digests, told: readonly Told[]): readonly string[] {
  return told.flatMap((one) => {
    if (one.digest !== null && one.digest !== digest) return [`${path} is ${digest}, and ${one.by} says ${one.digest}`];
    if (one.contentDigest !== null && one.contentDigest !== contentDigest)
      return [`${path} and the files that it uses are ${contentDigest}, and ${one.by} says ${one.contentDigest}`];
    return [];
  });
}
