import { rootsOf } from "../../registry/find-files.ts";
import { failure } from "../../model/failure.ts";
import { folderOf, liesIn } from "../../model/path.ts";
import { isLink, isSubmodule, type TreeEntry } from "../../model/tree-entry.ts";
import { parseTagMessage } from "../tag-message.ts";
import type { RegistrySettings } from "./head-view.ts";

export interface Wanted {
  readonly flow: string;
  readonly version: string;
  /** The one root to look in; null: all. */
  readonly root: string | null;
  /** Where the flow lies at the newest commit; null where that is not known. */
  readonly folder: string | null;
  /** Message of the annotated tag that leads to the commit. */
  readonly tagMessage: string | null;
  /** How the commit is called in sentences: `the tag a-v1.0.0`. */
  readonly place: string;
}

/**
 * The file of a flow's version in the tree of a commit: the one that the tag's message names, else the one at the flow's place in
 * a root, else in any folder of the flow's name. `version-file-missing` where there is none, or none that is a file.
 */
export function locateFile(entries: readonly TreeEntry[], wanted: Wanted, settings: Pick<RegistrySettings, "roots" | "tag">): TreeEntry {
  const found = findVersionFiles(entries, wanted, settings);
  const [one, ...others] = found;
  const what = `${wanted.flow} ${wanted.version}`;
  if (one === undefined) {
    throw failure(
      "version-file-missing",
      `${capital(wanted.place)} is there, and has no file of ${what}${wanted.root === null ? "" : ` in the root ${wanted.root}`}.`,
      wanted.root === null
        ? "Tell the registry's maintainers; meanwhile take another version."
        : "Choose another root with `--root`, or leave it out.",
    );
  }
  if (others.length > 0) {
    throw failure(
      "flow-ambiguous",
      `At ${wanted.place}, several files are ${what}: ${found.map(({ path }) => path).join(" and ")}.`,
      "Choose the folder with `--root`, or tell the registry's maintainers that one of the files has to go.",
    );
  }
  return checkFile(one, wanted.place);
}

/** The entry, if it is a file of YAML; links could lead anywhere. */
export function checkFile(entry: TreeEntry, place: string): TreeEntry {
  const reason = isLink(entry)
    ? "a symbolic link"
    : isSubmodule(entry)
      ? "a submodule"
      : /\.ya?ml$/i.test(entry.path)
        ? null
        : "no YAML file by its name";
  if (reason === null) return entry;
  throw failure(
    "version-file-missing",
    `At ${place}, ${entry.path} is ${reason}.`,
    "Tell the registry's maintainers; meanwhile take another version.",
  );
}

/** All files that a version may be at a commit; more than one only where nothing decides between them. */
export function findVersionFiles(
  entries: readonly TreeEntry[],
  { flow, version, root, folder, tagMessage }: Omit<Wanted, "place">,
  { roots, tag }: Pick<RegistrySettings, "roots" | "tag">,
): readonly TreeEntry[] {
  const names = [`${version}.yml`, `${version}.yaml`];
  const inRoot = entries.filter(({ path }) => root === null || liesIn(path, root));
  const { path: told } = parseTagMessage(tagMessage);
  const named = told === null ? undefined : inRoot.find(({ path }) => path === told);
  if (named !== undefined) return [named];
  const files = inRoot.filter(({ path }) => names.includes(path.slice(path.lastIndexOf("/") + 1)));
  const places = roots === null ? [] : rootsOf({ roots, tag }).map(({ path }) => (path === "" ? flow : `${path}/${flow}`));
  const choices: readonly ((path: string) => boolean)[] = [
    (path) => folderOf(path) === folder,
    (path) => places.includes(folderOf(path)),
    (path) => `/${folderOf(path)}`.endsWith(`/${flow}`),
  ];
  for (const choice of choices) {
    const chosen = files.filter(({ path }) => choice(path));
    if (chosen.length > 0) return chosen;
  }
  return [];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
