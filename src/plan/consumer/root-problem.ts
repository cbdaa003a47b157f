import { didYouMean } from "../../config/did-you-mean.ts";
import { folderOf, liesIn } from "../../model/path.ts";
import type { Problem } from "../../model/problem.ts";
import { listed } from "./find-flow.ts";
import type { HeadView } from "./head-view.ts";

/**
 * What is wrong with a root that the configuration does not have: no flow lies in it. Names the root that was most likely meant, or those that
 * there are: the configured ones, else the folders that hold flows. Null for a folder that holds some.
 */
export function findRootProblem(
  root: string,
  { settings, files, indexed }: Pick<HeadView, "settings" | "files" | "indexed">,
): Problem | null {
  if (root === "" || files.some(({ path }) => liesIn(path, root)) || indexed.some(({ path }) => liesIn(path, root))) return null;
  const folders = files.map(({ path }) => folderOf(folderOf(path))).filter((folder) => folder !== "");
  const roots = settings.roots?.map(({ path }) => path) ?? [...new Set(folders)].toSorted();
  const near = roots.find((path) => path.endsWith(`/${root}`)) ?? didYouMean(root, roots);
  const there =
    roots.length === 0 ? "Leave out `--root`, and `root:` in registries.yml: it has no roots." : `Its roots are ${listed(roots)}.`;
  return {
    code: "flow-unknown",
    severity: "error",
    path: null,
    line: null,
    message: `The registry has no root ${JSON.stringify(root)}: no flow lies there.`,
    fix: near === null ? there : `Did you mean ${near}? ${there}`,
  };
}
