import { compareText } from "../../model/compare-text.ts";
import type { VersionKind } from "../../model/version.ts";
import { versionLine } from "../../model/version.ts";
import type { RegistryType } from "../../resolve/source.ts";
import type { PublishedFlow, PublishedVersion } from "./published.ts";

/** Where an offer was read, and how fresh it is. */
export interface Origin {
  /** As configured; null for a registry that was named by its address. */
  readonly name: string | null;
  /** Whether it is the one that references without a registry mean. */
  readonly isDefault: boolean;
  readonly type: RegistryType;
  readonly url: string;
  /** Null for a folder, and for a repository without commits. */
  readonly branch: string | null;
  /** Full id of the branch's newest commit. */
  readonly commit: string | null;
  /** When the registry was last asked (ISO 8601, UTC); null: a folder, read just now. */
  readonly askedAt: string | null;
  /** It could not be, or was not to be, asked now. */
  readonly stale: boolean;
}

export interface OfferedFlow extends PublishedFlow {
  /** What the bare name means: the highest stable version that is not yanked; null where there is none. */
  readonly latest: string | null;
}

/** What a registry, or one flow's part of it, has to give. */
export interface Offering {
  readonly origin: Origin;
  /** By name, then by root. */
  readonly flows: readonly OfferedFlow[];
}

/** Versions that ranges keep together: stable ones, prereleases, or one variant. */
export interface VersionLine {
  readonly kind: VersionKind;
  /** `orbit`; "" but for variants. */
  readonly variant: string;
  /** Newest first. */
  readonly versions: readonly PublishedVersion[];
}

/** Flows as they are shown, with the descriptions (by path of the flow) that only a version file tells. */
export function toOffering(origin: Origin, flows: readonly PublishedFlow[], descriptions: ReadonlyMap<string, string>): Offering {
  const offered = flows.map((flow) => ({
    ...flow,
    description: flow.description ?? descriptions.get(flow.path ?? "") ?? null,
    latest: newestFirst(flow).find(({ kind, yanked }) => kind === "stable" && yanked === null)?.version ?? null,
  }));
  return { origin, flows: offered.toSorted((a, b) => compareText(a.flow, b.flow) || compareText(a.root ?? "", b.root ?? "")) };
}

export function newestFirst({ versions }: Pick<PublishedFlow, "versions">): readonly PublishedVersion[] {
  return versions.toReversed();
}

/** Stable versions, prereleases, then the variants by name; lines without a version are left out. */
export function toLines(flow: Pick<PublishedFlow, "versions">): readonly VersionLine[] {
  const all = newestFirst(flow);
  const variants = Map.groupBy(
    all.filter(({ kind }) => kind === "variant"),
    ({ semver, kind }) => versionLine(semver, kind),
  );
  const lines: readonly VersionLine[] = [
    ...(["stable", "prerelease"] as const).map((kind) => ({ kind, variant: "", versions: all.filter((version) => version.kind === kind) })),
    ...[...variants]
      .toSorted(([a], [b]) => compareText(a, b))
      .map(([variant, versions]) => ({ kind: "variant" as const, variant, versions })),
  ];
  return lines.filter(({ versions }) => versions.length > 0);
}
