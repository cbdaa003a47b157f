import { compareBuild } from "semver";
import type { Outcome } from "../model/outcome.ts";
import { folderOf } from "../model/path.ts";
import type { Plan, PlannedVersion } from "../model/plan.ts";
import type { FileDigest } from "../registry/content-digest.ts";
import type { RegistryIndex } from "./index-schema.ts";

/** A version whose tag is there, and the commit that it is on. */
export interface Published {
  readonly version: PlannedVersion;
  readonly tag: string;
  readonly commit: string;
}

/** What a commit holds of a version. */
export interface Held {
  /** Commit date, ISO 8601, UTC. */
  readonly date: string;
  readonly digest: string;
  readonly contentDigest: string;
  readonly files: readonly FileDigest[];
}

/**
 * The versions of a plan that are published once it was carried out: their tag is on a landing of the branch that holds
 * their file, or this run made it. A tag that two of them lay claim to is nobody's.
 */
export function findPublished({ versions }: Pick<Plan, "versions">, outcomes: readonly Outcome[]): readonly Published[] {
  const made = new Map(
    outcomes.flatMap(({ action, result }) =>
      action.type === "create-tag" && (result.kind === "done" || result.kind === "already-right")
        ? [[action.tag, action.target] as const]
        : [],
    ),
  );
  const published = versions.flatMap((version): readonly Published[] => {
    const { tag, tagged } = version;
    if (tag === null) return [];
    const commit = tagged === null ? made.get(tag) : tagged.blob === null ? undefined : tagged.commit;
    return commit === undefined ? [] : [{ version, tag, commit }];
  });
  const claims = Map.groupBy(published, ({ tag }) => tag);
  return published.filter(({ tag }) => claims.get(tag)?.length === 1);
}

/** The index of a registry: a function of what is published, without a clock. `held` is by the version's path. */
export function toIndex(
  { branch, head }: Pick<Plan, "branch" | "head">,
  published: readonly Published[],
  held: ReadonlyMap<string, Held>,
): RegistryIndex {
  const folders = Map.groupBy(published, ({ version: { flow, path } }) => `${flow}\0${folderOf(path)}`);
  const flows = [...folders].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, versions]) => toFlow(versions, held));
  return { schema: 1, branch, head, flows };
}

type IndexedFlow = RegistryIndex["flows"][number];

function toFlow(published: readonly Published[], held: ReadonlyMap<string, Held>): IndexedFlow {
  const sorted = published.toSorted(({ version: a }, { version: b }) => compareBuild(a.version, b.version) || (a.path < b.path ? -1 : 1));
  const usable = sorted.filter(({ version: { kind, marks } }) => kind === "stable" && marks.yanked === null && !marks.withdrawn);
  const first = sorted[0]?.version;
  return {
    flow: first?.flow ?? "",
    folder: folderOf(first?.path ?? ""),
    latest: usable.at(-1)?.version.version ?? null,
    versions: sorted.map((version) => toVersion(version, held)),
  };
}

function toVersion(
  { version: { version, kind, path, previous, marks }, tag, commit }: Published,
  held: ReadonlyMap<string, Held>,
): IndexedFlow["versions"][number] {
  const content = held.get(path);
  if (content === undefined) throw new Error(`${path} was published and not read`);
  const { date, digest, contentDigest, files } = content;
  return {
    version,
    kind,
    path,
    tag,
    commit,
    date,
    digest,
    content_digest: contentDigest,
    files: files.map((file) => ({ path: file.path, digest: file.digest })),
    previous,
    yanked: marks.yanked,
    deprecated: marks.deprecated,
    withdrawn: marks.withdrawn,
    backport: marks.backport,
  };
}

/** The text of `index.json`. */
export function renderIndex(index: RegistryIndex): string {
  return `${JSON.stringify(index, null, 2)}\n`;
}
