import type { Config, Selection } from "../config/config.ts";
import type { Branch, Repository } from "../git/open-repository.ts";
import { readTree } from "../git/read-tree.ts";
import { toListing, type Listing } from "../plan/listing.ts";
import { discover } from "../registry/discover.ts";
import { rootFolders } from "./read-snapshot.ts";

export interface ListRequest {
  readonly repository: Repository;
  readonly branch: Branch | null;
  readonly config: Config;
  readonly selection: Selection;
}

/** What the registry holds, from the branch's tree alone: no history, no network. */
export async function list({ repository, branch, config, selection }: ListRequest): Promise<Listing> {
  if (branch === null) return { files: [], unversioned: [], problems: [] };
  return toListing(discover(await readTree(repository.git, branch.head, rootFolders(config)), config), config, selection);
}
