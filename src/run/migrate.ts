import { existsSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { dirname } from "node:path";
import type { Config } from "../config/config.ts";
import type { Git } from "../git/git.ts";
import type { Repository } from "../git/open-repository.ts";
import { readReferences, type Reference } from "../git/read-references.ts";
import { moveInIndex } from "../git/move-in-index.ts";
import { readTree } from "../git/read-tree.ts";
import { failure } from "../model/failure.ts";
import { planMigration, type Migration } from "../plan/migration.ts";
import { discover } from "../registry/discover.ts";
import { placeInside, withWorkTree, writing } from "./work-tree.ts";
import { toPathspecs } from "./read-pull.ts";

export interface MigrateRequest {
  readonly repository: Repository;
  readonly config: Config;
  /** The number that flat files get. */
  readonly version: string;
  /** Only say what would be done. */
  readonly dryRun: boolean;
}

export interface MigrationReport extends Migration {
  /** Lines of other files that name a moved file. */
  readonly references: readonly Reference[];
}

/** Moves flat flow files into folders, on disk and in the index, so that git sees renames without any change of content. */
export async function migrate({ repository, config, version, dryRun }: MigrateRequest): Promise<MigrationReport> {
  const { git } = repository;
  return withWorkTree(git, toPathspecs(config, null), async (checkout) => {
    const migration = planMigration(discover(await readTree(checkout.git, checkout.tree, []), config), version);
    const references = await readReferences(
      git,
      migration.moves.map(({ from }) => from.slice(from.lastIndexOf("/") + 1)),
    );
    if (!dryRun) await move(git, checkout.top, migration);
    return { ...migration, references };
  });
}

/** All moves or none; never onto a file that is there, such as one that git ignores. */
async function move(git: Git, top: string, { moves }: Migration): Promise<void> {
  const places: { readonly from: string; readonly to: string; readonly path: string }[] = [];
  for (const { from, to } of moves) places.push({ from: await placeInside(top, from), to: await placeInside(top, to), path: to });
  for (const { to, path } of places) {
    await writing(path, () => mkdir(dirname(to), { recursive: true }));
    if (existsSync(to))
      throw failure("file-exists", `${path} is there already, although git does not know it.`, "Move it away, then run again.");
  }
  const moved: (typeof places)[number][] = [];
  try {
    for (const place of places) {
      await writing(place.path, () => rename(place.from, place.to));
      moved.push(place);
    }
    await moveInIndex(git, moves);
  } catch (error) {
    for (const { from, to } of moved) await rename(to, from);
    throw error;
  }
}
