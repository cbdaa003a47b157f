import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Root } from "../config/config.ts";
import { didYouMean } from "../config/did-you-mean.ts";
import { CONFIG_PATH } from "../config/options.ts";
import type { Git } from "../git/git.ts";
import { readRemoteRefs } from "../git/read-refs.ts";
import { readTree } from "../git/read-tree.ts";
import { Failure, failure } from "../model/failure.ts";
import { folderOf } from "../model/path.ts";
import { renderCheckWorkflow, renderConfigFile, renderReleaseWorkflow } from "../output/workflow-text.ts";
import { proposeRoots, separateRoots, type ProposedRoot } from "../registry/propose-roots.ts";
import type { TreeEntry } from "../model/tree-entry.ts";
import { placeInside, withWorkTree, writing } from "./work-tree.ts";

/** The action's own repository. */
const ACTION = "flow-tagbot/flow-tagbot";

export const RELEASE_WORKFLOW = ".github/workflows/flow-tagbot.yml";
export const CHECK_WORKFLOW = ".github/workflows/flow-tagbot-check.yml";

/** What was found in the repository before anything is asked. */
export interface Found {
  readonly roots: readonly ProposedRoot[];
}

/** Looks for the folders that flows lie in, or at those that a person chose; throws a Failure `root-missing`. */
export async function findRoots(git: Git, chosen: readonly Root[] | null): Promise<Found> {
  return withWorkTree(git, [":(top,glob)**/*.yml", ":(top,glob)**/*.yaml"], async (checkout) => {
    const entries = await readTree(checkout.git, checkout.tree, []);
    if (chosen === null) return { roots: proposeRoots(entries) };
    refuseMissing(entries, chosen);
    return { roots: separateRoots(entries, chosen) };
  });
}

function refuseMissing(entries: readonly TreeEntry[], roots: readonly Root[]): void {
  const folders = new Set([""]);
  for (const { path } of entries) for (let folder = folderOf(path); !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
  const missing = roots.find(({ path }) => !folders.has(path));
  if (missing === undefined) return;
  const near = didYouMean(missing.path, [...folders]);
  throw failure(
    "root-missing",
    `There is no folder ${JSON.stringify(missing.path)} with YAML files.`,
    near === null || near === "" ? "Name a folder that flows lie in, or leave --root away: init looks for them." : `Did you mean ${near}?`,
  );
}

/** How the action is named in a workflow. */
export interface ActionReference {
  readonly action: string;
  readonly tag: string | null;
}

/** The action pinned to the commit of its release `v<version>`; to the tag where the server cannot be asked. */
export async function readAction(git: Git, serverUrl: string, version: string): Promise<ActionReference> {
  const tag = `v${version}`;
  try {
    const { tags } = await readRemoteRefs(git, `${serverUrl}/${ACTION}`, null);
    const commit = tags.get(tag)?.commit;
    if (commit !== undefined) return { action: `${ACTION}@${commit}`, tag };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
  return { action: `${ACTION}@v${version.split(".")[0] ?? version}`, tag: null };
}

/** What a person decided. */
export interface InitChoice {
  readonly roots: readonly Root[];
  readonly branch: string;
  /** The branch is not the one that the remote names as its default. */
  readonly nameBranch: boolean;
  /** Check pull requests as well. */
  readonly check: boolean;
}

export interface InitFile {
  readonly path: string;
  readonly text: string;
}

/** The files that a choice makes. */
export function toInitFiles({ roots, branch, nameBranch, check }: InitChoice, action: ActionReference): readonly InitFile[] {
  const options = { ...action, branch };
  return [
    { path: CONFIG_PATH, text: renderConfigFile(roots, nameBranch ? branch : null) },
    { path: RELEASE_WORKFLOW, text: renderReleaseWorkflow(options) },
    ...(check ? [{ path: CHECK_WORKFLOW, text: renderCheckWorkflow(options) }] : []),
  ];
}

export type InitResult = { readonly path: string; readonly kind: "written" | "same" | "kept" };

/** Writes the files; one that is there with another text is kept, unless `force`. */
export async function writeInitFiles(git: Git, files: readonly InitFile[], force: boolean): Promise<readonly InitResult[]> {
  return withWorkTree(git, [":(top)"], async ({ top }) => {
    const results: InitResult[] = [];
    for (const { path, text } of files) {
      const place = await placeInside(top, path);
      const before = existsSync(place) ? await writing(path, () => readFile(place, "utf8")) : null;
      if (before === text || (before !== null && !force)) {
        results.push({ path, kind: before === text ? "same" : "kept" });
        continue;
      }
      await writing(path, async () => {
        await mkdir(dirname(place), { recursive: true });
        await writeFile(place, text);
      });
      results.push({ path, kind: "written" });
    }
    return results;
  });
}
