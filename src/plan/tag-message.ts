import { DIGEST } from "../model/digest.ts";
import type { PlannedVersion } from "../model/plan.ts";

/** Digests of a version's file, and of all that it is made of. */
export interface Digests {
  readonly digest: string;
  readonly contentDigest: string;
}

/** Message of a version's tag: a title, and trailers that let anyone check what it was made for. */
export function renderTagMessage(
  { flow, version, path }: Pick<PlannedVersion, "flow" | "version" | "path">,
  { digest, contentDigest }: Digests,
): string {
  const whole = contentDigest === digest ? "" : `Flow-Content-Digest: ${contentDigest}\n`;
  return `${flow} ${version}\n\nFlow-Path: ${path}\nFlow-Digest: ${digest}\n${whole}`;
}

/** What the trailers of a version's tag say; null where there is no such trailer, as in tags that a person made. */
export interface TagTrailers {
  /** Path of the version file. */
  readonly path: string | null;
  /** `sha256:<hex>` */
  readonly digest: string | null;
  readonly contentDigest: string | null;
}

/** Reads the message that {@link renderTagMessage} made. A digest that is not one proves nothing, and counts as another digest. */
export function parseTagMessage(message: string | null): TagTrailers {
  const read = (key: string): string | null => {
    const value = new RegExp(`^${key}: (.*)$`, "m").exec(message ?? "")?.[1] ?? null;
    return value === null || key === "Flow-Path" || DIGEST.test(value) ? value : `not a digest: ${value}`;
  };
  return { path: read("Flow-Path"), digest: read("Flow-Digest"), contentDigest: read("Flow-Content-Digest") };
}
