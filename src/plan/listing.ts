import type { Config, Selection } from "../config/config.ts";
import type { Marks } from "../model/marks.ts";
import { folderOf } from "../model/path.ts";
import type { Registry, VersionFile } from "../registry/version-file.ts";
import { configuredMarks, latestOfFlow } from "./marks.ts";
import { selectFiles } from "./select.ts";

export interface ListedFile extends VersionFile {
  /** Without what only the history tells: backports. */
  readonly marks: Pick<Marks, "yanked" | "deprecated">;
  /** The flow's highest stable version that is not yanked. */
  readonly latest: boolean;
}

export interface Listing extends Registry {
  readonly files: readonly ListedFile[];
}

/** A registry as it is listed: the selected versions with their marks, and which of them is its flow's latest. */
export function toListing(
  registry: Registry,
  config: Pick<Config, "roots" | "yanked" | "deprecated">,
  selection: Pick<Selection, "flows" | "version">,
): Listing {
  const marksOf = configuredMarks(config);
  const flows = Map.groupBy(registry.files, ({ path }) => folderOf(path));
  const latest = new Set([...flows.values()].map((files) => latestOfFlow(files, marksOf)));
  const files = selectFiles(registry, selection).map((file) => {
    const { yanked, deprecated } = marksOf(file);
    return { ...file, marks: { yanked, deprecated }, latest: latest.has(file) };
  });
  return { ...registry, files };
}
