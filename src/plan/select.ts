import type { Selection } from "../config/config.ts";
import { didYouMean } from "../config/did-you-mean.ts";
import { failure } from "../model/failure.ts";
import type { Registry, VersionFile } from "../registry/version-file.ts";

/** The version files a run is about; a flow or version that does not exist is an error, with what there is. */
export function selectFiles({ files }: Registry, { flows, version }: Pick<Selection, "flows" | "version">): readonly VersionFile[] {
  const known = new Set(files.map(({ flow }) => flow));
  for (const flow of flows) {
    if (!known.has(flow)) throw unknown(`There is no flow ${JSON.stringify(flow)} on the branch.`, flow, [...known]);
  }
  const ofFlows = flows.length === 0 ? files : files.filter(({ flow }) => flows.includes(flow));
  const selected = version === null ? ofFlows : ofFlows.filter((file) => file.version === version);
  if (version !== null && selected.length === 0) {
    throw unknown(
      `There is no version ${JSON.stringify(version)}${flows.length === 0 ? "" : ` of ${flows.join(", ")}`} on the branch.`,
      version,
      ofFlows.map((file) => file.version),
    );
  }
  return selected;
}

function unknown(message: string, given: string, known: readonly string[]): Error {
  const near = didYouMean(given, known);
  return failure("version-unknown", message, near === null ? "Run `flow-tagbot list` to see what there is." : `Did you mean ${near}?`);
}
