import { DEFAULT_CONFIG } from "../../../src/config/config.ts";
import { parseVersion, versionKind } from "../../../src/model/version.ts";
import type { Origin } from "../../../src/plan/consumer/offer.ts";
import type { PublishedFlow, PublishedVersion } from "../../../src/plan/consumer/published.ts";

export const ORIGIN: Origin = {
  name: "team",
  isDefault: true,
  type: "github",
  url: "https://github.com/acme/flows",
  branch: "main",
  commit: "0123456789abcdef0123456789abcdef01234567",
  askedAt: "2026-03-01T12:00:00Z",
  stale: false,
};

/** Milliseconds since 1970; twenty seconds after the origin was asked. */
export const NOW = Date.parse("2026-03-01T12:00:20Z");

type Marked = Pick<PublishedVersion, "yanked" | "deprecated">;

/** A flow whose tags are on commits that are made of their place; versions are given lowest first. */
export function published(
  flow: string,
  versions: readonly string[],
  more: Partial<PublishedFlow> & { readonly marks?: Readonly<Record<string, Partial<Marked>>> } = {},
): PublishedFlow {
  const { marks = {}, tagged = true, ...rest } = more;
  return {
    flow,
    root: "flows",
    layout: "versions",
    path: `flows/${flow}`,
    description: null,
    tagged,
    versions: versions.map((text, index) => {
      const semver = parseVersion(text);
      if (semver === null) throw new Error(`${text} is no version`);
      const commit = String(index + 1).repeat(40);
      return {
        version: text,
        semver,
        kind: versionKind(semver, DEFAULT_CONFIG.prerelease),
        tag: tagged ? { name: `${flow}-v${text}`, ref: { object: commit, commit, annotated: false } } : null,
        yanked: null,
        deprecated: null,
        ...marks[text],
      };
    }),
    ...rest,
  };
}

export const REVIEW = published("code_review", ["0.8.0", "0.9.0", "1.0.0", "1.1.0", "1.2.0", "2.0.0-orbit", "2.0.0-rc.1"], {
  description: "Reviews a merge request.\n\nAnd leaves comments.",
  marks: {
    "1.1.0": { yanked: { reason: "Leaks tokens" } },
    "1.0.0": { deprecated: { since: "2026-02-01", use: "code_review@^1.2", reason: null } },
  },
});
