import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { admits } from "../changes/bump.ts";
import { toStartText } from "../changes/start-text.ts";
import type { Config } from "../config/config.ts";
import { fetchContents } from "../git/fetch.ts";
import type { Repository } from "../git/open-repository.ts";
import { readIds, readObjects } from "../git/read-objects.ts";
import { readTree } from "../git/read-tree.ts";
import { failure } from "../model/failure.ts";
import type { Bump } from "../model/rule.ts";
import { versionText } from "../model/version.ts";
import { findStart, planNewFile } from "../plan/new-version.ts";
import { selectFlow } from "../plan/select.ts";
import { weighEdit } from "../plan/weigh-edit.ts";
import { discover } from "../registry/discover.ts";
import { decodeText } from "../registry/decode-text.ts";
import type { VersionFile } from "../registry/version-file.ts";
import type { OpenBranch } from "./open-registry.ts";
import { toPathspecs } from "./read-pull.ts";
import { placeInside, withWorkTree, writing } from "./work-tree.ts";

export interface NewVersionRequest {
  readonly repository: Repository;
  /** Null in a repository without any commit. */
  readonly branch: OpenBranch | null;
  readonly config: Config;
  readonly flow: string;
  /** Null: the newest version. */
  readonly from: string | null;
  /** Null: told by what was edited. */
  readonly bump: Exclude<Bump, "none"> | null;
}

export interface NewVersion {
  readonly flow: string;
  readonly from: string;
  readonly version: string;
  readonly path: string;
  readonly bump: Bump;
  /** The step that the edit needs; `none` without one. */
  readonly needed: Bump;
  /** The number gives that step. */
  readonly enough: boolean;
  /** What was edited in the published file, in words; the edit is in the new file now. Empty: nothing was. */
  readonly changes: readonly string[];
  /** The published file that was put back to what the release branch has; null: it was not edited. */
  readonly restored: string | null;
}

/**
 * Copies a version's file to the next number in the work tree. A published version that was edited in place is turned
 * into a new one: the edit moves to the new file, and the published one becomes what it was.
 */
export async function newVersion(request: NewVersionRequest): Promise<NewVersion> {
  const { repository, branch, config } = request;
  return withWorkTree(repository.git, toPathspecs(config, null), async ({ top, tree, git }) => {
    const registry = discover(await readTree(git, tree, []), config);
    const files = selectFlow(registry, request.flow);
    const start = findStart(files, request.flow, request.from);
    if (start.block !== null) throw failure(start.block.code, start.block.message, start.block.fix);
    const published = branch === null ? null : await readPublished(repository, branch, config, start);
    const [current] = await readObjects(git, [start.blob]);
    const content = current?.content ?? Buffer.alloc(0);
    const edited = published !== null && !published.equals(content);
    const found = edited ? weighEdit(published, content, start, config) : { bump: "none" as const, changes: [] };
    const bump = request.bump ?? (found.bump === "none" ? "patch" : found.bump);
    const { version, path } = planNewFile(start, bump, files, config.prerelease);
    const place = await placeInside(top, path);
    const text = decodeText(content);
    await writeNew(place, path, text.ok ? toStartText(text.text, start.version, versionText(version)) : content);
    if (edited) {
      const old = await placeInside(top, start.path);
      await writing(start.path, () => writeFile(old, published));
    }
    return {
      flow: start.flow,
      from: start.version,
      version: versionText(version),
      path,
      bump,
      needed: found.bump,
      enough: admits(start.semver, version, found.bump, config.prerelease),
      changes: found.changes,
      restored: edited ? start.path : null,
    };
  });
}

/** What a clone knows as the remote's default branch; one that was not made by `git clone` knows none. */
const USUAL = ["HEAD", "main", "master"];

/**
 * The file as it was published: as its tag holds it, else as the release branch does, which is not the branch that a
 * person works on where the remote's is known. Null: it is on neither.
 */
async function readPublished(
  repository: Repository,
  branch: OpenBranch,
  config: Config,
  { tag, path }: VersionFile,
): Promise<Buffer | null> {
  const { git, remote } = repository;
  const branches =
    remote === null ? [] : (config.branch === null ? USUAL : [config.branch]).map((name) => `refs/remotes/${remote.name}/${name}`);
  const tracking = (await readIds(git, branches)).find((id) => id !== null) ?? null;
  const tagged = tag === null ? undefined : branch.tags.get(tag)?.commit;
  const places = [tagged ?? [], tracking ?? branch.head].flat().map((commit) => `${commit}:${path}`);
  const blob = (await readIds(git, places)).find((id) => id !== null) ?? null;
  if (blob === null) return null;
  await fetchContents(repository, [blob]);
  const [object] = await readObjects(git, [blob]);
  return object?.content ?? null;
}

/** Never over a file that is there, tracked or not. */
async function writeNew(place: string, path: string, content: string | Buffer): Promise<void> {
  try {
    await writing(path, async () => {
      await mkdir(dirname(place), { recursive: true });
      await writeFile(place, content, { flag: "wx" });
    });
  } catch (error) {
    if (!existsSync(place)) throw error;
    throw failure("file-exists", `${path} is there already, although git does not know it.`, "Move it away, or choose another --bump.");
  }
}
