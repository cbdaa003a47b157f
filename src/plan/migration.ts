import { folderOf } from "../model/path.ts";
import { flowNameProblem } from "../model/ref-name.ts";
import type { Registry } from "../registry/version-file.ts";

export interface Move {
  readonly flow: string;
  readonly from: string;
  readonly to: string;
}

export interface Migration {
  readonly moves: readonly Move[];
  /** Flat files that stay, and why. */
  readonly left: readonly { readonly path: string; readonly why: string }[];
}

/** Which flat flow files become which version files. A file is never moved onto another one. */
export function planMigration({ files, unversioned }: Pick<Registry, "files" | "unversioned">, version: string): Migration {
  const folders = Map.groupBy(files, ({ path }) => folderOf(path));
  const moves: Move[] = [];
  const left: { path: string; why: string }[] = [];
  for (const path of unversioned) {
    const [, folder = "", extension = ""] = /^(.*)(\.ya?ml)$/.exec(path) ?? [];
    const to = `${folder}/${version}${extension}`;
    const known = folders.get(folder)?.map((file) => file.version) ?? [];
    const twin = moves.find((move) => folderOf(move.to) === folder);
    const unsafe = flowNameProblem(folder.slice(folder.lastIndexOf("/") + 1));
    if (unsafe !== null) left.push({ path, why: `no flow can have its name: ${unsafe}` });
    else if (known.length > 0) left.push({ path, why: `its flow has versions already: ${known.join(", ")}` });
    else if (twin !== undefined) left.push({ path, why: `${twin.from} becomes the same version` });
    else moves.push({ flow: folder.slice(folder.lastIndexOf("/") + 1), from: path, to });
  }
  return { moves, left };
}
