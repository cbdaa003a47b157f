import { failure } from "../../model/failure.ts";
import { folderOf, liesIn } from "../../model/path.ts";
import type { TreeEntry } from "../../model/tree-entry.ts";
import { versionKind, versionText, type VersionKind } from "../../model/version.ts";
import { parseFileName } from "../../registry/file-name.ts";
import { pickVersion } from "../../resolve/pick.ts";
import { parseTagMessage } from "../tag-message.ts";
import { findFlow } from "./find-flow.ts";
import type { HeadView } from "./head-view.ts";
import { checkFile } from "./locate-file.ts";
import { toPublishedFlows } from "./published-flows.ts";
import type { PublishedFlow } from "./published.ts";

export interface Place {
  /** Of the commit. */
  readonly view: HeadView;
  readonly entries: readonly TreeEntry[];
  /** Message of the annotated tag that leads there. */
  readonly tagMessage: string | null;
  /** How it is called in sentences: `the branch main`. */
  readonly name: string;
  /** How the registry is called. */
  readonly registry: string;
  /** How the flow is called in references: `code_review@team`. */
  readonly called: string;
  /** The one root to look in; null: all. */
  readonly root: string | null;
}

/** What a commit holds of a flow. */
export interface FoundAt {
  readonly flow: string;
  readonly layout: PublishedFlow["layout"];
  readonly root: string | null;
  /** Null for the one file of a flow of `index.yaml`. */
  readonly version: string | null;
  readonly kind: VersionKind | null;
  readonly file: TreeEntry;
}

/**
 * The file of a flow at a commit: the one that the tag's message names, else its newest stable version, else its newest prerelease; for a flow
 * of `index.yaml` the one that is named there. Yanks say nothing here, so that a commit means the same for ever.
 */
export function newestAt(flowName: string, place: Place): FoundAt {
  const { view, entries, root } = place;
  const told = findTold(flowName, place);
  if (told !== null) return told;
  const settings = { ...view.settings, yanked: [], deprecated: [] };
  const flows = toPublishedFlows({ refs: { tags: new Map() }, head: { ...view, settings }, index: null, root });
  const flow = findFlow(flows, flowName, `${place.registry}, at ${place.name},`, place.called);
  const base = { flow: flow.flow, layout: flow.layout, root: flow.root };
  if (flow.layout === "index")
    return { ...base, version: null, kind: null, file: checkFile(findEntry(entries, flow.path ?? "", place.name), place.name) };
  const picked = [false, true].map((prerelease) =>
    pickVersion(flow.versions, { kind: "default" }, { prerelease, words: settings.prerelease }),
  );
  const version = picked.flatMap((one) => (one.kind === "picked" ? [one.candidate] : []))[0];
  if (version === undefined) {
    const names = flow.versions.map((one) => one.version).toReversed();
    throw failure(
      "range-unsatisfied",
      `At ${place.name}, ${flow.flow} has only variants: ${names.slice(0, 5).join(", ")}.`,
      `Name one of them by its version or its tag, as in \`${place.called}#${names[0] ?? ""}\`.`,
    );
  }
  return { ...base, version: version.version, kind: version.kind, file: findHeadFile(place, flow, version.version) };
}

/** The file of a version in the folder of a flow, as a view knows it. `flow-ambiguous` where two files are this version. */
export function findHeadFile(
  { view, entries, name }: Pick<Place, "view" | "entries" | "name">,
  { flow, path }: Pick<PublishedFlow, "flow" | "path">,
  version: string,
): TreeEntry {
  const files = view.files.filter((file) => file.version === version && folderOf(file.path) === path && file.flow === flow);
  const [one, ...others] = files;
  if (others.length > 0) {
    throw failure(
      "flow-ambiguous",
      `At ${name}, several files are ${flow} ${version}: ${files.map((file) => file.path).join(" and ")}.`,
      "Tell the registry's maintainers that one of the files has to go.",
    );
  }
  return checkFile(findEntry(entries, one?.path ?? "", name), name);
}

/** The entry of a path that the registry names; `version-file-missing` where it is not there. */
export function findEntry(entries: readonly TreeEntry[], path: string, place: string): TreeEntry {
  const entry = entries.find((one) => one.path === path);
  if (entry !== undefined) return entry;
  throw failure(
    "version-file-missing",
    `At ${place}, the registry names the file ${path}, and has no such file.`,
    "Tell the registry's maintainers.",
  );
}

/** The version file that a tag was made for, if it is one of this flow. */
function findTold(flowName: string, { view, entries, tagMessage, name, root }: Place): FoundAt | null {
  const { path } = parseTagMessage(tagMessage);
  if (path === null || !`/${folderOf(path)}`.endsWith(`/${flowName}`) || (root !== null && !liesIn(path, root))) return null;
  const entry = entries.find((one) => one.path === path);
  const parsed = parseFileName(path.slice(path.lastIndexOf("/") + 1));
  if (entry === undefined || parsed.kind !== "version") return null;
  const known = view.files.find((file) => file.path === path);
  return {
    flow: known?.flow ?? flowName,
    layout: "versions",
    root: view.settings.roots === null ? null : (known?.root ?? null),
    version: versionText(parsed.semver),
    kind: versionKind(parsed.semver, view.settings.prerelease),
    file: checkFile(entry, name),
  };
}
